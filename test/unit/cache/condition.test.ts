import { describe, expect, it } from 'vitest'
import { cacheGeometry, decoderReference, frameTo8Bit, planarImage } from '../../../core/cache/condition.ts'
import { coveredPart, coverageMask, pathCoverage } from '../../../core/cache/coverage.ts'
import { flatDepth } from '../../../core/cache/depth.ts'
import { buildCacheMesh } from '../../../core/cache/mesh.ts'
import { Rasteriser, type CacheFrame } from '../../../core/cache/rasterise.ts'
import { createTexture } from '../../../core/cache/texture.ts'
import { camera, noisePicture, rotation } from './scenes.ts'

/** Two cells: the left covered but for its last pixel, the right only at its first. */
function twoCells(): CacheFrame {
  const pixels = 16 * 8
  const coverage = new Uint8Array(pixels)
  const inverseDepth = new Float32Array(pixels)
  for (let i = 0; i < pixels; i++) {
    const inLeft = i % 16 < 8 && i !== 7 * 16 + 7
    coverage[i] = inLeft || i === 8 ? 1 : 0
    inverseDepth[i] = inLeft ? (i % 2 ? 0.5 : 1.5) : i === 8 ? 9 : 0
  }
  const rgb = Float32Array.from({ length: pixels * 3 }, (_, i) => i / (pixels * 3))
  return { width: 16, height: 8, rgb, inverseDepth, coverage, layers: coverage.slice() }
}

describe('cacheGeometry', () => {
  it('gives coverage mean and minimum, mean inverse depth of covered pixels up to 4, and one', () => {
    const left = (32 * 1.5 + 31 * 0.5) / 63
    const expected = [63 / 64, 1 / 64, 0, 0, left, 4, 1, 1].map(Math.fround)
    expect([...cacheGeometry(twoCells())]).toEqual(expected)
  })

  it('is one where all is covered and zero where nothing is', () => {
    const full = { ...twoCells(), coverage: new Uint8Array(128).fill(1), inverseDepth: new Float32Array(128).fill(2) }
    expect([...cacheGeometry(full)]).toEqual([1, 1, 1, 1, 2, 2, 1, 1])
    const empty = { ...full, coverage: new Uint8Array(128), inverseDepth: new Float32Array(128) }
    expect([...cacheGeometry(empty)]).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
  })

  it('refuses sizes that do not divide into cells', () => {
    expect(() => cacheGeometry({ ...twoCells(), width: 12 })).toThrow(
      expect.objectContaining({ code: 'cache.condition.size' }),
    )
  })
})

it('planes hold red, green, blue and coverage one after the other', () => {
  const frame = twoCells()
  const reference = decoderReference(frame)
  expect(planarImage(frame)).toEqual(reference.slice(0, 3 * 128))
  for (const pixel of [0, 1, 77, 127]) {
    expect([0, 1, 2].map((k) => reference[k * 128 + pixel])).toEqual([...frame.rgb.subarray(pixel * 3, pixel * 3 + 3)])
    expect(reference[3 * 128 + pixel]).toBe(frame.coverage[pixel])
  }
})

it('8-bit values are rounded and kept in range', () => {
  const frame = { ...twoCells(), rgb: Float32Array.of(-1, 0, 0.4999 / 255, 0.5001 / 255, 254.6 / 255, 1, 3) }
  expect([...frameTo8Bit(frame)]).toEqual([0, 0, 0, 1, 255, 255, 255])
})

describe('coverage', () => {
  it('falls as a pan leaves the board, and the mask shows where', () => {
    const size = { width: 64, height: 32 }
    const intrinsics = [60, 60, 32, 16]
    const mesh = buildCacheMesh(flatDepth(64, 32), intrinsics, size)
    const rasteriser = new Rasteriser(mesh, createTexture(noisePicture(64, 32)), size)
    const cameras = [0, 0.1, 0.2, 0.4].map((pan) => camera(intrinsics, rotation(pan)))
    const parts = pathCoverage(rasteriser, cameras)
    expect(parts[0]).toBe(1)
    expect(parts.toSorted((a, b) => b - a)).toEqual(parts)
    // The axis row: the frame's right edge, 28.07° off the board's axis, appears at 60·tan(28.07° − 0.4 rad) + 32.
    const edge = 60 * Math.tan(Math.atan(32 / 60) - 0.4) + 32
    const mask = coverageMask(rasteriser.render(cameras[3]!))
    const row = [...mask.subarray(16 * 64, 17 * 64)]
    expect(row).toEqual(row.map((_, x) => (x + 0.5 < edge ? 255 : 0)))
    expect(coveredPart(twoCells())).toBe(0.5)
  })
})
