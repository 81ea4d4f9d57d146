import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estimatedDepthSize, workingDepthSize } from '../../../core/cache/depth-size.ts'

it.each([
  [1920, 1080, 288, 160],
  [1080, 1920, 160, 288],
  [4000, 3000, 256, 192],
  [1200, 800, 288, 192],
  [500, 500, 224, 224],
  [2390, 1000, 384, 160],
  [60, 45, 256, 192],
])('a picture of %s×%s is looked at with %s×%s', (width, height, columns, rows) => {
  expect(workingDepthSize({ width, height })).toEqual({ width: columns, height: rows })
})

it('keeps the raster in the picture’s own shape', () => {
  expect(estimatedDepthSize({ width: 1920, height: 1080 })).toEqual({ width: 288, height: 162 })
  expect(estimatedDepthSize({ width: 1000, height: 4000 })).toEqual({ width: 96, height: 384 })
  expect(estimatedDepthSize({ width: 20_000, height: 3 })).toEqual({ width: 448, height: 1 })
})

it('has sides that the network takes, of the picture’s shape where that is possible, and never many pixels', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const size = workingDepthSize({ width, height })
      expect([size.width % 32, size.height % 32]).toEqual([0, 0])
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(64)
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(448)
      expect(size.width * size.height).toBeLessThan(80_000)
      const ratio = size.width / size.height / (width / height)
      if (width < 3 * height && height < 3 * width) expect(Math.abs(Math.log(ratio))).toBeLessThan(0.08)
    }),
  )
})
