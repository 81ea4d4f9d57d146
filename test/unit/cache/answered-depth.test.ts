import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  depthFromDepth,
  depthFromInverse,
  FARTHEST_TO_NEAREST,
  gateAnswer,
} from '../../../core/cache/answered-depth.ts'
import { medianDepth } from '../../../core/cache/depth.ts'

const size = { width: 40, height: 30 }
const samples = size.width * size.height

/** Inverse depth of a floor that comes nearer downwards, a box standing on it. */
function scene(): Float32Array {
  return Float32Array.from({ length: samples }, (_, i) => {
    const [column, row] = [i % size.width, Math.floor(i / size.width)]
    return column > 10 && column < 18 && row > 8 && row < 20 ? 0.7 : 0.1 + (0.9 * row) / size.height
  })
}

/** How far the quotients of two rasters are from 1. */
function largestRatio(actual: Float32Array, expected: Float32Array): number {
  return actual.reduce((worst, value, i) => Math.max(worst, Math.abs(value / expected[i]! - 1)), 0)
}

function depthOf(inverse: Float32Array): Float32Array {
  return gateAnswer(depthFromInverse(inverse), size).depth.values
}

describe('inverse depth of free scale and offset', () => {
  it('near is near: larger answers are smaller depths, in the same order', () => {
    const inverse = scene()
    const { logDepth } = depthFromInverse(inverse)
    const byAnswer = [...inverse.keys()].sort((a, b) => inverse[a]! - inverse[b]!)
    const falls = byAnswer.every((sample, i) => i === 0 || logDepth[sample]! <= logDepth[byAnswer[i - 1]!]! + 1e-6)
    expect(falls).toBe(true)
    const depth = depthOf(inverse)
    expect(depth[samples - 1]!).toBeLessThan(depth[0]! / 3)
    expect(medianDepth({ ...size, values: depth })).toBeCloseTo(1, 5)
  })

  it('gives the same depth whatever its scale and offset are', () => {
    const inverse = scene()
    const expected = depthOf(inverse)
    const scale = fc.double({ min: 1e-3, max: 1e4, noNaN: true })
    const offset = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(scale, offset, (a, b) => {
        // What float32 keeps of a small range on a large offset is coarse.
        const tolerance = 1e-4 + 3e-6 * Math.abs(b)
        const depth = depthOf(inverse.map((value) => a * (value + b)))
        expect(largestRatio(depth, expected)).toBeLessThan(tolerance)
      }),
      { numRuns: 30 },
    )
  })

  it('puts the farthest so many times as far as the nearest, stray samples left out', () => {
    const inverse = scene()
    const { logDepth } = depthFromInverse(inverse)
    const depths = [...logDepth].map(Math.exp).sort((a, b) => a - b)
    const [near, far] = [depths[Math.round(0.02 * (samples - 1))]!, depths.at(-1)!]
    expect(far / near).toBeCloseTo(FARTHEST_TO_NEAREST, 3)
    const expected = depthOf(inverse)
    const spoiled = Float32Array.from(inverse, (value, i) => (i % 97 === 5 ? (i % 2 ? 1e6 : -1e6) : value))
    const depth = depthOf(spoiled)
    expect(depth.every((value) => value > 0 && value < FARTHEST_TO_NEAREST)).toBe(true)
    const others = depth.map((value, i) => (i % 97 === 5 ? expected[i]! : value))
    expect(largestRatio(others, expected)).toBeLessThan(0.1)
  })

  it('is flat where the answer is the same everywhere', () => {
    for (const value of [0, 0.3, -2, 1e6]) {
      const depth = depthOf(new Float32Array(samples).fill(value))
      expect(largestRatio(depth, new Float32Array(samples).fill(1))).toBeLessThan(1e-5)
    }
  })

  it('puts samples that say nothing onto the plane of the others', () => {
    const inverse = Float32Array.from({ length: samples }, (_, i) => 1 + Math.floor(i / size.width))
    const expected = depthOf(inverse)
    const holed = inverse.map((value, i) => (i % 11 === 3 ? Number.NaN : i % 13 === 4 ? Infinity : value))
    const depth = depthOf(holed)
    expect(largestRatio(depth, expected)).toBeLessThan(0.15)
  })

  it('refuses an answer without a number', () => {
    const refused = (): unknown => depthFromInverse(new Float32Array(4).fill(Number.NaN))
    expect(refused).toThrow(expect.objectContaining({ code: 'inference.depth-answer' }))
  })
})

describe('depth of free scale', () => {
  const depth = scene().map((value) => 3 / value)

  it('keeps its proportions', () => {
    for (const scale of [1e-3, 1, 250]) {
      const { values } = gateAnswer(depthFromDepth(depth.map((value) => value * scale)), size).depth
      const unit = medianDepth({ ...size, values: depth })
      expect(
        largestRatio(
          values,
          depth.map((value) => value / unit),
        ),
      ).toBeLessThan(0.02)
    }
  })

  it('is far away where there is sky, and the subject stays where it is', () => {
    const sky = Uint8Array.from({ length: samples }, (_, i) => (i < 5 * size.width ? 1 : 0))
    const { values } = gateAnswer(depthFromDepth(depth, sky), size).depth
    expect(new Set(values.subarray(0, 5 * size.width))).toEqual(new Set([100]))
    const below = { width: size.width, height: size.height - 5, values: values.slice(5 * size.width) }
    expect(medianDepth(below)).toBeCloseTo(1, 5)
  })

  it('refuses an answer without a depth', () => {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      const refused = (): unknown => depthFromDepth(new Float32Array(4).fill(value))
      expect(refused).toThrow(expect.objectContaining({ code: 'inference.depth-answer' }))
    }
    const allSky = (): unknown => depthFromDepth(new Float32Array(4).fill(1), new Uint8Array(4).fill(1))
    expect(allSky).toThrow(expect.objectContaining({ code: 'inference.depth-answer' }))
  })
})
