import { expect, test } from 'vitest'
import { fuzzReader } from '../support/fuzz/fuzz-reader.ts'
import { readers } from '../support/fuzz/readers.ts'
import { longRuns } from '../support/long-runs.ts'

const runs = longRuns(20_000)

test.each(readers)(`$name, damaged in ${runs} ways, is taken or refused by name each time`, (reader) => {
  const seed = Date.now() % 2 ** 31
  const count = fuzzReader(reader, runs, seed)
  console.log(`${reader.name}: ${JSON.stringify({ seed, ...count })}`)
  expect(count.taken + count.refused).toBeGreaterThanOrEqual(runs)
  expect(count.refused).toBeGreaterThan(runs / 10)
})
