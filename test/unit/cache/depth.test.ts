import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { checkDepth, flatDepth, groundDepth, medianDepth, normaliseDepth } from '../../../core/cache/depth.ts'
import { camera, depthOf, paint, project, rotation } from './scenes.ts'

const size = { width: 96, height: 64 }
const intrinsics = [90, 90, 48, 32]

function median(values: Float32Array): number {
  const sorted = values.toSorted()
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

/** The point of the world that a sample stands for. */
function pointAt(depth: { width: number; values: Float32Array }, x: number, y: number): [number, number, number] {
  const z = depth.values[y * depth.width + x]!
  return [((x + 0.5 - 48) / 90) * z, ((y + 0.5 - 32) / 90) * z, z]
}

describe('ground and backdrop', () => {
  it.each([0.2, 0.5, 0.7])('are two planes at right angles, horizon %s', (horizon) => {
    const depth = groundDepth(size, horizon, intrinsics, size)
    // The direction to the horizon lies in the ground: its normal is known from the horizon alone.
    const slope = (horizon * 64 - 32) / 90
    const length = Math.sqrt(1 + slope * slope)
    const heights: number[] = []
    const distances: number[] = []
    for (let y = 0; y < 64; y++) {
      const [, py, pz] = pointAt(depth, 10, y)
      heights.push((py - slope * pz) / length)
      distances.push((pz + slope * py) / length)
    }
    const groundFrom = Math.ceil((horizon + 0.08) * 64)
    for (let y = groundFrom; y < 64; y++) expect(heights[y]).toBeCloseTo(heights[63]!, 4)
    for (let y = 0; y < groundFrom - 1; y++) expect(distances[y]).toBeCloseTo(distances[0]!, 4)
    expect(heights[63]).toBeGreaterThan(0)
    expect(median(depth.values)).toBeCloseTo(1, 6)
  })

  it('a line on the ground stays straight and lands where the camera sees it', () => {
    const depth = groundDepth(size, 0.5, intrinsics, size)
    const height = (8.5 / 90) * depth.values[40 * 96]!
    // Parallel to the view axis on the ground, half a camera height to the right.
    const line = paint(96, 64, (x, y) => {
      const onLine = y >= 36 && Math.abs(x + 0.5 - 48 - (y + 0.5 - 32) * 0.5) < 1
      return onLine ? [255, 255, 255] : [0, 0, 0]
    })
    const view = camera(intrinsics, rotation(0.1), [0.3 * height, -0.2 * height, 0.1 * height])
    const frame = new BoardCache(line, depth, intrinsics, size).render(view)
    const [near, far] = [3, 10].map((z) => project(view, [height / 2, height, z * height]))
    let checked = 0
    for (let y = 44; y < 64; y++) {
      const part = (y + 0.5 - near!.y) / (far!.y - near!.y)
      const expected = near!.x + part * (far!.x - near!.x)
      let [mass, x] = [0, 0]
      for (let column = 0; column < 96; column++) {
        const value = frame.coverage[y * 96 + column] ? frame.rgb[(y * 96 + column) * 3]! : 0
        mass += value
        x += value * (column + 0.5)
      }
      if (mass < 1 || expected < 3 || expected > 93) continue
      expect(Math.abs(x / mass - expected)).toBeLessThan(0.7)
      checked++
    }
    expect(checked).toBeGreaterThan(8)
  })

  it('is all backdrop when the horizon is at the bottom', () => {
    for (const value of groundDepth(size, 1, [90, 90, 48, 64], size).values) expect(value).toBeCloseTo(1, 6)
  })

  it.each([-0.1, 1.1, NaN])('refuses the horizon %s', (horizon) => {
    expect(() => groundDepth(size, horizon, intrinsics, size)).toThrow(
      expect.objectContaining({ code: 'cache.depth.horizon' }),
    )
  })
})

describe('normaliseDepth', () => {
  it('counts in a given length instead of the median, and treats bad values alike', () => {
    const values = Float32Array.of(2, 4, 8, Number.NaN, 0, 4000, Infinity)
    const normal = normaliseDepth({ width: 7, height: 1, values }, 4)
    expect([...normal.values]).toEqual([0.5, 1, 2, 100, 100, 100, 100])
    expect(normaliseDepth({ width: 7, height: 1, values }, null)).toEqual(
      normaliseDepth({ width: 7, height: 1, values }),
    )
  })

  it('makes the median 1 and keeps ratios', () => {
    const values = fc.array(fc.double({ min: 0.1, max: 4, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, (numbers) => {
        const source = Float32Array.from(numbers)
        const { values } = normaliseDepth({ width: source.length, height: 1, values: source })
        expect(median(values)).toBeCloseTo(1, 5)
        expect(values[0]! * source[source.length - 1]!).toBeCloseTo(values[values.length - 1]! * source[0]!, 0)
      }),
    )
  })

  it('leaves the sky out of the median, however much of it there is and whatever number stands for it', () => {
    const near = fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: 25, maxLength: 40 })
    const sky = fc.tuple(fc.integer({ min: 0, max: 75 }), fc.constantFrom(300, 1e4, 65_504, 1e10, Infinity))
    fc.assert(
      fc.property(near, sky, (numbers, [count, number]) => {
        const ground = Float32Array.from(numbers)
        const values = Float32Array.from([...numbers, ...Array<number>(count).fill(number)])
        expect(medianDepth({ width: values.length, height: 1, values })).toBeCloseTo(median(ground), 5)
      }),
    )
  })

  it('puts bad values as far as the farthest good one and sky at a hundred', () => {
    const values = Float32Array.of(1, 2, 2, 2, 4, NaN, 0, -3, Infinity)
    const normal = normaliseDepth({ width: 9, height: 1, values })
    expect([...normal.values]).toEqual([0.5, 1, 1, 1, 2, 2, 2, 2, 100])
    expect(() => checkDepth(normal)).not.toThrow()
  })

  it.each([1e10, 1e38])('takes %s for sky, and what is too near for any number for very near', (huge) => {
    const source = Float32Array.of(3, 3, 3, 1e-40, 3, huge, 0)
    const normal = normaliseDepth({ width: 7, height: 1, values: source })
    expect([...normal.values]).toEqual([1, 1, 1, Math.fround(1e-6), 1, 100, 100])
    expect(() => checkDepth(normal)).not.toThrow()
  })

  it('says when nothing is usable', () => {
    const values = Float32Array.of(NaN, 0, -1, Infinity)
    expect(() => normaliseDepth({ width: 2, height: 2, values })).toThrow(
      expect.objectContaining({ code: 'cache.depth.no-valid' }),
    )
  })
})

describe('checkDepth', () => {
  it('names the first bad place', () => {
    const depth = depthOf(4, 3, (x, y) => (x === 2 && y === 1 ? -1 : 1))
    expect(() => checkDepth(depth)).toThrow(
      expect.objectContaining({ code: 'cache.depth.invalid', details: { column: 2, row: 1, value: -1 } }),
    )
  })

  it('refuses a wrong length and an empty raster', () => {
    const code = expect.objectContaining({ code: 'cache.raster.length' })
    expect(() => checkDepth({ ...flatDepth(4, 3), width: 5 })).toThrow(code)
    expect(() => checkDepth({ width: 0, height: 0, values: new Float32Array(0) })).toThrow(code)
  })
})
