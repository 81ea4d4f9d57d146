import { expect, test } from 'vitest'
import { fuzzPictures } from '../support/fuzz/fuzz-pictures.ts'
import { longRuns } from '../support/long-runs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const runs = longRuns(20_000)

test(`pictures damaged in ${runs} ways are read or refused by name, and the media process lives on`, async () => {
  const seed = Date.now() % 2 ** 31
  const count = await fuzzPictures(temporaryFolder(), runs, seed)
  console.log(JSON.stringify({ seed, ...count }))
  expect(count.taken + count.refused).toBe(runs)
  expect(count.refused).toBeGreaterThan(runs / 10)
}, 7_200_000)
