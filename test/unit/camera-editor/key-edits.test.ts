import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loopedPath } from '../../../core/camera/loop.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import { cameraPathSchema, type CameraKey, type CameraPath, type Easing } from '../../../core/camera/path-schema.ts'
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

const easings: readonly Easing[] = ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold']

/** The same place, view and lens at those frames; a camera turned by 2 π is the same. */
function expectSameCameras(found: CameraPath, wanted: CameraPath, frames: readonly number[], within: number): void {
  const poses = evaluatePath(wanted, frames)
  evaluatePath(found, frames).forEach((pose, index) => {
    const { position, orientation, focalLengthMm } = poses[index]!
    const dot = orientation.reduce((sum, value, part) => sum + value * pose.orientation[part]!, 0)
    const far = orientation.map((value, part) => value * Math.sign(dot) - pose.orientation[part]!)
    expect(Math.hypot(...far), `view at ${frames[index]}`).toBeLessThan(within)
    const away = position.map((value, axis) => value - pose.position[axis]!)
    expect(Math.hypot(...away), `place at ${frames[index]}`).toBeLessThan(within)
    expect(Math.abs(pose.focalLengthMm - focalLengthMm), `lens at ${frames[index]}`).toBeLessThan(100 * within)
  })
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

  it('always leaves a valid path, keeps distances and goes no farther out of the shot', () => {
    const times = fc.uniqueArray(fc.integer({ min: -40, max: 90 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(times, fc.integer({ min: -80, max: 80 }), fc.boolean(), fc.nat(), (frames, delta, copy, pick) => {
        const path = pathOf(...frames.toSorted((a, b) => a - b))
        const chosen = timesOf(path).filter((_time, index) => (pick >> index) % 2 === 1)
        const edited = shiftKeys(path, chosen, delta, { lastFrame: 47, copy })
        expect(cameraPathSchema.safeParse(edited.path).success).toBe(true)
        const moved = (edited.selected[0] ?? 0) - (chosen[0] ?? 0)
        expect(Math.abs(moved)).toBeLessThanOrEqual(Math.abs(delta))
        expect(edited.selected.every((time, index) => time >= Math.min(0, chosen[index]!))).toBe(true)
        expect(edited.selected.every((time, index) => time <= Math.max(47, chosen[index]!))).toBe(true)
        expect(edited.selected.map((time, index) => time - chosen[index]!)).toEqual(chosen.map(() => moved))
        expect(chosen.every((_time, index) => timesOf(edited.path).includes(edited.selected[index]!))).toBe(true)
      }),
    )
  })

  it('lets a key beyond the end come back but go no farther', () => {
    expect(shiftKeys(pathOf(0, 60), [60], 5, inShot).selected).toEqual([60])
    expect(shiftKeys(pathOf(0, 60), [60], -20, inShot).selected).toEqual([40])
  })

  it('lets a key before the first frame, as a split leaves it, come nearer but go no farther', () => {
    const split = pathOf(-24, -12, 0, 23)
    expect(shiftKeys(split, [-24], 5, inShot).selected).toEqual([-19])
    expect(shiftKeys(split, [-24], -5, inShot).selected).toEqual([-24])
    expect(shiftKeys(split, timesOf(split), 1, inShot).selected).toEqual([-23, -11, 1, 24])
    expect(shiftKeys(split, timesOf(split), -1, inShot).selected).toEqual([-24, -12, 0, 23])
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

  const fullRoll = pathFromMoves([{ name: 'roll', amount: 360 }], { frames: 48 })

  it('has the turns that the path has rolled there, so that the camera rolls on as before', () => {
    const key = keyAtFrame(fullRoll, 36)
    expect(key.rollRadians).toBeCloseTo((2 * Math.PI * 36) / 47, 12)
    expectSameCameras(withKey(fullRoll, key), fullRoll, [18, 42], 1e-12)
    const back = pathFromMoves([{ name: 'roll', amount: -300 }], { frames: 48 })
    expectSameCameras(withKey(back, keyAtFrame(back, 40)), back, [20, 44], 1e-12)
  })

  it('counts the turns of a loop that rolls on, also before its first key', () => {
    const loop = loopedPath(pathFromMoves([{ name: 'roll', amount: 360 }], { frames: 49 }), 48)
    expect(keyAtFrame(loop, 36).rollRadians).toBeCloseTo(1.5 * Math.PI, 12)
    const later = { ...loop, keys: loop.keys.map((key) => ({ ...key, timeFrames: 12 })) }
    const first = keyAtFrame(later, 0)
    expect(first.rollRadians).toBeCloseTo(-Math.PI / 2, 12)
    for (const path of [loop, later])
      for (const frame of [0, 7, 36]) {
        const set = withKey(path, keyAtFrame(path, frame))
        expectSameCameras(
          set,
          path,
          Array.from({ length: 49 }, (_, at) => at),
          1e-9,
        )
      }
  })

  it('leaves straight moves as they were at every other frame', () => {
    const moves = fc.record({
      roll: fc.integer({ min: -1000, max: 1000 }),
      dolly: fc.integer({ min: -50, max: 50 }).map((percent) => percent / 100),
      pan: fc.integer({ min: -29, max: 29 }),
      zoom: fc.integer({ min: 50, max: 200 }).map((percent) => percent / 100),
      loops: fc.boolean(),
      speed: fc.constantFrom('keyed' as const, 'constant' as const),
    })
    fc.assert(
      fc.property(moves, fc.integer({ min: 0, max: 47 }), ({ roll, dolly, pan, zoom, loops, speed }, frame) => {
        const amounts = loops ? ({ roll: 360 * Math.round(roll / 360) } as const) : { roll, dolly, pan, zoom }
        const names = ['roll', 'dolly', 'pan', 'zoom'] as const
        const wanted = names.flatMap((name) => (name in amounts ? [{ name, amount: Number(amounts[name]) }] : []))
        const moved = { ...pathFromMoves(wanted, { frames: 48 }), speed }
        const path = loops ? loopedPath(moved, 48) : moved
        const frames = Array.from({ length: 48 }, (_, at) => at)
        expectSameCameras(withKey(path, keyAtFrame(path, frame)), path, frames, 1e-6)
      }),
    )
  })

  it('is that camera exactly on any path, rolled between its neighbours, also past straight up', () => {
    const angle = fc.integer({ min: -170, max: 170 })
    const keys = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 47 }), angle, fc.double({ min: -20, max: 20, noNaN: true })),
      {
        minLength: 2,
        maxLength: 6,
        selector: ([time]) => time,
      },
    )
    fc.assert(
      fc.property(keys, fc.constantFrom(...easings), fc.integer({ min: 0, max: 47 }), (list, easing, frame) => {
        const path = pathOf(...list.map(([time]) => time).toSorted((a, b) => a - b))
        const turned = path.keys.map((key, at): CameraKey => {
          const half = (list[at]![1] * Math.PI) / 360
          const orientation: CameraKey['orientation'] = [Math.sin(half), 0, 0, Math.cos(half)]
          return { ...key, orientation, rollRadians: list[at]![2], easing }
        })
        const rolling: CameraPath = { ...path, keys: turned }
        const key = keyAtFrame(rolling, frame)
        const set = withKey(rolling, key)
        expectSameCameras(set, rolling, [frame, ...timesOf(path)], 1e-9)
        if (rolling.keys.includes(key)) return
        const at = set.keys.indexOf(key)
        const rolls = [set.keys[at - 1] ?? key, set.keys[at + 1] ?? key].map(({ rollRadians = 0 }) => rollRadians)
        expect(key.rollRadians ?? 0).toBeGreaterThanOrEqual(Math.min(...rolls) - 1e-9)
        expect(key.rollRadians ?? 0).toBeLessThanOrEqual(Math.max(...rolls) + 1e-9)
      }),
    )
  })

  it('keeps a tilt past straight up as near as its curve allows', () => {
    const tilt = pathFromMoves([{ name: 'tilt', amount: 170 }], { frames: 48 })
    for (const frame of [20, 26, 40]) {
      const frames = Array.from({ length: 48 }, (_, at) => at)
      expectSameCameras(withKey(tilt, keyAtFrame(tilt, frame)), tilt, frames, 0.02)
    }
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
