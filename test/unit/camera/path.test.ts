import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePath } from '../../../core/camera/path.ts'
import { cameraPathSchema, type CameraKey, type CameraPath, type Easing } from '../../../core/camera/path-schema.ts'
import {
  normalizeQuaternion,
  quaternionAboutAxis,
  rotateVector,
  type Quaternion,
} from '../../../core/math/quaternion.ts'

type Changes = Partial<Omit<CameraKey, 'orientation'>> & { orientation?: Quaternion }

function key(timeFrames: number, changes: Changes = {}): CameraKey {
  const { orientation = [0, 0, 0, 1], ...rest } = changes
  return {
    timeFrames,
    position: [0, 0, 0],
    focalLengthMm: 24,
    easing: 'linear',
    ...rest,
    orientation: [...orientation],
  }
}

function path(keys: CameraKey[], speed: CameraPath['speed'] = 'keyed'): CameraPath {
  return { keys, speed }
}

const coordinate = fc.integer({ min: -3, max: 3 })
const orientation = fc
  .tuple(coordinate, coordinate, coordinate)
  .map(([x, y, z]) => normalizeQuaternion([x / 10, y / 10, z / 10, 1]))
const keys = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0.1, max: 20, noNaN: true }),
      position: fc.tuple(coordinate, coordinate, coordinate),
      orientation,
      rollRadians: fc.constantFrom(0, 0.5, -2),
      focalLengthMm: fc.constantFrom(18, 24, 50),
      easing: fc.constantFrom<Easing>('linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    let time = 0
    return list.map(({ gap, ...rest }) => key((time += gap), rest))
  })

