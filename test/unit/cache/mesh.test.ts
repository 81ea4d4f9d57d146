import { describe, expect, it } from 'vitest'
import { flatDepth } from '../../../core/cache/depth.ts'
import { buildCacheMesh, type CacheMesh } from '../../../core/cache/mesh.ts'
import { depthOf } from './scenes.ts'

const frame = { width: 32, height: 16 }
const intrinsics = [30, 30, 16, 8]

/** Signed area over the frame that the triangles cover as the board's camera sees them; positive when facing it. */
function projectedArea(mesh: CacheMesh, indices: Uint32Array): number {
  const at = (vertex: number): [number, number] => {
    const [x, y, z] = mesh.positions.subarray(vertex * 3, vertex * 3 + 3)
    return [(30 * x!) / z! + 16, (30 * y!) / z! + 8]
  }
  let sum = 0
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [at(indices[i]!), at(indices[i + 1]!), at(indices[i + 2]!)]
    sum += ((b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1])) / 2
  }
  return sum
}

function depthRatios(mesh: CacheMesh): number[] {
  const ratios: number[] = []
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const depths = [0, 1, 2].map((k) => mesh.positions[mesh.indices[i + k]! * 3 + 2]!)
    ratios.push(Math.max(...depths) / Math.min(...depths))
  }
  return ratios
}

describe('buildCacheMesh', () => {
  it('has a vertex at each pixel centre, at its depth', () => {
    const depth = depthOf(8, 4, (x, y) => 1 + 0.01 * x + 0.02 * y)
    const mesh = buildCacheMesh(depth, intrinsics, frame)
    for (const [x, y] of [
      [0, 0],
      [7, 3],
      [3, 2],
    ] as const) {
      const z = depth.values[y * 8 + x]!
      const expected = [(((x + 0.5) * 4 - 16) / 30) * z, (((y + 0.5) * 4 - 8) / 30) * z, z].map(Math.fround)
      const found = Array.from({ length: mesh.positions.length / 3 }, (_, i) => mesh.positions.slice(i * 3, i * 3 + 3))
      const vertex = found.findIndex((position) => position.every((value, k) => value === expected[k]))
      expect(vertex).toBeGreaterThanOrEqual(0)
      expect([...mesh.uvs.subarray(vertex * 2, vertex * 2 + 2)]).toEqual([(x + 0.5) / 8, (y + 0.5) / 4])
    }
  })

  it('covers the frame edge to edge, without overlap, facing the camera, cut or not', () => {
    for (const depth of [flatDepth(8, 4), depthOf(8, 4, (x, y) => 1 + ((x * 7 + y * 5) % 3)), depthOf(1, 1, () => 2)]) {
      const mesh = buildCacheMesh(depth, intrinsics, frame)
      expect(projectedArea(mesh, mesh.indices)).toBeCloseTo(32 * 16, 2)
      // Eight frames on each side, less the frame itself.
      expect(projectedArea(mesh, mesh.surroundIndices) / (32 * 16)).toBeCloseTo(17 * 17 - 1, 2)
    }
  })

  it('keeps the border of a slanted plane on the plane', () => {
    const depth = depthOf(16, 8, (x, y) => 1 / (1 + 0.01 * (x + 0.5) - 0.015 * (y + 0.5)))
    const mesh = buildCacheMesh(depth, intrinsics, frame)
    for (const vertex of mesh.indices) {
      const [x, y, z] = mesh.positions.subarray(vertex * 3, vertex * 3 + 3)
      const column = ((30 * x!) / z! + 16) / 2
      const row = ((30 * y!) / z! + 8) / 2
      expect(1 / z!).toBeCloseTo(1 + 0.01 * column - 0.015 * row, 5)
    }
  })

  it('holds a slope of 12 % together and cuts above it', () => {
    const slope = (ratio: number) => depthOf(8, 4, (x) => ratio ** x)
    const held = buildCacheMesh(slope(1.119), intrinsics, frame)
    expect(held.indices.length).toBe(6 * 9 * 5)
    const cut = buildCacheMesh(slope(1.121), intrinsics, frame)
    expect(Math.max(...depthRatios(cut))).toBeLessThan(1.0001)
  })

  it('never stretches a triangle over a jump', () => {
    const disc = depthOf(32, 16, (x, y) => ((x - 15) ** 2 + (y - 8) ** 2 < 20 ? 0.5 : 1))
    const mesh = buildCacheMesh(disc, intrinsics, frame)
    expect(Math.max(...depthRatios(mesh))).toBe(1)
  })

  it('puts what stands at a jump last, near side widely, far side narrowly', () => {
    const mesh = buildCacheMesh(
      depthOf(64, 16, (x) => (x < 32 ? 0.5 : 1)),
      intrinsics,
      frame,
    )
    const columnsOf = (indices: Uint32Array): number[] =>
      [...indices].map((vertex) => Math.floor(mesh.uvs[vertex * 2]! * 64))
    const rim = columnsOf(mesh.indices.subarray(mesh.rimStart))
    expect(Math.max(...rim)).toBe(33)
    expect(Math.min(...rim)).toBeGreaterThan(20)
    expect(Math.min(...rim)).toBeLessThan(29)
    expect(buildCacheMesh(flatDepth(8, 8), intrinsics, frame)).toMatchObject({ rimStart: 6 * 9 * 9 })
  })

  it('refuses depth that is not positive', () => {
    expect(() =>
      buildCacheMesh(
        depthOf(4, 4, () => 0),
        intrinsics,
        frame,
      ),
    ).toThrow(expect.objectContaining({ code: 'cache.depth.invalid' }))
  })
})
