import { expect, test } from 'vitest'
import { bundleStudio } from '../support/kills/bundle-studio.ts'
import { killRounds } from '../support/kills/kill-rounds.ts'
import { longRuns } from '../support/long-runs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const kills = longRuns(1000)

test(`killed ${kills} times at any moment, the studio loses no take, no safe edit, and leaves nothing half`, async () => {
  const seed = Date.now() % 2 ** 20
  const { program, remove } = await bundleStudio()
  try {
    const report = await killRounds({ program, folder: temporaryFolder(), kills, seed })
    console.log(JSON.stringify({ seed, ...report }))
    expect(report.kills).toBe(kills)
    expect(Math.min(report.takes, report.exports, report.media)).toBeGreaterThan(kills / 100)
  } finally {
    remove()
  }
}, 7_200_000)
