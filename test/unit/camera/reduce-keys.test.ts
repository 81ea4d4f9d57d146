import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePath } from '../../../core/camera/path.ts'
import type { CameraKey } from '../../../core/camera/path-schema.ts'
import { poseError, reducedKeys, type FlownCamera } from '../../../core/camera/reduce-keys.ts'
import { multiplyQuaternions, quaternionAboutAxis } from '../../../core/math/quaternion.ts'

const tolerance = { position: 0.01, angleRadians: 0.01, focalLength: 0.01 }

function camera(timeFrames: number, at: { x?: number; pan?: number; tilt?: number; roll?: number; mm?: number }) {
  const head = multiplyQuaternions(
    quaternionAboutAxis([0, 1, 0], -(at.pan ?? 0)),
    quaternionAboutAxis([1, 0, 0], at.tilt ?? 0),
  )
  const flown: FlownCamera = {
    timeFrames,
    position: [at.x ?? 0, 0.3 * (at.x ?? 0), 0],
    orientation: [...head],
    rollRadians: at.roll ?? 0,
    focalLengthMm: at.mm ?? 24,
  }
  return flown
}

const frames = (count: number) => Array.from({ length: count }, (_, frame) => frame)
const timesOf = (keys: readonly CameraKey[]) => keys.map(({ timeFrames }) => timeFrames)

/** The angle and distance by another way than the reduction measures them: dot products and sums of squares. */
function farthest(keys: readonly CameraKey[], flown: readonly FlownCamera[]): { distance: number; radians: number } {
  const path = evaluatePath(
    { keys: [...keys], speed: 'keyed' },
    flown.map(({ timeFrames }) => timeFrames),
  )
  return path.reduce(
    (worst, pose, index) => {
      const { position, orientation, rollRadians = 0 } = flown[index]!
      const distance = Math.hypot(...pose.position.map((value, axis) => value - position[axis]!))
      const whole = multiplyQuaternions(orientation, quaternionAboutAxis([0, 0, 1], -rollRadians))
      const dot = Math.abs(whole.reduce((sum, value, part) => sum + value * pose.orientation[part]!, 0))
      const radians = 2 * Math.acos(Math.min(1, dot))
      return { distance: Math.max(worst.distance, distance), radians: Math.max(worst.radians, radians) }
    },
    { distance: 0, radians: 0 },
  )
}

const step = fc.record({
  x: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  pan: fc.double({ min: -0.04, max: 0.04, noNaN: true }),
  roll: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
  frames: fc.integer({ min: 1, max: 3 }),
})

/** A hand that flies: each frame a little on from the one before, some frames missed. */
const flight = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
  let [time, x, pan, roll] = [0, 0, 0, 0]
  return steps.map((each) => {
    const flown = camera(time, { x, pan, roll })
    time += each.frames
    x += each.x
    pan += each.pan
    roll += each.roll
    return flown
  })
})

describe('reducedKeys', () => {
  it('passes every flown camera within the tolerance, with keys that were flown', () => {
    fc.assert(
      fc.property(flight, (flown) => {
        const keys = reducedKeys(flown, tolerance)
        const { distance, radians } = farthest(keys, flown)
        expect(distance).toBeLessThanOrEqual(tolerance.position + 1e-9)
        expect(radians).toBeLessThanOrEqual(tolerance.angleRadians + 1e-6)
        const { easing: _easing, ...first } = keys[0]!
        expect(first).toEqual(flown[0])
        expect(keys.at(-1)!.timeFrames).toBe(flown.at(-1)!.timeFrames)
        for (const { easing, ...key } of keys) {
          expect(easing).toBe('linear')
          expect(flown).toContainEqual(key)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has no key that could be left out alone', () => {
    fc.assert(
      fc.property(flight, (flown) => {
        const keys = reducedKeys(flown, tolerance)
        for (const key of keys.slice(1, -1)) {
          const { distance, radians } = farthest(
            keys.filter((each) => each !== key),
            flown,
          )
          expect(distance > tolerance.position - 1e-9 || radians > tolerance.angleRadians - 1e-6).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('keeps two keys of an even push, one of a camera that stands alone', () => {
    const push = frames(97).map((frame) => camera(frame, { x: frame / 96, pan: frame / 200 }))
    expect(timesOf(reducedKeys(push, tolerance))).toEqual([0, 96])
    expect(timesOf(reducedKeys([camera(5, {})], tolerance))).toEqual([5])
  })

  it('finds a whip in a long rest, and a zoom', () => {
    const whip = frames(120).map((frame) => camera(frame, { pan: frame < 60 ? 0 : Math.min(1, (frame - 60) / 6) }))
    const times = timesOf(reducedKeys(whip, tolerance))
    expect(times.length).toBeLessThanOrEqual(6)
    expect(times.some((time) => time >= 59 && time <= 61)).toBe(true)
    expect(times.some((time) => time >= 65 && time <= 67)).toBe(true)
    const zoom = frames(50).map((frame) => camera(frame, { mm: frame < 25 ? 24 : 24 + (frame - 25) }))
    expect(timesOf(reducedKeys(zoom, tolerance)).length).toBeGreaterThan(2)
  })

  it('needs a tenth of the cameras for a hand that drifts slowly', () => {
    const drift = frames(121).map((frame) =>
      camera(frame, {
        x: 0.4 * Math.sin(frame / 25),
        pan: 0.3 * Math.sin(frame / 40),
        roll: 0.05 * Math.sin(frame / 18),
      }),
    )
    expect(reducedKeys(drift, tolerance).length).toBeLessThanOrEqual(14)
  })
})

describe('poseError', () => {
  it('is 1 where one of the differences is just within', () => {
    const still = { position: [0, 0, 0], orientation: [0, 0, 0, 1], focalLengthMm: 50 } as const
    expect(poseError(still, still, tolerance)).toBe(0)
    expect(poseError({ ...still, position: [0, 0.006, 0.008] }, still, tolerance)).toBeCloseTo(1, 9)
    const turned = { ...still, orientation: quaternionAboutAxis([1, 0, 0], 0.02) }
    expect(poseError(turned, still, tolerance)).toBeCloseTo(2, 6)
    expect(poseError({ ...still, focalLengthMm: 51 }, still, tolerance)).toBeCloseTo(2, 9)
  })
})
