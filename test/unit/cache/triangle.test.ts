import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatDepth } from '../../../core/cache/depth.ts'
import { buildCacheMesh } from '../../../core/cache/mesh.ts'
import { Rasteriser } from '../../../core/cache/rasterise.ts'
import { createTexture } from '../../../core/cache/texture.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { camera, meshOf, noisePicture, rotation } from './scenes.ts'

const size = { width: 96, height: 64 }
const intrinsics = [90, 90, 48, 32]
const board = camera(intrinsics)

it('shows the nearest surface, whatever the order of triangles', () => {
  const at = (z: number, x: number): number[] => [x - 9 * z, -9 * z, z, x + 9 * z, -9 * z, z, x, 18 * z, z]
  const mesh = (order: readonly number[]) => meshOf([...at(2, 0), ...at(0.5, 0), ...at(1, 0)], order)
  const [far, near, middle] = [
    [2, 1, 0],
    [5, 4, 3],
    [8, 7, 6],
  ]
  for (const order of [
    [...far, ...near, ...middle],
    [...near, ...middle, ...far],
    [...middle, ...far, ...near],
  ]) {
    const frame = new Rasteriser(mesh(order), createTexture(noisePicture(4, 4)), size).render(board)
    expect(frame.inverseDepth[32 * 96 + 48]).toBeCloseTo(2, 5)
  }
})

/** Triangles handed over one by one, so that pixels hit twice show. */
function hitCounts(positions: readonly number[], triangles: readonly (readonly number[])[], view: Camera): number[] {
  const counts = new Array<number>(size.width * size.height).fill(0)
  const texture = createTexture(noisePicture(4, 4))
  for (const triangle of triangles) {
    const frame = new Rasteriser(meshOf(positions, triangle), texture, size).render(view)
    frame.coverage.forEach((value, i) => (counts[i]! += value))
  }
  return counts
}

describe('triangles that share edges', () => {
  const corner = fc.record({ x: fc.integer({ min: -40, max: 400 }), y: fc.integer({ min: -40, max: 300 }) })

  it('hit every pixel of a quarter-pixel grid fan exactly once, also on edges and corners', () => {
    fc.assert(
      fc.property(corner, (centre) => {
        // A square round the frame, split at a point on pixel centres, edges or anywhere between.
        const points = [
          [-10, -10],
          [110, -10],
          [110, 80],
          [-10, 80],
          [Math.min(109, Math.max(-9, centre.x / 4)), Math.min(79, Math.max(-9, centre.y / 4))],
        ]
        const positions = points.flatMap(([x, y]) => [(x! - 48) / 90, (y! - 32) / 90, 1])
        const triangles = [0, 1, 2, 3].map((k) => [4, (k + 1) % 4, k])
        expect(hitCounts(positions, triangles, board).every((count) => count === 1)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('hit no pixel twice and leave none out under any rotation and roll', () => {
    const angle = fc.double({ min: -0.4, max: 0.4, noNaN: true })
    fc.assert(
      fc.property(angle, angle, fc.double({ min: -3, max: 3, noNaN: true }), (pan, tilt, roll) => {
        const positions: number[] = []
        for (let i = 0; i < 16; i++) positions.push(((i % 4) - 1.5) * 4, (Math.floor(i / 4) - 1.5) * 4, 1)
        const triangles: number[][] = []
        for (let i = 0; i < 11; i++) if (i % 4 !== 3) triangles.push([i, i + 4, i + 1], [i + 1, i + 4, i + 5])
        const counts = hitCounts(positions, triangles, camera(intrinsics, rotation(pan, tilt, roll)))
        expect(counts.every((count) => count === 1)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the near plane', () => {
  it('cuts a floor that reaches under the camera instead of dropping it', () => {
    const floor = [-5, 1, -3, 5, 1, -3, 5, 1, 40, -5, 1, 40]
    const counts = hitCounts(
      floor,
      [
        [0, 1, 2],
        [0, 2, 3],
      ],
      board,
    )
    const centreColumn = counts.filter((_, i) => i % 96 === 48)
    // The floor's far edge is at row 32 + 90/40 = 34.25.
    expect(centreColumn.map((count) => count)).toEqual([
      ...new Array<number>(34).fill(0),
      ...new Array<number>(30).fill(1),
    ])
  })

  it('draws nothing of what lies behind', () => {
    const frame = new Rasteriser(
      buildCacheMesh(flatDepth(8, 8), intrinsics, size),
      createTexture(noisePicture(8, 8)),
      size,
    ).render(camera(intrinsics, rotation(0), [0, 0, 1.5]), true)
    expect(frame.layers.every((layer) => layer === 0)).toBe(true)
  })
})

it('culls back faces', () => {
  const behind = camera(intrinsics, rotation(Math.PI), [0, 0, 2])
  const frame = new Rasteriser(
    buildCacheMesh(flatDepth(8, 8), intrinsics, size),
    createTexture(noisePicture(8, 8)),
    size,
  ).render(behind)
  expect(frame.coverage.some((value) => value === 1)).toBe(false)
})
