import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { CompletedCache, depthOf as zDepthOf } from '../../../core/cache/completed-cache.ts'
import { flatDepth } from '../../../core/cache/depth.ts'
import { HOLE, INVENTED, SURROUND } from '../../../core/cache/triangle.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { camera, depthOf, noisePicture, paint, project, rotation } from './scenes.ts'

const size = { width: 96, height: 64 }
const intrinsics = [90, 90, 48, 32]
/** A near box before a wall: what is behind the box is invented. */
const boxDepth = depthOf(96, 64, (x, y) => (Math.abs(x - 40) < 14 && Math.abs(y - 30) < 20 ? 0.5 : 1))

function worldOf(board: BoardCache): CompletedCache {
  return new CompletedCache(board.mesh, board.texture, size)
}

/** Invents one colour wherever a camera sees nothing known. */
function inventColour(world: CompletedCache, view: Camera, colour: readonly number[]): void {
  const seen = world.view(view)
  const pixels = 96 * 64
  const planes = Float32Array.from({ length: 3 * pixels }, (_, i) => colour[Math.floor(i / pixels)]!)
  world.invent(seen, planes)
}

function touchesBoard(coverage: Uint8Array, i: number): boolean {
  return [i - 1, i + 1, i - 96, i + 96].some((neighbour) => coverage[neighbour] === 1)
}

describe('a board and what was invented around it', () => {
  it('the board keeps every bit where it is seen, whatever is invented and wherever the camera goes', () => {
    const board = new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size, size)
    const angle = fc.double({ min: -0.4, max: 0.4, noNaN: true })
    const shift = fc.double({ min: -0.25, max: 0.25, noNaN: true })
    const cameras = fc.tuple(angle, angle, shift, shift, shift).map(([pan, roll, x, y, z]) => {
      return camera(intrinsics, rotation(pan, 0, roll), [x, y, z])
    })
    fc.assert(
      fc.property(cameras, cameras, cameras, (first, second, seen) => {
        const world = worldOf(board)
        inventColour(world, first, [1, 0, 0])
        inventColour(world, second, [0, 1, 0])
        const plain = board.render(seen)
        const film = world.film(size).render(seen)
        for (let i = 0; i < plain.coverage.length; i++) {
          expect(film.coverage[i]! <= plain.coverage[i]!).toBe(true)
          if (film.coverage[i] === 0) continue
          expect(film.inverseDepth[i]).toBe(plain.inverseDepth[i])
          for (let k = i * 3; k < i * 3 + 3; k++) expect(film.rgb[k]).toBe(plain.rgb[k])
        }
      }),
      { numRuns: 25 },
    )
  })

  it('a view that was completed shows what was put there, and nothing is missing from it any more', () => {
    const world = worldOf(new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size))
    const view = camera(intrinsics, rotation(0.2), [0.15, 0.03, 0])
    expect(world.missingPixels(view)).toBeGreaterThan(1500)
    inventColour(world, view, [0.25, 0.5, 0.75])
    expect(world.missingPixels(view)).toBe(0)
    const film = world.film(size).render(view)
    for (let i = 0; i < film.layers.length; i++) {
      // The first pixel beside the board is softened.
      if (film.layers[i]! < INVENTED || touchesBoard(film.coverage, i)) continue
      const colours = [0, 1, 2].map((k) => Math.abs(film.rgb[i * 3 + k]! - [0.25, 0.5, 0.75][k]!))
      expect(Math.max(...colours)).toBeLessThan(1e-6)
    }
  })

  it('an invented mark stays at its place in the world for other cameras and sizes', () => {
    const black = paint(96, 64, () => [0, 0, 0])
    const world = worldOf(new BoardCache(black, flatDepth(96, 64), intrinsics, size))
    // The wall at depth 1 goes on to the right of the board; a white spot is drawn there.
    const panned = camera(intrinsics, rotation(0.5))
    const seen = world.view(panned)
    const point = [0.75, 0.1, 1] as const
    const spot = project(panned, point)
    const planes = new Float32Array(3 * 96 * 64)
    for (let i = 0; i < 96 * 64; i++) {
      const near = Math.abs((i % 96) + 0.5 - spot.x) < 3 && Math.abs(Math.floor(i / 96) + 0.5 - spot.y) < 3
      for (let k = 0; k < 3; k++) planes[k * 96 * 64 + i] = near ? 1 : 0
    }
    world.invent(seen, planes)
    const large = { width: 192, height: 128 }
    const film = world.film(large)
    const other = camera([180, 180, 96, 64], rotation(0.35, 0.05, 0.1), [0.2, 0.05, -0.1])
    const frame = film.render(other)
    let [mass, x, y] = [0, 0, 0]
    for (let i = 0; i < frame.layers.length; i++) {
      const value = frame.rgb[i * 3]!
      mass += value
      x += value * ((i % 192) + 0.5)
      y += value * (Math.floor(i / 192) + 0.5)
    }
    const expected = project(other, point)
    expect(mass).toBeGreaterThan(20)
    expect(Math.abs(x / mass - expected.x)).toBeLessThan(1)
    expect(Math.abs(y / mass - expected.y)).toBeLessThan(1)
    const pixel = Math.floor(expected.y) * 192 + Math.floor(expected.x)
    expect(zDepthOf(frame)[pixel]).toBeCloseTo(expected.depth, 2)
  })

  it('what was invented first is seen where two views show the same place', () => {
    const world = worldOf(new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size))
    inventColour(world, camera(intrinsics, rotation(0.3)), [1, 0, 0])
    inventColour(world, camera(intrinsics, rotation(0.6)), [0, 1, 0])
    const frame = world.film(size).render(camera(intrinsics, rotation(0.3)))
    expect(frame.layers.some((layer) => layer === INVENTED)).toBe(true)
    expect(frame.layers.includes(INVENTED + 1)).toBe(false)
  })

  it('behind a near object lies what the background goes on with, at the background’s depth', () => {
    const world = worldOf(new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size))
    const view = camera(intrinsics, rotation(0), [0.12, 0, 0])
    const seen = world.view(view)
    const behind = [...seen.missing.keys()].filter((i) => seen.missing[i] === 1 && i % 96 > 15 && i % 96 < 60)
    expect(behind.length).toBeGreaterThan(300)
    for (const i of behind) expect(Math.abs(1 / seen.inverseDepth[i]! - 1)).toBeLessThan(0.12)
  })

  it('fills every pixel of a frame in colour and depth, also where no view has been', () => {
    const world = worldOf(new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size))
    inventColour(world, camera(intrinsics, rotation(0.2)), [0.5, 0.5, 0.5])
    const frame = world.film(size).render(camera(intrinsics, rotation(0.9)))
    expect(frame.layers.includes(HOLE)).toBe(true)
    expect(frame.layers.includes(SURROUND)).toBe(false)
    expect(frame.inverseDepth.every((value) => value > 0)).toBe(true)
    expect(zDepthOf(frame).every((value) => Number.isFinite(value))).toBe(true)
  })

  it('draws the same bits again from a world built again', () => {
    const film = (): Float32Array => {
      const world = worldOf(new BoardCache(noisePicture(96, 64), boxDepth, intrinsics, size))
      inventColour(world, camera(intrinsics, rotation(0.2, 0.1), [0.1, 0, 0]), [0.2, 0.4, 0.6])
      return world.film(size).render(camera(intrinsics, rotation(0.15), [0.05, 0, 0.1])).rgb
    }
    expect(film()).toEqual(film())
  })
})
