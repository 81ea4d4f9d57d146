import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CameraKey, CameraPath } from '../../../core/camera/path-schema.ts'
import { cameraPathSchema } from '../../../core/camera/path-schema.ts'
import { scaleKeys } from '../../../renderer/features/camera/model/key-edits.ts'

const key = (timeFrames: number): CameraKey => ({
  timeFrames,
  position: [timeFrames, 0, 0],
  orientation: [0, 0, 0, 1],
  focalLengthMm: 24,
  easing: 'linear',
})
const pathOf = (times: readonly number[]): CameraPath => ({ speed: 'keyed', keys: times.map(key) })
const lastFrame = 95

describe('scaleKeys', () => {
  it('draws keys apart and together about a frame', () => {
    const path = pathOf([0, 24, 48])
    const apart = scaleKeys(path, [0, 24, 48], { about: 0, from: 24, to: 36 }, lastFrame)
    expect(apart.selected).toEqual([0, 36, 72])
    expect(apart.factor).toBe(1.5)
    expect(scaleKeys(path, [0, 24, 48], { about: 24, from: 48, to: 36 }, lastFrame).selected).toEqual([12, 24, 36])
    // What is not chosen stays, and makes room where a key arrives.
    const some = scaleKeys(path, [0, 24], { about: 0, from: 24, to: 48 }, lastFrame)
    expect(some.path.keys.map(({ timeFrames, position }) => [timeFrames, position[0]])).toEqual([
      [0, 0],
      [48, 24],
    ])
  })

  it('keeps order and count, inside the shot, on their side of the frame, whatever the drag', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: lastFrame }), { minLength: 1, maxLength: 12 })
      .map((list) => list.toSorted((a, b) => a - b))
    const frame = fc.integer({ min: 0, max: lastFrame })
    fc.assert(
      fc.property(times, frame, fc.nat(11), fc.integer({ min: -200, max: 300 }), (list, about, grabbed, to) => {
        const from = list[grabbed % list.length]!
        const { path, selected } = scaleKeys(pathOf(list), list, { about, from, to }, lastFrame)
        expect(selected).toHaveLength(list.length)
        expect(cameraPathSchema.safeParse(path).success).toBe(true)
        expect(path.keys.map(({ position }) => position[0])).toEqual(list)
        expect(selected[0]).toBeGreaterThanOrEqual(0)
        expect(selected.at(-1)).toBeLessThanOrEqual(lastFrame)
        expect(path.keys.map(({ timeFrames }) => timeFrames)).toEqual(selected)
      }),
    )
  })

  it('leaves all as it is where the grabbed key lies at the frame', () => {
    expect(scaleKeys(pathOf([0, 24]), [0, 24], { about: 24, from: 24, to: 40 }, lastFrame).selected).toEqual([0, 24])
  })
})
