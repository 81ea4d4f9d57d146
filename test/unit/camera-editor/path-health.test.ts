import { describe, expect, it } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import type { Move } from '../../../core/camera/move-names.ts'
import { frameIssues, pathHealth, travelPerFrame } from '../../../renderer/features/camera/model/path-health.ts'

const size = { width: 320, height: 180 }
const trained = { maxRotationDegrees: 30, maxTranslation: 0.6, minFovXDegrees: 40, maxFovXDegrees: 70 }

function camerasOf(...moves: Move[]) {
  const path = pathFromMoves(moves, { frames: 11 })
  return camerasFromPath(path, { size, timesInFrames: Array.from({ length: 11 }, (_, frame) => frame) }).cameras
}

describe('pathHealth', () => {
  it('measures what the moves say', () => {
    const health = pathHealth(camerasOf({ name: 'pan', amount: 25 }, { name: 'dolly', amount: 0.5 }), 320, trained)
    expect(health.maxRotationDegrees).toBeCloseTo(25, 3)
    expect(health.maxTranslation).toBeCloseTo(0.5, 5)
    expect(health.minFovXDegrees).toBeCloseTo((2 * Math.atan(24.89 / 2 / 24) * 180) / Math.PI, 3)
    expect(health.issues).toEqual([])
    expect(health.frames[0]).toMatchObject({ rotationDegrees: 0, translation: 0 })
  })

  it('names each excess and the frames that have it', () => {
    const health = pathHealth(camerasOf({ name: 'pan', amount: 40 }, { name: 'zoom', amount: 2 }), 320, trained)
    expect(health.issues).toEqual(['rotation', 'lens'])
    const frames = health.frames.map((frame) => frameIssues(frame, trained).includes('rotation'))
    expect(frames.indexOf(true)).toBe(8)
    expect(pathHealth(camerasOf({ name: 'truck', amount: -0.7 }), 320, trained).issues).toEqual(['translation'])
  })

  it('takes the rounding of float32 for no excess', () => {
    expect(pathHealth(camerasOf({ name: 'truck', amount: 0.6 }), 320, trained).issues).toEqual([])
  })
})

it('states the speed as distance from frame to frame', () => {
  const travel = travelPerFrame(camerasOf({ name: 'truck', amount: 0.5 }))
  expect(travel).toHaveLength(10)
  for (const step of travel) expect(step).toBeCloseTo(0.05, 6)
})

it('does not take the cut at the end of a hold for travel', () => {
  const path = pathFromMoves([{ name: 'truck', amount: 0.5 }], { frames: 11 })
  const held = {
    ...path,
    keys: path.keys.map((key, index) => (index === 0 ? { ...key, easing: 'hold' as const } : key)),
  }
  const times = Array.from({ length: 11 }, (_, frame) => frame)
  const { cameras } = camerasFromPath(held, { size, timesInFrames: times })
  expect(Math.max(...travelPerFrame(cameras))).toBeCloseTo(0.5, 6)
  expect(travelPerFrame(cameras, held)).toEqual(Array.from({ length: 10 }, () => 0))
  // Of frames with a head handle of three, the cut lies three later.
  expect(travelPerFrame(cameras, held, -3).filter((step) => step > 0)).toHaveLength(1)
})
