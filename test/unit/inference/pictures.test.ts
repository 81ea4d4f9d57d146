import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameFileName, toRgb8 } from '../../../native-models/pipelines/frame-files.ts'
import { picturePlanes } from '../../../native-models/pipelines/picture-planes.ts'

const extents = fc.record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })

describe('toRgb8', () => {
  it('rounds to the nearest, halves up, and clamps', () => {
    const values = [0, 1, -0.2, 1.7, 0.5, 127.4 / 255]
    const planes = Float32Array.from([...values, ...values, ...values])
    expect([...toRgb8(planes, 3, 2)].filter((_, i) => i % 3 === 0)).toEqual([0, 255, 0, 255, 128, 127])
  })

  it('keeps red, green and blue and the order of pixels', () => {
    const planes = Float32Array.from([1, 2, 3, 4, 5, 6], (value) => value / 255)
    expect([...toRgb8(planes, 2, 1)]).toEqual([1, 3, 5, 2, 4, 6])
  })
})

describe('picturePlanes', () => {
  it('passes every 8-bit value through unchanged at equal sizes', () => {
    fc.assert(
      fc.property(extents, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (size, stream) => {
        const rgb = Uint8Array.from({ length: size.width * size.height * 3 }, () => stream.next().value as number)
        expect(toRgb8(picturePlanes(rgb, size, size), size.width, size.height)).toEqual(rgb)
      }),
    )
  })

  it('keeps one colour one colour at any size', () => {
    fc.assert(
      fc.property(extents, extents, (source, target) => {
        const rgb = Uint8Array.from({ length: source.width * source.height * 3 }, (_, i) => [20, 130, 250][i % 3]!)
        const small = toRgb8(picturePlanes(rgb, source, target), target.width, target.height)
        expect(small.every((value, i) => value === [20, 130, 250][i % 3])).toBe(true)
      }),
    )
  })

  it('keeps a ramp a ramp at any size: nothing shifts', () => {
    const source = { width: 24, height: 2 }
    const rgb = Uint8Array.from({ length: 24 * 2 * 3 }, (_, i) => (Math.floor(i / 3) % 24) * 10)
    for (const width of [6, 8, 12, 48]) {
      const row = picturePlanes(rgb, source, { width, height: 2 }).subarray(0, width)
      // Away from the borders a symmetric mean of a ramp is its value at the centre.
      for (let x = 2; x < width - 2; x++) expect(row[x]! * 25.5).toBeCloseTo(((x + 0.5) * 24) / width - 0.5, 4)
    }
  })

  it('averages fine detail away when it shrinks', () => {
    const rgb = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (Math.floor(i / 3) % 2) * 255)
    const planes = picturePlanes(rgb, { width: 32, height: 32 }, { width: 8, height: 8 })
    for (const value of planes) expect(Math.abs(value - 0.5)).toBeLessThan(0.08)
  })
})

describe('frameFileName', () => {
  it('sorts by name like by number up to 9999, and goes on', () => {
    expect([0, 7, 123, 9999, 10000].map(frameFileName)).toEqual([
      'frame_0000.rgb',
      'frame_0007.rgb',
      'frame_0123.rgb',
      'frame_9999.rgb',
      'frame_10000.rgb',
    ])
  })
})
