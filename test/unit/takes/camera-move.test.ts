import { describe, expect, it, test } from 'vitest'
import { parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { cameraMove } from '../../../core/takes/camera-move.ts'

function camerasOf(move: string, frames = 24): readonly Camera[] {
  const path = pathFromMoves(valueOf(parseMove(move)), { frames, focalLengthMm: 24, seed: 3 })
  const timesInFrames = Array.from({ length: frames }, (_, index) => index)
  return camerasFromPath(path, { size: { width: 576, height: 320 }, timesInFrames }).cameras
}

describe('what a camera does', () => {
  test.each([
    ['pan:12', 'pan', 12],
    ['pan:-30', 'pan', -30],
    ['tilt:8', 'tilt', 8],
    ['roll:-12', 'roll', -12],
    ['dolly:0.3', 'dolly', 0.3],
    ['dolly:-0.5', 'dolly', -0.5],
    ['truck:-0.25', 'truck', -0.25],
    ['pedestal:0.2', 'pedestal', 0.2],
    ['crane:0.3', 'crane', 0.3],
    ['orbit:20', 'orbit', 20],
    ['orbit:-45', 'orbit', -45],
    ['zoom:1.4', 'zoom', 1.4],
    ['zoom:0.7', 'zoom', 0.7],
  ] as const)('is called %s by its poses alone', (move, name, amount) => {
    const [first] = cameraMove(camerasOf(move))
    expect(first?.name).toBe(name)
    expect(first?.amount).toBeCloseTo(amount, 1)
  })

  it('is named by its two largest parts', () => {
    expect(cameraMove(camerasOf('dolly:0.4+pan:-12')).map(({ name }) => name)).toEqual(['dolly', 'pan'])
    expect(cameraMove(camerasOf('pan:40+pedestal:0.2')).map(({ name }) => name)).toEqual(['pan', 'pedestal'])
    expect(cameraMove(camerasOf('dolly:1+roll:2')).map(({ name }) => name)).toEqual(['dolly'])
  })

  it('is nothing for a camera that stands, or trembles less than anybody sees', () => {
    expect(cameraMove([])).toEqual([])
    expect(cameraMove(camerasOf('static'))).toEqual([])
    expect(cameraMove(camerasOf('pan:0.5'))).toEqual([])
  })

  it('is what lies between where it comes back, and does not depend on the world it began in', () => {
    const out = camerasOf('truck:0.4')
    expect(cameraMove([...out, ...out.toReversed()])[0]).toMatchObject({
      name: 'truck',
      amount: expect.closeTo(0.4, 1),
    })
    // The same move from the last pose of another: a camera that starts elsewhere and looks elsewhere.
    const turned = camerasOf('orbit:50').at(-1)!
    const moved = out.map(({ worldFromCamera, intrinsics }) => ({
      worldFromCamera: product(turned.worldFromCamera, worldFromCamera),
      intrinsics,
    }))
    expect(cameraMove(moved)[0]).toMatchObject({ name: 'truck', amount: expect.closeTo(0.4, 5) })
  })
})

/** Two rigid 3×4 matrices, row-major, one after the other. */
function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 12 }, (_, at) => {
    const row = Math.floor(at / 4) * 4
    const column = at % 4
    const turned = [0, 1, 2].reduce((sum, k) => sum + a[row + k]! * b[k * 4 + column]!, 0)
    return column === 3 ? turned + a[row + 3]! : turned
  })
}
