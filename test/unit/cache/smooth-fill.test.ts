import { expect, it } from 'vitest'
import { smoothFill } from '../../../core/cache/smooth-fill.ts'

const width = 64
const height = 40
const pixels = width * height

/** The right half is missing and filled with rows of black and white, one pixel high. */
const missing = Uint8Array.from({ length: pixels }, (_, i) => Number(i % width >= 32))
const streaks = Float32Array.from({ length: pixels * 3 }, (_, i) => Math.floor(i / 3 / width) % 2)

it('streaks in the fill become their mean, known pixels stay', () => {
  const smoothed = smoothFill(streaks, missing, width)
  expect(missing.every((hole, i) => hole === 1 || smoothed[i * 3] === streaks[i * 3])).toBe(true)
  for (let y = 8; y < height - 8; y++) expect(smoothed[(y * width + 50) * 3]).toBeCloseTo(0.5, 1)
})

it('a smooth fill stays what it is', () => {
  const slope = Float32Array.from({ length: pixels * 3 }, (_, i) => (Math.floor(i / 3) % width) / width)
  const smoothed = smoothFill(slope, missing, width)
  for (let x = 40; x < 56; x++) expect(smoothed[(20 * width + x) * 3]).toBeCloseTo(x / width, 5)
})
