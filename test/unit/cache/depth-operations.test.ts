import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDepthOperations } from '../../../core/cache/apply-depth-operations.ts'
import { flatDepth, type DepthRaster } from '../../../core/cache/depth.ts'
import { parseDepthOperations } from '../../../core/cache/depth-operation-words.ts'
import {
  blendDepth,
  brushDepth,
  fillInvalidDepth,
  invertDepth,
  nearFarDepth,
  scaleRelief,
  smoothDepth,
} from '../../../core/cache/depth-operations.ts'
import { resampleDepth } from '../../../core/cache/resample-depth.ts'
import { depthOf, noisePicture } from './scenes.ts'

const row = (...values: number[]): DepthRaster => ({
  width: values.length,
  height: 1,
  values: Float32Array.from(values),
})

/** Depth rasters of 12×5 with median 1, the middle value itself among them. */
const rasters = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 29, maxLength: 29 }).map((list) => {
  const near = list.map((value) => Math.min(1, value, 1 / value))
  const far = list.map((value) => Math.max(1, value, 1 / value))
  return { width: 12, height: 5, values: Float32Array.from([...near, 1, 1, ...far]) }
})

function median(values: Float32Array): number {
  const sorted = values.toSorted()
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

describe('relief', () => {
  it('flattens, keeps and exaggerates ratios about 1', () => {
    const depth = row(0.5, 1, 4)
    expect([...scaleRelief(depth, 0).values]).toEqual([1, 1, 1])
    expect(scaleRelief(depth, 1)).toBe(depth)
    expect([...scaleRelief(depth, 2).values]).toEqual([0.25, 1, 16])
    expect([...scaleRelief(depth, 0.5).values]).toEqual([Math.fround(Math.SQRT1_2), 1, 2])
  })

  it('keeps median and order, and is undone by the inverse strength', () => {
    fc.assert(
      fc.property(rasters, fc.double({ min: 0.3, max: 3, noNaN: true }), (depth, strength) => {
        const changed = scaleRelief(depth, strength)
        expect(median(changed.values)).toBeCloseTo(1, 6)
        const back = scaleRelief(changed, 1 / strength)
        for (const [i, value] of back.values.entries())
          if (changed.values[i]! < 100) expect(value / depth.values[i]!).toBeCloseTo(1, 4)
      }),
    )
  })
})

describe('near and far', () => {
  it('puts the nearest and the farthest value where they are wanted, and leaves what is at 1', () => {
    fc.assert(
      fc.property(
        rasters,
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.double({ min: 1.1, max: 50, noNaN: true }),
        (depth, near, far) => {
          const { values } = nearFarDepth(depth, near, far)
          expect(median(values)).toBeCloseTo(1, 6)
          const isMoved = (limit: number): boolean => Math.abs(limit - 1) > 1e-3
          if (isMoved(Math.min(...depth.values))) expect(Math.min(...values)).toBeCloseTo(near, 4)
          if (isMoved(Math.max(...depth.values))) expect(Math.max(...values) / far).toBeCloseTo(1, 4)
          const byOld = [...depth.values.keys()].sort((a, b) => depth.values[a]! - depth.values[b]!)
          for (const [k, i] of byOld.entries())
            if (k > 0) expect(values[i]).toBeGreaterThanOrEqual(values[byOld[k - 1]!]! * (1 - 1e-6))
        },
      ),
    )
  })

  it('has nothing to do on a flat board', () => {
    expect(nearFarDepth(flatDepth(4, 3), 0.2, 8).values).toEqual(flatDepth(4, 3).values)
  })
})

it('inverts nearness: twice is the same, 0 is sky, what is no nearness stays unusable', () => {
  expect([...invertDepth(row(0.5, 2, 0, -1, Number.NaN)).values]).toEqual([2, 0.5, Infinity, Number.NaN, Number.NaN])
  fc.assert(
    fc.property(rasters, (depth) => {
      for (const [i, value] of invertDepth(invertDepth(depth)).values.entries())
        expect(value).toBeCloseTo(depth.values[i]!, 5)
    }),
  )
})

describe('smooth', () => {
  it('leaves planes and edges, and takes noise off a surface', () => {
    const plane = depthOf(20, 12, (x, y) => 1 / (0.8 + 0.01 * x + 0.02 * y))
    for (const [i, value] of smoothDepth(plane, 3).values.entries()) expect(value).toBeCloseTo(plane.values[i]!, 5)
    const step = depthOf(20, 12, (x) => (x < 9 ? 1 : 3))
    expect(smoothDepth(step, 4).values).toEqual(step.values)
    const noisy = depthOf(20, 12, (x, y) => 2 + 0.04 * ((x + y) % 2))
    const inner = smoothDepth(noisy, 2).values[6 * 20 + 9]!
    expect(Math.abs(inner - 2.02)).toBeLessThan(0.005)
  })
})

describe('blend and brush', () => {
  it('blends by the mask and stays between the two', () => {
    fc.assert(
      fc.property(
        rasters,
        rasters,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
        (a, b, list) => {
          const { values } = blendDepth(a, b, Float32Array.from(list))
          for (const [i, value] of values.entries()) {
            const [x, y] = [a.values[i]!, b.values[i]!]
            expect(value).toBeGreaterThan(Math.min(x, y) * (1 - 1e-6))
            expect(value).toBeLessThan(Math.max(x, y) * (1 + 1e-6))
          }
          expect(blendDepth(a, b, new Float32Array(60)).values).toEqual(a.values)
        },
      ),
    )
    expect(() => blendDepth(row(1), row(1, 2), Float32Array.of(1))).toThrow(
      expect.objectContaining({ code: 'cache.raster.length' }),
    )
  })

  it('moves what lies under a soft disc and nothing else', () => {
    const depth = depthOf(40, 20, (x) => 1 + x / 40)
    const near = brushDepth(depth, { x: 0.5, y: 0.5, radius: 0.2, factor: 0.5 })
    for (const [i, value] of near.values.entries()) {
      const away = Math.hypot((i % 40) + 0.5 - 20, Math.floor(i / 40) + 0.5 - 10) / 8
      const part = value / depth.values[i]!
      if (away >= 1) expect(part).toBe(1)
      else expect(part).toBeCloseTo(0.5 ** ((1 - away * away) ** 2), 5)
    }
    const back = brushDepth(near, { x: 0.5, y: 0.5, radius: 0.2, factor: 2 })
    for (const [i, value] of back.values.entries()) expect(value).toBeCloseTo(depth.values[i]!, 4)
  })
})

describe('fill', () => {
  it('continues the farther side into a hole and keeps all else', () => {
    const depth = row(1, Number.NaN, 0, -2, 3, Infinity)
    expect([...fillInvalidDepth(depth).values]).toEqual([1, 1, 3, 3, 3, Infinity])
  })

  it('leaves no hole and invents no depth', () => {
    const values = fc.array(fc.constantFrom(Number.NaN, 0, 1, 2, 5), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(values, (list) => {
        fc.pre(list.some((value) => value > 0))
        const { values } = fillInvalidDepth({ width: 6, height: 5, values: Float32Array.from(list) })
        for (const [i, value] of values.entries()) {
          if (list[i]! > 0) expect(value).toBe(list[i])
          expect(list).toContain(value)
          expect(value).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('says when there is nothing to fill from', () => {
    expect(() => fillInvalidDepth(row(0, Number.NaN))).toThrow(
      expect.objectContaining({ code: 'cache.depth.no-valid' }),
    )
  })
})

it('resamples planes exactly and takes no depth from between two surfaces', () => {
  const plane = depthOf(16, 8, (x, y) => 1 / (1 + (x + 0.5) / 160 + (y + 0.5) / 80))
  const finer = resampleDepth(plane, { x: 4, y: 2, width: 8, height: 4 }, { width: 32, height: 16 })
  for (const [i, value] of finer.values.entries()) {
    const [x, y] = [4 + ((i % 32) + 0.5) / 4, 2 + (Math.floor(i / 32) + 0.5) / 4]
    expect(value).toBeCloseTo(1 / (1 + x / 160 + y / 80), 6)
  }
  const step = depthOf(16, 8, (x) => (x < 8 ? 1 : 4))
  const all = resampleDepth(step, { x: 0, y: 0, width: 16, height: 8 }, { width: 37, height: 11 })
  expect(new Set(all.values)).toEqual(new Set([1, 4]))
})

describe('lists of operations', () => {
  it('are read from words, in their order', () => {
    expect(
      parseDepthOperations('invert + sharpen:2+relief:0.5+near-far:.3:4+brush:0.5:0.25:0.1:2+smooth+fill'),
    ).toEqual({
      ok: true,
      value: [
        { kind: 'invert' },
        { kind: 'sharpen', passes: 2 },
        { kind: 'relief', strength: 0.5 },
        { kind: 'near-far', near: 0.3, far: 4 },
        { kind: 'brush', x: 0.5, y: 0.25, radius: 0.1, factor: 2 },
        { kind: 'smooth', radius: 1 },
        { kind: 'fill' },
      ],
    })
    expect(parseDepthOperations('none')).toEqual({ ok: true, value: [] })
  })

  it.each([
    ['emboss', 'cache.operation.unknown'],
    ['toString', 'cache.operation.unknown'],
    ['', 'cache.operation.unknown'],
    ['relief', 'cache.operation.numbers'],
    ['relief:-1', 'cache.operation.numbers'],
    ['relief:9', 'cache.operation.numbers'],
    ['near-far:2:3', 'cache.operation.numbers'],
    ['smooth:1.5', 'cache.operation.numbers'],
    ['invert:1', 'cache.operation.numbers'],
    ['brush:0.5:0.5:0.1', 'cache.operation.numbers'],
  ])('refuse %s by name', (text, code) => {
    expect(parseDepthOperations(text)).toMatchObject({ ok: false, error: { code } })
  })

  it('count in subject distances before they change anything', () => {
    const depth = row(2, 4, 8, 0, 4)
    expect([...applyDepthOperations(depth, null, []).values]).toEqual([0.5, 1, 2, 2, 1])
    expect([...applyDepthOperations(depth, null, [{ kind: 'relief', strength: 2 }], 2).values]).toEqual([
      1, 4, 16, 16, 4,
    ])
    const mended = applyDepthOperations(depth, null, [{ kind: 'fill' }, { kind: 'invert' }])
    expect([...mended.values]).toEqual([2, 1, 0.5, 0.5, 1])
  })

  it('hand the picture to sharpening and demand one', () => {
    const picture = noisePicture(5, 1)
    const sharpen = [{ kind: 'sharpen', passes: 1 }] as const
    expect(applyDepthOperations(row(1, 2, 3, 4, 5), picture, sharpen).values).toHaveLength(5)
    expect(() => applyDepthOperations(row(1, 2, 3, 4, 5), null, sharpen)).toThrow('needs the picture')
  })
})
