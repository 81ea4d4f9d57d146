import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { CompletedCache } from '../../../core/cache/completed-cache.ts'
import { HOLE } from '../../../core/cache/triangle.ts'
import { camera, depthOf, paint, rotation } from './scenes.ts'

const size = { width: 192, height: 128 }
const intrinsics = [180, 180, 96, 64]

/** A red box before a blue wall; the wall's pixels beside the box hold some of its red, as in every photograph. */
const near = (x: number, y: number): boolean => Math.abs(x - 80) < 28 && Math.abs(y - 60) < 40
const depth = depthOf(192, 128, (x, y) => (near(x, y) ? 0.5 : 1))
const picture = paint(192, 128, (x, y) => {
  const beside = near(x - 1, y) || near(x + 1, y) || near(x, y - 1) || near(x, y + 1)
  return near(x, y) ? [255, 0, 0] : [beside ? 128 : 0, 0, 255]
})
const board = new BoardCache(picture, depth, intrinsics, size)
/** The same as people look at it. */
const sharpBoard = new BoardCache(picture, depth, intrinsics, size, size)
const world = new CompletedCache(board.mesh, board.texture, size)

describe('the fringe of a depth jump', () => {
  it('is gone where a hole opens beside it: no red line is left on the wall', () => {
    const moved = camera(intrinsics, rotation(0), [0.12, 0.02, 0])
    const plain = board.render(moved)
    const redOnWall = (frame: typeof plain): number => {
      let count = 0
      for (let i = 0; i < frame.coverage.length; i++) {
        const isWall = frame.coverage[i] === 1 && frame.inverseDepth[i]! < 1.5
        const besideHole = frame.coverage[i - 1] === 0 || frame.coverage[i + 1] === 0
        if (isWall && besideHole && frame.rgb[i * 3]! > 0.2) count++
      }
      return count
    }
    expect(redOnWall(plain)).toBeGreaterThan(50)
    // A corner of the hole may keep a pixel.
    expect(redOnWall(world.view(moved))).toBeLessThan(3)
  })

  it('stays where no hole opens: the board’s own view and a turned one keep every pixel', () => {
    for (const view of [camera(intrinsics), camera([400, 400, 96, 64], rotation(0.05, 0.02, 0.1))]) {
      const plain = sharpBoard.render(view)
      const frame = world.film(size).render(view)
      expect(frame.layers.includes(HOLE)).toBe(false)
      expect(frame.rgb).toEqual(plain.rgb)
    }
  })
})
