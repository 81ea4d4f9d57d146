import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePath } from '../../../core/camera/path.ts'
import { cameraPathSchema, type CameraPath } from '../../../core/camera/path-schema.ts'
import {
  keyAtFrame,
  neighbourKey,
  pastedKeys,
  shiftKeys,
  snappedDelta,
  withEasing,
  withKey,
  withoutKeys,
} from '../../../renderer/features/camera/model/key-edits.ts'

function pathOf(...times: number[]): CameraPath {
  return {
    speed: 'keyed',
    keys: times.map((timeFrames) => ({
      timeFrames,
      position: [timeFrames, 0, 0],
      orientation: [0, 0, 0, 1],
      focalLengthMm: 24,
      easing: 'ease-in-out',
    })),
  }
}

const timesOf = ({ keys }: CameraPath) => keys.map(({ timeFrames }) => timeFrames)
const xOf = ({ keys }: CameraPath) => keys.map(({ position }) => position[0])
const inShot = { lastFrame: 47, copy: false }

describe('shiftKeys', () => {
  it('moves keys past others and replaces what lies where they arrive', () => {
    const { path, selected } = shiftKeys(pathOf(0, 10, 20, 30), [10, 20], 10, inShot)
    expect(timesOf(path)).toEqual([0, 20, 30])
    expect(xOf(path)).toEqual([0, 10, 20])
    expect(selected).toEqual([20, 30])
  })

  it('copies with the originals kept', () => {
    const { path, selected } = shiftKeys(pathOf(0, 10), [10], 5, { ...inShot, copy: true })
    expect([timesOf(path), xOf(path), selected]).toEqual([[0, 10, 15], [0, 10, 10], [15]])
  })

  it('always leaves a valid path, keeps distances and stays inside the shot', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(times, fc.integer({ min: -80, max: 80 }), fc.boolean(), fc.nat(), (frames, delta, copy, pick) => {
        const path = pathOf(...frames.toSorted((a, b) => a - b))
        const chosen = timesOf(path).filter((_time, index) => (pick >> index) % 2 === 1)
        const edited = shiftKeys(path, chosen, delta, { lastFrame: 47, copy })
        expect(cameraPathSchema.safeParse(edited.path).success).toBe(true)
        expect(edited.selected.every((time) => time >= 0 && time <= 47)).toBe(true)
        expect(edited.selected.map((time, index) => time - chosen[index]!)).toEqual(
          chosen.map(() => (edited.selected[0] ?? 0) - (chosen[0] ?? 0)),
        )
        expect(chosen.every((_time, index) => timesOf(edited.path).includes(edited.selected[index]!))).toBe(true)
      }),
    )
  })

  it('lets a key beyond the end come back but go no farther', () => {
    expect(shiftKeys(pathOf(0, 60), [60], 5, inShot).selected).toEqual([60])
    expect(shiftKeys(pathOf(0, 60), [60], -20, inShot).selected).toEqual([40])
  })
})

it('snaps a dragged key to whole frames, also one that lay between', () => {
  expect(10.5 + snappedDelta(10.5, 3.2)).toBe(14)
  expect(snappedDelta(8, 0.4)).toBe(0)
})

it('never takes the last key away', () => {
  expect(timesOf(withoutKeys(pathOf(0, 10, 20), [0, 20])!)).toEqual([10])
  expect(withoutKeys(pathOf(0, 10), [0, 10])).toBeNull()
})

describe('keyAtFrame', () => {
  const path = pathOf(0, 40)

  it('is the path’s own camera there, so that setting it changes no picture at that frame', () => {
    const key = keyAtFrame(path, 13)
    const [before] = evaluatePath(path, [13])
    const [after] = evaluatePath(withKey(path, key), [13])
    expect(after!.position).toEqual(before!.position)
    expect(after!.orientation).toEqual(before!.orientation)
    expect(key.easing).toBe('linear')
  })

  it('is the key itself where there is one', () => {
    expect(keyAtFrame(path, 40)).toBe(path.keys[1])
  })
})

it('pastes keys at a frame with their distances kept', () => {
  const { path, selected } = pastedKeys(pathOf(0, 10), pathOf(5, 9).keys, 20)
  expect([timesOf(path), xOf(path), selected]).toEqual([
    [0, 10, 20, 24],
    [0, 10, 5, 9],
    [20, 24],
  ])
})

it('finds the next and the previous key', () => {
  const path = pathOf(0, 10, 20)
  expect(neighbourKey(path, 10, 1)?.timeFrames).toBe(20)
  expect(neighbourKey(path, 10, -1)?.timeFrames).toBe(0)
  expect(neighbourKey(path, 20, 1)).toBeNull()
})

it('changes the easing of chosen keys only', () => {
  const eased = withEasing(pathOf(0, 10, 20), [0, 20], 'hold')
  expect(eased.keys.map(({ easing }) => easing)).toEqual(['hold', 'ease-in-out', 'hold'])
})