describe('evaluatePath', () => {
  it('is exactly at each key at its time', () => {
    fc.assert(
      fc.property(keys, (list) => {
        const poses = evaluatePath(
          path(list),
          list.map((k) => k.timeFrames),
        )
        poses.forEach((pose, i) => {
          expect(pose.position).toEqual(list[i]!.position)
          expect(pose.focalLengthMm).toBe(list[i]!.focalLengthMm)
          if (list[i]!.rollRadians === 0) expect(pose.orientation).toEqual(normalizeQuaternion(list[i]!.orientation))
        })
      }),
    )
  })

  it('stands exactly still between equal keys, whatever comes before and after', () => {
    fc.assert(
      fc.property(keys, keys, fc.double({ min: 0, max: 1, noNaN: true }), (before, after, part) => {
        const start = before[before.length - 1]!
        const still = { ...start, timeFrames: start.timeFrames + 5 }
        const later = after.map((k) => ({ ...k, timeFrames: k.timeFrames + still.timeFrames }))
        const [held] = evaluatePath(path([...before, still, ...later]), [start.timeFrames + 5 * part])
        const [pose] = evaluatePath(path([start]), [0])
        expect(held).toEqual(pose)
      }),
      { numRuns: 1000 },
    )
  })

  it('never leaves the box of the two neighbouring keys', () => {
    fc.assert(
      fc.property(keys, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
        const last = list[list.length - 1]!.timeFrames
        const time = Math.min(last, list[0]!.timeFrames + (last - list[0]!.timeFrames) * part)
        const [pose] = evaluatePath(path(list), [time])
        const from = list.findLast((k) => k.timeFrames <= time)!
        const to = list.find((k) => k.timeFrames >= time)!
        const channels = pose!.position.map((value, i) => [value, from.position[i]!, to.position[i]!] as const)
        channels.push([pose!.focalLengthMm, from.focalLengthMm, to.focalLengthMm])
        for (const [value, a, b] of channels) {
          expect(value).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9)
          expect(value).toBeLessThanOrEqual(Math.max(a, b) + 1e-9)
        }
        expect(Math.hypot(...pose!.orientation)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('turns about one axis within its keys and at a continuous rate', () => {
    const angles = [0, 0.4, 0.5, 0.5, 0.1]
    const turning = path(angles.map((angle, i) => key(i * 10, { orientation: quaternionAboutAxis([0, 1, 0], angle) })))
    const times = Array.from({ length: 4001 }, (_, i) => i / 100)
    const turned = evaluatePath(turning, times).map((pose) => 2 * Math.atan2(pose.orientation[1], pose.orientation[3]))
    expect(Math.max(...turned)).toBeLessThanOrEqual(0.5 + 1e-12)
    expect(Math.min(...turned)).toBeGreaterThanOrEqual(-1e-12)
    const rates = turned.slice(1).map((angle, i) => (angle - turned[i]!) * 100)
    rates.slice(1).forEach((rate, i) => expect(Math.abs(rate - rates[i]!)).toBeLessThan(1e-3))
  })

  it('turns about changing axes without a kink at the keys', () => {
    const list = (
      [
        [0, 0, 0],
        [0.6, 0.3, 0],
        [0.9, 0.9, 0.2],
        [1.0, 1.6, 0.7],
      ] as const
    ).map(([x, y, z], i) => key(i * 8, { orientation: normalizeQuaternion([x / 2, y / 2, z / 2, 1]) }))
    const step = 1e-4
    const looks = evaluatePath(path(list), [8 - step, 8, 8 + step, 16 - step, 16, 16 + step])
    const forward = looks.map((pose) => rotateVector(pose.orientation, [0.3, 0.5, -1]))
    for (const at of [1, 4]) {
      for (const axis of [0, 1, 2] as const) {
        const before = (forward[at]![axis] - forward[at - 1]![axis]) / step
        const after = (forward[at + 1]![axis] - forward[at]![axis]) / step
        expect(Math.abs(after - before)).toBeLessThan(1e-4)
      }
    }
  })

  it('times a segment by its easing', () => {
    const at = (easing: Easing) =>
      evaluatePath(path([key(0, { easing }), key(8, { position: [1, 0, 0] })]), [2, 4, 6]).map((p) => p.position[0])
    expect(at('linear')).toEqual([0.25, 0.5, 0.75])
    expect(at('ease-in')).toEqual([0.0625, 0.25, 0.5625])
    expect(at('ease-out')).toEqual([0.4375, 0.75, 0.9375])
    expect(at('ease-in-out')).toEqual([0.15625, 0.5, 0.84375])
    expect(at('hold')).toEqual([0, 0, 0])
  })

  it('rolls clockwise: what was up leans to the left of the camera', () => {
    const [pose] = evaluatePath(path([key(0, { rollRadians: Math.PI / 2 })]), [0])
    // A camera rolled a quarter turn clockwise has its own up axis to the world's right.
    const up = rotateVector(pose!.orientation, [0, 1, 0])
    expect(up[0]).toBeCloseTo(1, 12)
    const whole = path([key(0), key(10, { rollRadians: 4 * Math.PI })])
    const rolled = evaluatePath(whole, [1.25])[0]!
    expect(rotateVector(rolled.orientation, [0, 1, 0])[0]).toBeCloseTo(1, 12)
  })

  it('stands still outside its keys, and jumps after a hold', () => {
    const list = [key(5, { easing: 'hold' }), key(10, { position: [1, 2, 3] })]
    const xs = evaluatePath(path(list), [0, 5, 9.999, 10, 50]).map((pose) => pose.position[0])
    expect(xs).toEqual([0, 0, 0, 1, 1])
  })
})

describe('constant speed', () => {
  it('is worked out once for a path, however often poses are asked of it', () => {
    let reads = 0
    const list = Array.from({ length: 40 }, (_, index): CameraKey => {
      const position: CameraKey['position'] = [index, index % 3, 0]
      return Object.defineProperty(key(index * 4), 'position', {
        enumerable: true,
        get: () => {
          reads += 1
          return position
        },
      })
    })
    const long = path(list, 'constant')
    const first = evaluatePath(long, [1.5, 70, 33.3])
    const readOnce = reads
    expect(readOnce).toBeGreaterThan(0)
    expect(evaluatePath(long, [1.5, 70, 33.3])).toEqual(first)
    expect(reads).toBe(readOnce)
    expect(evaluatePath(path([...list], 'keyed'), [1.5])).not.toEqual(first.slice(0, 1))
  })

  const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, i) => x - b[i]!))

  it('covers equal length in equal time over uneven keys', () => {
    const curve = path(
      [key(0), key(3, { position: [2, 0, 0] }), key(20, { position: [3, 2, 0] }), key(24, { position: [3, 2, 5] })],
      'constant',
    )
    const fine = 200
    const poses = evaluatePath(
      curve,
      Array.from({ length: 24 * fine + 1 }, (_, i) => i / fine),
    )
    let length = 0
    const covered = poses.map((pose, i) => (length += i === 0 ? 0 : distance(pose.position, poses[i - 1]!.position)))
    covered.forEach((part, i) => expect(Math.abs(part / length - i / (24 * fine))).toBeLessThan(1e-4))
    expect(poses[0]!.position).toEqual([0, 0, 0])
    expect(poses[24 * fine]!.position).toEqual([3, 2, 5])
  })

  it('keeps the time of a rest, and pans in it', () => {
    const panned = quaternionAboutAxis([0, 1, 0], 1)
    const list = [
      key(0),
      key(2, { position: [1, 0, 0] }),
      key(10, { position: [2, 0, 0] }),
      key(20, { position: [2, 0, 0], orientation: panned }),
      key(30, { position: [5, 0, 0], orientation: panned }),
    ]
    const poses = evaluatePath(path(list, 'constant'), [5, 10, 15, 20, 25])
    expect(poses.map((pose) => pose.position[0])).toEqual([1, 2, 2, 2, 3.5].map((x) => expect.closeTo(x, 6)))
    expect(2 * Math.asin(poses[2]!.orientation[1])).toBeCloseTo(0.5, 6)
  })
})

describe('cameraPathSchema', () => {
  it('takes a path as it is written and refuses impossible ones', () => {
    const good = path([key(0), key(1, { id: 'k2', rollRadians: 1 })])
    expect(cameraPathSchema.parse(good)).toEqual(good)
    const bad = [
      path([]),
      path([key(1), key(1)]),
      path([key(-1_000_001)]),
      path([key(0, { orientation: [0, 0, 0, 0.5] })]),
      path([key(0, { focalLengthMm: 0 })]),
      path([key(0, { position: [0, Number.NaN, 0] })]),
      { ...good, extra: 1 },
    ]
    bad.forEach((value) => expect(cameraPathSchema.safeParse(value).success).toBe(false))
  })
})
