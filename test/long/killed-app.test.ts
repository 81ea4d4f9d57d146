import { expect, test } from 'vitest'
import { killApp } from '../support/kills/app-rounds.ts'
import { longRuns } from '../support/long-runs.ts'

const kills = longRuns(100)

test(`killed ${kills} times while somebody works, the app opens the project each time`, async () => {
  const seed = Date.now() % 2 ** 31
  console.log(JSON.stringify({ seed }))
  const report = await killApp(kills, seed)
  console.log(JSON.stringify(report))
  expect(report.kills).toBe(kills)
  expect(report.takes).toBeGreaterThan(0)
}, 7_200_000)
