import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differenceGains, pictureDifference } from '../../../core/takes/picture-difference.ts'

const pixels = (count: number) => fc.uint8ClampedArray({ minLength: count * 4, maxLength: count * 4 })
const pairs = fc.integer({ min: 1, max: 60 }).chain((count) => fc.tuple(pixels(count), pixels(count)))

it('is the absolute difference of each channel times the gain, cut off at white, opaque and exact', () => {
  fc.assert(
    fc.property(pairs, fc.constantFrom(...differenceGains), ([first, second], gain) => {
      const out = new Uint8ClampedArray(first.length)
      const { largest, mean } = pictureDifference(first, second, gain, out)
      const colours = [...first].map((value, at) => (at % 4 === 3 ? null : Math.abs(value - second[at]!)))
      expect([...out]).toEqual(colours.map((value) => (value === null ? 255 : Math.min(255, value * gain))))
      const counted = colours.filter((value) => value !== null)
      expect(largest).toBe(Math.max(...counted))
      expect(mean).toBeCloseTo(counted.reduce((sum, value) => sum + value, 0) / counted.length, 9)
    }),
  )
})

it('is the same either way round, and black for a picture and itself', () => {
  fc.assert(
    fc.property(pairs, ([first, second]) => {
      const forth = new Uint8ClampedArray(first.length)
      const back = new Uint8ClampedArray(first.length)
      expect(pictureDifference(first, second, 4, forth)).toEqual(pictureDifference(second, first, 4, back))
      expect(forth).toEqual(back)
      expect(pictureDifference(first, first, 16, forth)).toEqual({ largest: 0, mean: 0 })
      expect(forth.every((value, at) => value === (at % 4 === 3 ? 255 : 0))).toBe(true)
    }),
  )
})

it('may write over one of the two, and refuses pictures of different sizes', () => {
  const first = Uint8ClampedArray.of(10, 200, 0, 255)
  pictureDifference(first, Uint8ClampedArray.of(13, 100, 0, 255), 2, first)
  expect([...first]).toEqual([6, 200, 0, 255])
  const small = new Uint8ClampedArray(4)
  expect(() => pictureDifference(small, new Uint8ClampedArray(8), 1, small)).toThrow(RangeError)
  expect(() => pictureDifference(small, small, 1, new Uint8ClampedArray(8))).toThrow(RangeError)
})
