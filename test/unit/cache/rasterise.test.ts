import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../../core/cache/condition.ts'
import { flatDepth } from '../../../core/cache/depth.ts'
import { buildCacheMesh } from '../../../core/cache/mesh.ts'
import { Rasteriser } from '../../../core/cache/rasterise.ts'
import { createTexture } from '../../../core/cache/texture.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { camera, depthOf, noisePicture, paint, project, rotation, smoothColour, smoothPicture } from './scenes.ts'

const size = { width: 96, height: 64 }
const intrinsics = [90, 90, 48, 32]
const board = camera(intrinsics)

/** A near disc before a slanted wall: jumps, slopes and flat parts. */
const scene = depthOf(96, 64, (x, y) => ((x - 40) ** 2 + (y - 30) ** 2 < 200 ? 0.6 : 1 + x / 200 + y / 300))

describe('the board seen by its own camera', () => {
  it.each([
    ['flat', flatDepth(96, 64)],
    ['with jumps', scene],
    ['from coarse depth', depthOf(24, 16, (x) => (x < 12 ? 1 : 2))],
  ])('is the picture, byte for byte, and fully covered: %s', (_name, depth) => {
    const picture = noisePicture(96, 64)
    const frame = new BoardCache(picture, depth, intrinsics, size).render(board)
    expect(frameTo8Bit(frame)).toEqual(picture.rgb)
    expect(frame.coverage.every((value) => value === 1)).toBe(true)
  })

  it('shows the mean of the texels under a pixel when the picture is finer than the frame', () => {
    const stripes = paint(96 * 3, 64 * 3, (x, y) => (x % 2 === y % 2 ? [255, 255, 255] : [0, 0, 0]))
    const frame = new BoardCache(stripes, flatDepth(24, 16), intrinsics, size).render(board)
    for (const value of frame.rgb) expect(Math.abs(value - 0.5)).toBeLessThan(0.06)
  })

  it('gives the depth it was made from', () => {
    const frame = new BoardCache(noisePicture(96, 64), scene, intrinsics, size).render(board)
    for (let i = 0; i < scene.values.length; i++) expect(1 / frame.inverseDepth[i]!).toBeCloseTo(scene.values[i]!, 5)
  })
})

describe('a turned or zoomed camera', () => {
  /** Mean error in 8-bit steps against the analytic homography of the smooth picture, over covered pixels. */
  function homographyError(view: Camera, depth = flatDepth(96, 64)): { mean: number; covered: number } {
    const frame = new BoardCache(smoothPicture(192, 128), depth, intrinsics, size).render(view)
    const m = view.worldFromCamera
    const [fx, fy, cx, cy] = view.intrinsics
    let sum = 0
    let covered = 0
    for (let i = 0; i < frame.coverage.length; i++) {
      const ray = [((i % 96) + 0.5 - cx!) / fx!, (Math.floor(i / 96) + 0.5 - cy!) / fy!, 1]
      const [x, y, z] = [0, 1, 2].map((k) => m[k * 4]! * ray[0]! + m[k * 4 + 1]! * ray[1]! + m[k * 4 + 2]! * ray[2]!)
      const [u, v] = [(90 * (x! / z!) + 48) / 96, (90 * (y! / z!) + 32) / 64]
      const inside = z! > 0 && u > 0 && u < 1 && v > 0 && v < 1
      const margin = Math.min(Math.abs(u), Math.abs(1 - u), Math.abs(v), Math.abs(1 - v))
      if (margin > 1e-4) expect(frame.coverage[i] === 1).toBe(inside)
      if (!inside || frame.coverage[i] === 0) continue
      const truth = smoothColour(u, v)
      for (let k = 0; k < 3; k++) sum += Math.abs(frame.rgb[i * 3 + k]! * 255 - truth[k]!)
      covered += 3
    }
    return { mean: sum / covered, covered }
  }

  it.each([
    ['pan and tilt', camera(intrinsics, rotation(0.35, -0.2))],
    ['roll', camera(intrinsics, rotation(0, 0, 0.9))],
    ['zoom in', camera([200, 200, 48, 32])],
    ['zoom out, shifted', camera([70, 75, 40, 36])],
  ])('sees the homography of the picture: %s', (_name, view) => {
    const { mean, covered } = homographyError(view)
    expect(covered).toBeGreaterThan(3000)
    expect(mean).toBeLessThan(0.5)
  })

  it('sees it exactly also over large triangles', () => {
    expect(homographyError(camera(intrinsics, rotation(0.5, 0.3)), flatDepth(1, 1)).mean).toBeLessThan(0.5)
  })

  it('sees no crack at depth jumps', () => {
    expect(homographyError(camera([170, 170, 30, 30], rotation(0.1, 0.05, 0.2)), scene).mean).toBeLessThan(0.5)
  })
})

