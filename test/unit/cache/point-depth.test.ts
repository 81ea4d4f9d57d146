import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthFromPoints, type PointMap } from '../../../core/cache/point-depth.ts'

const width = 48
const height = 32

/** Depths of a slanted floor with a box, between about 2 and 6. */
function depths(slant: number, box: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height]
    return x > 0.4 && x < 0.6 && y > 0.3 && y < 0.8 ? box : 6 - slant * y
  })
}

/** Where a camera of that lens sees those depths, in units of `scale`, its z told `less` nearer than it is. */
function pointsOf(depth: Float32Array, focalWidths: number, scale: number, less: number): Float32Array {
  const points = new Float32Array(3 * depth.length)
  depth.forEach((z, i) => {
    const x = ((i % width) + 0.5) / width - 0.5
    const y = (Math.floor(i / width) + 0.5 - height / 2) / width
    points.set([(scale * x * z) / focalWidths, (scale * y * z) / focalWidths, scale * (z - less)], 3 * i)
  })
  return points
}

function mapOf(points: Float32Array, mask: Float32Array | null = null): PointMap {
  return { width, height, points, mask }
}

describe('depth from points', () => {
  it('finds the offset that puts them onto their pixels through the lens', () => {
    const wanted = {
      slant: fc.double({ min: 0, max: 3.5, noNaN: true }),
      box: fc.double({ min: 2, max: 5, noNaN: true }),
      focal: fc.double({ min: 0.4, max: 3, noNaN: true }),
      scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
      less: fc.double({ min: -3, max: 20, noNaN: true }),
    }
    fc.assert(
      fc.property(fc.record(wanted), ({ slant, box, focal, scale, less }) => {
        const depth = depths(slant, box)
        const { logDepth, sky } = depthFromPoints(mapOf(pointsOf(depth, focal, scale, less)), focal)
        expect(sky).toBeNull()
        const unit = Math.exp(logDepth[0]!) / depth[0]!
        const ratios = [...logDepth].map((value, i) => Math.abs(Math.exp(value) / unit / depth[i]! - 1))
        expect(Math.max(...ratios)).toBeLessThan(2e-3)
      }),
      { numRuns: 40 },
    )
  })

  it('looks at no point of the sky, and says where it is', () => {
    const depth = depths(2, 3)
    const points = pointsOf(depth, 1, 1, 4)
    const mask = Float32Array.from(depth, (_, i) => (i < 8 * width ? 0.1 : 0.9))
    for (let i = 0; i < 8 * width; i++) points.set([50, -80, i % 2 ? 900 : Number.NaN], 3 * i)
    const { logDepth, sky } = depthFromPoints(mapOf(points, mask), 1)
    expect([...sky!].filter((value) => value === 1)).toHaveLength(8 * width)
    for (let i = 8 * width; i < depth.length; i++) expect(Math.exp(logDepth[i]!)).toBeCloseTo(depth[i]!, 2)
    expect(Number.isNaN(logDepth[0]!)).toBe(true)
  })

  it('keeps all points in front of the camera, even for points that fit no lens', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(numbers, (values) => {
        fc.pre(values.some((value) => value !== 0))
        const map = { width: 2, height: 2, points: Float32Array.from(values), mask: null }
        const { logDepth } = depthFromPoints(map, 1)
        expect(logDepth.every((value) => Number.isFinite(value))).toBe(true)
      }),
    )
  })

  it('refuses points that are none', () => {
    const refused = (): unknown => depthFromPoints(mapOf(new Float32Array(3 * width * height).fill(Number.NaN)), 1)
    expect(refused).toThrow(expect.objectContaining({ code: 'inference.depth-answer' }))
  })
})
