import { expect, test } from 'vitest'
import { bundleStudio } from '../../support/kills/bundle-studio.ts'
import { killRounds } from '../../support/kills/kill-rounds.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const kills = 300

test(`killed ${kills} times at any moment, the studio loses no take, no safe edit, and leaves nothing half`, async () => {
  const { program, remove } = await bundleStudio()
  try {
    const report = await killRounds({ program, folder: temporaryFolder(), kills, seed: 1 })
    console.log(JSON.stringify(report))
    expect(report.kills).toBe(kills)
    expect(report.longestLossMilliseconds).toBeLessThanOrEqual(2000)
    // The kills fell where there was something to lose.
    expect(report.early).toBeLessThan(kills / 2)
    expect(report.safe).toBeGreaterThan(kills)
    expect(Math.min(report.takes, report.exports, report.media)).toBeGreaterThan(0)
  } finally {
    remove()
  }
})
