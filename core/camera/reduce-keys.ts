import {
  conjugateQuaternion,
  multiplyQuaternions,
  normalizeQuaternion,
  rotationVectorFromQuaternion,
} from '../math/quaternion.ts'
import { subtractVectors, vectorLength } from '../math/vector3.ts'
import { evaluatePath, type CameraPose } from './path.ts'
import type { CameraKey } from './path-schema.ts'

/** A camera at one time, as it was flown: a key without easing. */
export type FlownCamera = Omit<CameraKey, 'easing' | 'id'>

/** How far a path may pass by a camera that it stands for. All greater than 0. */
export interface KeyTolerance {
  /** Subject distances. */
  readonly position: number
  /** Of the whole turn between the two, roll included. */
  readonly angleRadians: number
  /** Part of the focal length. */
  readonly focalLength: number
}

/**
 * Few keys whose path passes every flown camera within the tolerance. The first and the last camera are keys; each key is
 * one of the cameras, and none between the ends could be left out alone. Time grows with the square of the cameras.
 *
 * @param flown at least one, in strictly ascending time
 */
export function reducedKeys(flown: readonly FlownCamera[], tolerance: KeyTolerance): CameraKey[] {
  const keys = flown.map((camera): CameraKey => ({ ...camera, easing: 'linear' }))
  // Of a path of each camera by itself: what rounding and a quaternion's length do is no error of the reduction.
  const times = keys.map(({ timeFrames }) => timeFrames)
  const wanted = keys.map((key) => evaluatePath({ keys: [key], speed: 'keyed' }, [key.timeFrames])[0]!)
  const errorsOf = (chosen: readonly number[]): number[] =>
    evaluatePath({ keys: chosen.map((index) => keys[index]!), speed: 'keyed' }, times).map((pose, index) =>
      poseError(pose, wanted[index]!, tolerance),
    )
  const grown = grownChoice(keys.length, errorsOf)
  return prunedChoice(grown, errorsOf).map((index) => keys[index]!)
}

/** The ends, and in each interval that still fails its worst camera, until none fails. */
function grownChoice(count: number, errorsOf: (chosen: readonly number[]) => number[]): readonly number[] {
  let chosen: readonly number[] = count === 1 ? [0] : [0, count - 1]
  for (;;) {
    const errors = errorsOf(chosen)
    const added = chosen.slice(1).flatMap((end, interval) => {
      const start = chosen[interval]!
      let worst = -1
      for (let index = start + 1; index < end; index++) {
        if (errors[index]! > 1 && (worst < 0 || errors[index]! > errors[worst]!)) worst = index
      }
      return worst < 0 ? [] : [worst]
    })
    if (added.length === 0) return chosen
    chosen = [...chosen, ...added].toSorted((a, b) => a - b)
  }
}

/** Leaves out, again and again, what the others can do without. */
function prunedChoice(grown: readonly number[], errorsOf: (chosen: readonly number[]) => number[]): readonly number[] {
  let chosen = grown
  for (;;) {
    const before = chosen.length
    for (const index of chosen.slice(1, -1)) {
      const without = chosen.filter((each) => each !== index)
      if (errorsOf(without).every((error) => error <= 1)) chosen = without
    }
    if (chosen.length === before) return chosen
  }
}

/** The largest of the differences in parts of what is tolerated: 1 is just within. */
export function poseError(a: CameraPose, b: CameraPose, tolerance: KeyTolerance): number {
  const turn = multiplyQuaternions(
    conjugateQuaternion(normalizeQuaternion(a.orientation)),
    normalizeQuaternion(b.orientation),
  )
  return Math.max(
    vectorLength(subtractVectors(a.position, b.position)) / tolerance.position,
    vectorLength(rotationVectorFromQuaternion(turn)) / tolerance.angleRadians,
    Math.abs(a.focalLengthMm - b.focalLengthMm) / (b.focalLengthMm * tolerance.focalLength),
  )
}
