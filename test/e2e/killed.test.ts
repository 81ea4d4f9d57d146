import { expect, test } from 'vitest'
import { killApp } from '../support/kills/app-rounds.ts'

const kills = 10

test(`killed ${kills} times while somebody works, the app opens the project each time, with all but the last moment`, async () => {
  const report = await killApp(kills, 2)
  console.log(JSON.stringify(report))
  expect(report.kills).toBe(kills)
  expect(report.edits).toBeGreaterThan(kills)
  // There was something to lose.
  expect(report.takes).toBeGreaterThan(0)
})