it('draws a known point of the world on the pixel where the camera sees it', () => {
  const sample = { x: 70, y: 20 }
  const picture = paint(96, 64, (x, y) => (x === sample.x && y === sample.y ? [255, 255, 255] : [0, 0, 0]))
  const depth = depthOf(96, 64, (x, y) => 1 + 0.3 * Math.sin(x / 20) + y / 100)
  const z = depth.values[sample.y * 96 + sample.x]!
  const point = [((sample.x + 0.5 - 48) / 90) * z, ((sample.y + 0.5 - 32) / 90) * z, z] as const
  const view = camera(intrinsics, rotation(0.15, 0.1, 0.3), [0.1, -0.05, 0.2])
  const frame = new BoardCache(picture, depth, intrinsics, size).render(view)
  let [mass, x, y] = [0, 0, 0]
  for (let i = 0; i < frame.coverage.length; i++) {
    const value = frame.rgb[i * 3]!
    mass += value
    x += value * ((i % 96) + 0.5)
    y += value * (Math.floor(i / 96) + 0.5)
  }
  const expected = project(view, point)
  expect(x / mass).toBeCloseTo(expected.x, 0)
  expect(y / mass).toBeCloseTo(expected.y, 0)
  const pixel = Math.floor(expected.y) * 96 + Math.floor(expected.x)
  expect(1 / frame.inverseDepth[pixel]!).toBeCloseTo(expected.depth, 1)
})

it('leaves a hole where a near object uncovers what the board did not show', () => {
  const frame = new Rasteriser(
    buildCacheMesh(
      depthOf(96, 64, (x) => (x < 48 ? 0.5 : 1)),
      intrinsics,
      size,
    ),
    createTexture(noisePicture(96, 64)),
    size,
  ).render(camera(intrinsics, rotation(0), [0.1, 0, 0]))
  // The near edge (x = 0 at depth 0.5) moves by 90·0.1/0.5 = 18 pixels, the far one by 9: columns 30 to 38 open.
  const row = [...frame.coverage.subarray(32 * 96, 33 * 96)]
  expect(row.map((value, x) => (value ? -1 : x)).filter((x) => x >= 0 && x < 80)).toEqual([
    30, 31, 32, 33, 34, 35, 36, 37, 38,
  ])
})

it('draws the same bits again, whatever was drawn between', () => {
  const cache = new BoardCache(noisePicture(96, 64), scene, intrinsics, size)
  const view = camera(intrinsics, rotation(0.2, 0.1, 0.1), [0.2, 0, 0.1])
  const first = structuredClone(cache.render(view))
  cache.render(camera(intrinsics, rotation(2), [0, 3, -1]))
  expect(cache.render(view)).toEqual(first)
  expect(new BoardCache(noisePicture(96, 64), scene, intrinsics, size).render(view)).toEqual(first)
})

it.each([
  ['cache.camera', () => new BoardCache(noisePicture(8, 8), scene, intrinsics, size).render(camera([0, 90, 1, 1]))],
  [
    'cache.camera',
    () => new BoardCache(noisePicture(8, 8), scene, intrinsics, size).render(camera(intrinsics, [[NaN, 0, 0]])),
  ],
  ['cache.size', () => new BoardCache(noisePicture(8, 8), scene, intrinsics, { width: 0, height: 8 })],
  [
    'cache.raster.length',
    () => new BoardCache({ width: 9, height: 8, rgb: new Uint8Array(3) }, scene, intrinsics, size),
  ],
])('refuses what it cannot draw by name: %s', (code, draw) => {
  expect(draw).toThrow(expect.objectContaining({ code }))
})
