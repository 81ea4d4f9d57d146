import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depthNetworkSize, networkRasterSize } from '../../../core/cache/depth-network-size.ts'

const anySize = { width: null, height: null }
const trained = { sideMultiple: 14, shortSide: 518 }

test('the shorter side is as trained, the longer keeps the shape, both in patches', () => {
  expect(depthNetworkSize({ width: 1920, height: 1080 }, trained, anySize)).toEqual({ width: 924, height: 518 })
  expect(depthNetworkSize({ width: 600, height: 800 }, trained, anySize)).toEqual({ width: 518, height: 686 })
  expect(depthNetworkSize({ width: 140, height: 84 }, { sideMultiple: 14, shortSide: 84 }, anySize)).toEqual({
    width: 140,
    height: 84,
  })
})

test('a graph of fixed size gets that size', () => {
  const fixed = { width: 518, height: 392 }
  expect(depthNetworkSize({ width: 4000, height: 1000 }, trained, fixed)).toEqual(fixed)
})

test('any picture gives sides in patches, at most 3:1, and a raster of its own shape', () => {
  const side = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 21 }), (width, height, m, n) => {
      const facts = { sideMultiple: m, shortSide: m * n }
      const size = depthNetworkSize({ width, height }, facts, anySize)
      for (const length of [size.width, size.height]) {
        expect(length % m).toBe(0)
        expect(length).toBeGreaterThan(0)
        expect(length).toBeLessThanOrEqual(3 * facts.shortSide + m)
      }
      const raster = networkRasterSize({ width, height }, size)
      expect(Math.max(raster.width, raster.height)).toBe(Math.min(4096, Math.max(size.width, size.height)))
      expect(Math.abs(raster.width * height - raster.height * width)).toBeLessThanOrEqual(Math.max(width, height))
    }),
  )
})
