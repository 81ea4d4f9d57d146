import { describe, expect, it } from 'vitest'
import { hiddenBorder, SeamCloser } from '../../../core/cache/seam.ts'
import { RIM, SURFACE } from '../../../core/cache/triangle.ts'

const width = 64
const height = 48
const pixels = width * height

/** The right part is missing; `known` gives the view's grey value on the left. */
function halfKnown(known: (x: number, y: number) => number, layer = SURFACE) {
  const missing = Uint8Array.from({ length: pixels }, (_, i) => Number(i % width >= 32))
  const rgb = Float32Array.from({ length: pixels * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return missing[pixel] ? 0.5 : known(pixel % width, Math.floor(pixel / width))
  })
  const view = {
    width,
    height,
    rgb,
    inverseDepth: new Float32Array(pixels).fill(1),
    coverage: missing.map((value) => 1 - value),
    layers: new Uint8Array(pixels).fill(layer),
  }
  return { view, missing }
}

function planesOf(value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: 3 * pixels }, (_, i) => value(i % width, Math.floor((i % pixels) / width)))
}

describe('hiddenBorder', () => {
  it('keeps what is farther than eight pixels from a hole, to each side', () => {
    const missing = new Uint8Array(pixels)
    missing[20 * width + 30] = 1
    const kept = hiddenBorder(missing, width)
    for (let i = 0; i < pixels; i++) {
      const distance = Math.max(Math.abs((i % width) - 30), Math.abs(Math.floor(i / width) - 20))
      expect(kept[i]).toBe(distance > 8 ? 1 : 0)
    }
  })
})

describe('SeamCloser', () => {
  it('carries a constant error of the model into the whole hole', () => {
    const { view, missing } = halfKnown(() => 0.6)
    const planes = planesOf(() => 0.35)
    new SeamCloser(width, height).close(view, missing, planes)
    for (const value of planes) expect(value).toBeCloseTo(0.6, 5)
  })

  it('leaves no step at the border where the error changes along it, and keeps the model’s detail', () => {
    const { view, missing } = halfKnown((_, y) => 0.5 + 0.2 * Math.sin(y / 4))
    const detail = (x: number, y: number): number => 0.4 + ((x + y) % 2) * 0.1
    const planes = planesOf(detail)
    // The model's own detail goes on across the border.
    for (let i = 0; i < pixels; i++) {
      const known = view.rgb[i * 3]! + ((i + Math.floor(i / width)) % 2) * 0.1
      if (missing[i] === 0) view.rgb.fill(known, i * 3, i * 3 + 3)
    }
    new SeamCloser(width, height).close(view, missing, planes)
    for (let y = 2; y < height - 2; y++) {
      const at = (x: number): number => planes[y * width + x]! - detail(x, y)
      // A membrane falls off as fast as its border waves: 0.2 / 4 a pixel at most.
      expect(Math.abs(at(32) - at(31))).toBeLessThan(0.05)
      expect(Math.abs(at(45) - at(44))).toBeLessThan(0.02)
    }
  })

  it('known pixels become the view’s, bit for bit', () => {
    const { view, missing } = halfKnown((x, y) => ((x * 7 + y * 13) % 32) / 31)
    const planes = planesOf((x) => x / width)
    new SeamCloser(width, height).close(view, missing, planes)
    expect(missing.every((hole, i) => hole === 1 || planes[i] === view.rgb[i * 3])).toBe(true)
  })

  it('takes nothing from the rim of a near object', () => {
    const { view, missing } = halfKnown(() => 0.9, RIM)
    const planes = planesOf(() => 0.25)
    new SeamCloser(width, height).close(view, missing, planes)
    expect(missing.every((hole, i) => hole === 0 || planes[i] === 0.25)).toBe(true)
  })
})
