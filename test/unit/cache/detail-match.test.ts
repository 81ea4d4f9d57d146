import { describe, expect, it } from 'vitest'
import { matchDetail } from '../../../core/cache/detail-match.ts'
import { SURFACE } from '../../../core/cache/triangle.ts'

const width = 96
const height = 64
const pixels = width * height
const checks = (i: number): number => ((i + Math.floor(i / width)) % 2 ? 1 : -1)

/** The left half is known, with detail of one strength; the model drew the right half with that of another. */
function matched(known: number, drawn: number): Float32Array {
  const missing = Uint8Array.from({ length: pixels }, (_, i) => Number(i % width >= width / 2))
  const rgb = Float32Array.from({ length: pixels * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return missing[pixel] ? 0.5 : 0.5 + known * checks(pixel)
  })
  const view = {
    width,
    height,
    rgb,
    inverseDepth: new Float32Array(pixels).fill(1),
    coverage: missing.map((value) => 1 - value),
    layers: new Uint8Array(pixels).fill(SURFACE),
  }
  const planes = Float32Array.from({ length: 3 * pixels }, (_, i) => 0.4 + drawn * checks(i % pixels))
  matchDetail(view, missing, missing, planes)
  return planes
}

/** Half of the difference between neighbours in the middle of the hole. */
function strength(planes: Float32Array): number {
  const at = 32 * width + 72
  return Math.abs(planes[at]! - planes[at + 1]!) / 2
}

describe('matchDetail', () => {
  it('takes blotches away beside a smooth surface, and leaves the mean', () => {
    const planes = matched(0, 0.1)
    expect(strength(planes)).toBeLessThan(0.01)
    expect(planes[32 * width + 72]).toBeCloseTo(0.4, 1)
  })

  it('keeps detail as strong as what lies beside it', () => {
    expect(strength(matched(0.08, 0.08))).toBeCloseTo(0.08, 2)
  })

  it('strengthens weak detail, but does not invent it', () => {
    const planes = matched(0.1, 0.06)
    expect(strength(planes)).toBeGreaterThan(0.085)
    expect(strength(planes)).toBeLessThan(0.105)
    expect(strength(matched(0.2, 0.001))).toBeLessThan(0.01)
  })

  it('quietens fine changes of colour more than those of light', () => {
    const missing = new Uint8Array(pixels).fill(1)
    missing.fill(0, 0, width)
    const frame = {
      width,
      height,
      rgb: Float32Array.from({ length: pixels * 3 }, (_, i) => 0.5 + 0.1 * checks(Math.floor(i / 3))),
      inverseDepth: new Float32Array(pixels).fill(1),
      coverage: missing.map((value) => 1 - value),
      layers: new Uint8Array(pixels).fill(SURFACE),
    }
    // Orange and blue in turn, darker and lighter.
    const planes = Float32Array.from({ length: 3 * pixels }, (_, i) => {
      return 0.5 + checks(i % pixels) * [0.2, 0.1, 0][Math.floor(i / pixels)]!
    })
    matchDetail(frame, missing, missing, planes)
    const at = 32 * width + 48
    const change = [0, 1, 2].map((k) => Math.abs(planes[k * pixels + at]! - planes[k * pixels + at + 1]!) / 2)
    expect(change[0]! - change[2]!).toBeLessThan(0.1)
    expect(change[0]! / 4 + change[1]! / 2 + change[2]! / 4).toBeCloseTo(0.1, 1)
  })

  it('leaves what the model did not draw', () => {
    const planes = matched(0.02, 0.1)
    const kept = Array.from({ length: pixels }, (_, i) => i).filter((i) => i % width < width / 2)
    expect(kept.every((i) => planes[i] === Math.fround(0.4 + 0.1 * checks(i)))).toBe(true)
  })
})
