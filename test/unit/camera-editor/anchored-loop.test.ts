import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { loopedPath } from '../../../core/camera/loop.ts'
import type { Move } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath, type CameraPose } from '../../../core/camera/path.ts'
import { cameraPathSchema, type CameraPath } from '../../../core/camera/path-schema.ts'
import { dotQuaternions } from '../../../core/math/quaternion.ts'
import { endedFromAnchor, loopedFromAnchor } from '../../../renderer/features/camera/model/anchored-loop.ts'

const frames = 48
const dolly = pathFromMoves([{ name: 'dolly', amount: 0.3 }], { frames })
const all = Array.from({ length: frames }, (_, frame) => frame)

/** How far each frame's camera stands before the board's, subject distances. */
function depths(path: CameraPath, anchorFrame: number): number[] {
  const { cameras } = camerasFromPath(path, { size: { width: 64, height: 36 }, timesInFrames: all, anchorFrame })
  return cameras.map(({ worldFromCamera }) => worldFromCamera[11]!)
}

function expectSameCamera(found: CameraPose, wanted: CameraPose): void {
  wanted.position.forEach((value, axis) => expect(found.position[axis]).toBeCloseTo(value, 6))
  expect(Math.abs(dotQuaternions(found.orientation, wanted.orientation))).toBeCloseTo(1, 9)
  expect(found.focalLengthMm).toBeCloseTo(wanted.focalLengthMm, 4)
}

const move = fc.constantFrom<Move>(
  { name: 'dolly', amount: 0.3 },
  { name: 'orbit', amount: 35 },
  { name: 'orbit', amount: 360 },
  { name: 'pan', amount: -360 },
  { name: 'roll', amount: 720 },
  { name: 'roll', amount: -300 },
  { name: 'dolly-zoom', amount: 1.4 },
  { name: 'handheld', amount: 0.5 },
  { name: 'static', amount: 0 },
)
const easing = fc.constantFrom('linear', 'ease-in', 'ease-out', 'ease-in-out' as const)
const anchors = fc.integer({ min: -10, max: 80 })

describe('loopedFromAnchor', () => {
  it('keeps the camera on its side of the board when the anchor is the last frame', () => {
    const before = depths(dolly, 47)
    const { path, anchorFrame } = loopedFromAnchor({ path: dolly, anchorFrame: 47 }, frames)
    expect(anchorFrame).toBe(24)
    const after = depths(path, anchorFrame)
    expect(Math.min(...after)).toBeCloseTo(Math.min(...before), 6)
    expect(Math.max(...after)).toBeCloseTo(Math.max(...before), 6)
  })

  it('sees the board from the same camera wherever the anchor was', () => {
    fc.assert(
      fc.property(move, easing, anchors, fc.integer({ min: 20, max: 96 }), (each, ease, anchorFrame, period) => {
        const path = pathFromMoves([each], { frames, easing: ease })
        const looped = loopedFromAnchor({ path, anchorFrame }, period)
        expect(cameraPathSchema.parse(looped.path)).toEqual(looped.path)
        expect(Number.isInteger(looped.anchorFrame)).toBe(true)
        const wanted = evaluatePath(path, [anchorFrame])[0]!
        expectSameCamera(evaluatePath(looped.path, [looped.anchorFrame])[0]!, wanted)
      }),
    )
  })

  it('is the plain loop where the anchor is the first frame', () => {
    fc.assert(
      fc.property(move, easing, (each, ease) => {
        const path = pathFromMoves([each], { frames, easing: ease })
        const looped = loopedFromAnchor({ path, anchorFrame: 0 }, frames)
        expect(looped).toEqual({ path: loopedPath(path, frames), anchorFrame: 0 })
      }),
    )
  })

  it('shows only what the shot showed, also after a split or where the shot was shortened', () => {
    const linear = pathFromMoves([{ name: 'dolly', amount: 0.47 }], { frames, easing: 'linear' })
    const seen = (path: CameraPath) => evaluatePath(path, all).map(({ position }) => -position[2])
    const shortened = loopedFromAnchor({ path: linear, anchorFrame: 0 }, 24)
    expect(Math.max(...seen(shortened.path))).toBeCloseTo(0.23, 2)
    const second = { ...linear, keys: linear.keys.map((key) => ({ ...key, timeFrames: key.timeFrames - 24 })) }
    const split = loopedFromAnchor({ path: second, anchorFrame: 12 }, 24)
    expect(Math.min(...seen(split.path))).toBeCloseTo(0.24, 2)
    expect(Math.max(...seen(split.path))).toBeCloseTo(0.47, 2)
    // The way to the board is kept, wherever it was.
    const away = loopedFromAnchor({ path: second, anchorFrame: -24 }, 24)
    expect(Math.min(...seen(away.path))).toBeCloseTo(0, 6)
  })

  it('keeps a way round whose last key is the next round’s first frame', () => {
    const orbit = pathFromMoves([{ name: 'orbit', amount: 360 }], { frames: frames + 1 })
    expect(loopedFromAnchor({ path: orbit, anchorFrame: 0 }, frames).path).toEqual(loopedPath(orbit, frames))
  })

  it('goes with a loop whose shot has another length now', () => {
    const once = loopedFromAnchor({ path: dolly, anchorFrame: 47 }, frames)
    const longer = loopedFromAnchor(once, 2 * frames)
    expect([longer.anchorFrame, longer.path.loop]).toEqual([48, { periodFrames: 96 }])
  })
})

describe('endedFromAnchor', () => {
  it('sees the board from the same camera, also from a frame after the loop’s last key', () => {
    fc.assert(
      fc.property(move, anchors, (each, anchorFrame) => {
        const loop = loopedPath(pathFromMoves([each], { frames }), frames)
        const ended = endedFromAnchor({ path: loop, anchorFrame })
        expect(ended.path.loop).toBeUndefined()
        const wanted = evaluatePath(loop, [anchorFrame])[0]!
        expectSameCamera(evaluatePath(ended.path, [ended.anchorFrame])[0]!, wanted)
      }),
    )
  })
})
