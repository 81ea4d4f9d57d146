import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sequenceGaps } from '../../../core/import/sequence-gaps.ts'

test('a missing number is named as the file would be', () => {
  expect(sequenceGaps(['board1.png', 'board2.png', 'board4.png', 'board10.png'])).toEqual(
    [3, 5, 6, 7, 8, 9].map((number) => `board${number}.png`),
  )
  expect(sequenceGaps(['s.008.tif', 's.009.tif', 's.011.tif'])).toEqual(['s.010.tif'])
})

test('tens are a sequence too, and other files are none', () => {
  expect(sequenceGaps(['SH010.png', 'SH020.png', 'SH030.png'])).toEqual([])
  expect(sequenceGaps(['SH010.png', 'SH020.png', 'SH040.png'])).toEqual(['SH030.png'])
  expect(sequenceGaps(['a1.png', 'a9.png'])).toEqual([])
  expect(sequenceGaps(['a1.png', 'b2.png', 'a3.jpg', 'cover.png', '20261123120000.png'])).toEqual([])
})

test('exactly the removed ones are missed', () => {
  const count = fc.integer({ min: 6, max: 40 })
  fc.assert(
    fc.property(count, fc.nat(), fc.boolean(), (last, seed, padded) => {
      const name = (number: number): string => `shot_${String(number).padStart(padded ? 4 : 0, '0')}.png`
      const numbers = Array.from({ length: last }, (_, index) => index + 1)
      const removed = 2 + (seed % (last - 3))
      expect(sequenceGaps(numbers.filter((number) => number !== removed).map(name))).toEqual([name(removed)])
      expect(sequenceGaps(numbers.map(name))).toEqual([])
    }),
  )
})
