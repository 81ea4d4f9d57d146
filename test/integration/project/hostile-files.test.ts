import { expect, test } from 'vitest'
import { fuzzReader } from '../../support/fuzz/fuzz-reader.ts'
import { readers } from '../../support/fuzz/readers.ts'

test.each(readers)(
  '$name is taken as it should be, and damaged in any way taken or refused by name, soon',
  (reader) => {
    expect(reader.read(reader.good)).toBe(true)
    const { refused } = fuzzReader(reader, 300, 11)
    expect(refused).toBeGreaterThan(30)
  },
)
