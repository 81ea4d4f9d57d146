import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { flatDepth } from '../../../core/cache/depth.ts'
import { HoleFiller } from '../../../core/cache/fill.ts'
import { buildCacheMesh } from '../../../core/cache/mesh.ts'
import { Rasteriser } from '../../../core/cache/rasterise.ts'
import { createTexture } from '../../../core/cache/texture.ts'
import { HOLE, RIM, SURFACE } from '../../../core/cache/triangle.ts'
import { camera, depthOf, noisePicture, paint, rotation } from './scenes.ts'

const size = { width: 96, height: 64 }
const intrinsics = [90, 90, 48, 32]

/** A frame of one row made by hand. */
function row(layers: readonly number[], values: readonly number[], inverseDepth: readonly number[]) {
  return {
    width: layers.length,
    height: 1,
    rgb: Float32Array.from(values.flatMap((value) => [value, value / 2, 1 - value])),
    inverseDepth: Float32Array.from(inverseDepth),
    coverage: Uint8Array.from(layers, (layer) => (layer === SURFACE || layer === RIM ? 1 : 0)),
    layers: Uint8Array.from(layers),
  }
}

describe('outside the board', () => {
  it('a panned camera sees the border go on, as the homography with a replicated border', () => {
    const columns = paint(96, 64, (x, y) => [x * 2, y * 3, (x * y) % 251])
    const view = camera(intrinsics, rotation(0.5))
    const frame = new BoardCache(columns, flatDepth(96, 64), intrinsics, size).render(view)
    const m = view.worldFromCamera
    let outside = 0
    for (let i = 0; i < frame.coverage.length; i++) {
      if (frame.coverage[i] === 1) continue
      const ray = [((i % 96) + 0.5 - 48) / 90, (Math.floor(i / 96) + 0.5 - 32) / 90, 1]
      const [x, y, z] = [0, 1, 2].map((k) => m[k * 4]! * ray[0]! + m[k * 4 + 1]! * ray[1]! + m[k * 4 + 2]! * ray[2]!)
      const sourceColumn = Math.min(95.5, Math.max(0.5, 90 * (x! / z!) + 48))
      const sourceRow = Math.min(63.5, Math.max(0.5, 90 * (y! / z!) + 32))
      expect(Math.abs(frame.rgb[i * 3]! * 255 - (sourceColumn - 0.5) * 2)).toBeLessThan(0.5)
      expect(Math.abs(frame.rgb[i * 3 + 1]! * 255 - (sourceRow - 0.5) * 3)).toBeLessThan(0.5)
      expect(frame.inverseDepth[i]).toBe(0)
      outside++
    }
    expect(outside).toBeGreaterThan(1000)
  })

  it('even behind the camera every pixel gets a colour', () => {
    const cache = new BoardCache(noisePicture(96, 64), flatDepth(96, 64), intrinsics, size)
    const frame = cache.render(camera(intrinsics, rotation(Math.PI)))
    expect(frame.coverage.includes(1)).toBe(false)
    expect(frame.rgb.every((value) => value === 0.5)).toBe(true)
  })
})

describe('behind near objects', () => {
  const depth = depthOf(96, 64, (x, y) => (Math.abs(x - 40) < 14 && Math.abs(y - 30) < 20 ? 0.5 : 1))
  const redBeforeBlue = paint(96, 64, (x, y) => (depth.values[y * 96 + x]! < 1 ? [255, 0, 0] : [0, 0, 255]))
  const view = camera(intrinsics, rotation(0), [0.12, 0.03, 0])

  it('the hole takes the colour of the background', () => {
    const frame = new BoardCache(redBeforeBlue, depth, intrinsics, size).render(view)
    const holes: number[] = []
    for (let i = 0; i < frame.coverage.length; i++) {
      if (frame.coverage[i] === 0 && i % 96 < 80) holes.push(frame.rgb[i * 3]!)
    }
    expect(holes.length).toBeGreaterThan(300)
    expect(Math.max(...holes)).toBeLessThan(0.12)
    expect(holes.reduce((sum, red) => sum + red) / holes.length).toBeLessThan(0.03)
  })

  it('covered pixels keep their bits', () => {
    const picture = noisePicture(96, 64)
    const raw = new Rasteriser(buildCacheMesh(depth, intrinsics, size), createTexture(picture), size).render(view)
    const filled = new BoardCache(picture, depth, intrinsics, size).render(view)
    expect(filled.coverage).toEqual(raw.coverage)
    expect(filled.inverseDepth).toEqual(raw.inverseDepth)
    for (let i = 0; i < raw.rgb.length; i++) {
      if (raw.coverage[Math.floor(i / 3)] === 1) expect(filled.rgb[i]).toBe(raw.rgb[i])
    }
  })
})

describe('push and pull', () => {
  it('a hole between equals gets a colour between them, nearest counting most', () => {
    const layers = [SURFACE, SURFACE, HOLE, HOLE, HOLE, HOLE, SURFACE, SURFACE]
    const frame = row(layers, [0.2, 0.2, 0, 0, 0, 0, 0.8, 0.8], [1, 1, 0, 0, 0, 0, 1, 1])
    new HoleFiller(8, 1).fill(frame)
    const reds = [...frame.rgb].filter((_, i) => i % 3 === 0)
    expect(reds.toSorted((a, b) => a - b)).toEqual(reds)
    expect(reds[2]!).toBeGreaterThan(0.2)
    expect(reds[5]!).toBeLessThan(0.8)
    expect(reds[3]! + reds[4]!).toBeCloseTo(1, 5)
  })

  it('a rim colours a hole only when nothing else can', () => {
    const mixed = row([SURFACE, HOLE, HOLE, RIM], [0.2, 0, 0, 0.8], [1, 0, 0, 1])
    new HoleFiller(4, 1).fill(mixed)
    for (const pixel of [1, 2]) expect(mixed.rgb[pixel * 3]).toBeCloseTo(0.2, 2)
    const alone = row([HOLE, HOLE, HOLE, RIM], [0, 0, 0, 0.8], [0, 0, 0, 1])
    new HoleFiller(4, 1).fill(alone)
    for (const pixel of [0, 1, 2]) expect(alone.rgb[pixel * 3]).toBeCloseTo(0.8, 5)
  })

  it('works at sizes that do not halve', () => {
    const layers = new Array<number>(7).fill(HOLE).with(6, SURFACE)
    const frame = row(layers, [0, 0, 0, 0, 0, 0, 0.4], [0, 0, 0, 0, 0, 0, 2])
    new HoleFiller(7, 1).fill(frame)
    for (let pixel = 0; pixel < 7; pixel++) expect(frame.rgb[pixel * 3]).toBeCloseTo(0.4, 5)
  })
})
