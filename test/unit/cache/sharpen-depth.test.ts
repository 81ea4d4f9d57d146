import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharpenDepth } from '../../../core/cache/sharpen-depth.ts'
import { depthOf, noisePicture, paint } from './scenes.ts'

const [width, height] = [24, 12]

/** Near left, far right, with a soft step in between that reaches beyond the picture's edge at column 12. */
const soft = depthOf(width, height, (x) => 1 + Math.min(1, Math.max(0, (x - 9) / 5)))
const edge = paint(width, height, (x) => (x < 12 ? [30, 30, 30] : [220, 200, 180]))

it('draws the edge of the depth where that of the picture is', () => {
  const jump = (values: Float32Array, y: number): number => values[y * width + 12]! - values[y * width + 11]!
  const sharp = sharpenDepth(soft, edge, 4)
  for (let y = 0; y < height; y++) {
    const row = sharp.values.subarray(y * width, (y + 1) * width)
    expect(Math.max(...row.subarray(0, 12))).toBeLessThan(1.3)
    expect(Math.min(...row.subarray(12))).toBeGreaterThan(1.7)
    expect(jump(sharp.values, y)).toBeGreaterThan(2.5 * jump(soft.values, y))
  }
})

it('leaves the step where the picture has no edge to show it', () => {
  const even = paint(width, height, () => [90, 90, 90])
  const half = (values: Float32Array): number => values.subarray(0, width).findIndex((value) => value > 1.5)
  expect(half(sharpenDepth(soft, even, 3).values)).toBe(half(soft.values))
})

it('keeps smooth surfaces bit for bit, even under a picture full of edges', () => {
  const slanted = depthOf(width, height, (x, y) => 1 + 0.005 * x + 0.004 * y)
  expect(sharpenDepth(slanted, noisePicture(width, height), 5).values).toEqual(slanted.values)
})

it('never invents a depth: each value lies in the window that it was taken from', () => {
  const values = fc.float32Array({ minLength: 80, maxLength: 80, min: 0.5, max: 9, noNaN: true })
  fc.assert(
    fc.property(values, fc.integer(), (depths, seed) => {
      const result = sharpenDepth({ width: 10, height: 8, values: depths }, noisePicture(10, 8, seed)).values
      for (const [i, value] of result.entries()) {
        const window = [...depths.keys()].filter(
          (k) => Math.abs((k % 10) - (i % 10)) <= 2 && Math.abs(Math.floor(k / 10) - Math.floor(i / 10)) <= 2,
        )
        expect(window.some((k) => depths[k] === value)).toBe(true)
      }
    }),
  )
})

it('does nothing in no passes and refuses a picture of another size', () => {
  expect(sharpenDepth(soft, edge, 0)).toEqual(soft)
  expect(() => sharpenDepth(soft, noisePicture(width, height + 1))).toThrow(
    expect.objectContaining({ code: 'cache.raster.length' }),
  )
})
