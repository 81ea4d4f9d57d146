import { seededRandom } from '../math/random.ts'
import { radiansFromDegrees } from './intrinsics.ts'
import type { Vector3 } from '../math/vector3.ts'

/** A key this often; with the spline between them the shake has its power below 3 Hz, like a camera on a shoulder. */
const KEYS_PER_SECOND = 6
/** Spread (standard deviation) of each channel at amount 1. */
const TURN_DEGREES = 0.9
const ROLL_DEGREES = 0.6
const SHIFT_SUBJECT_DISTANCES = 0.012
/** Each key keeps this part of the one before: an unsteady hand wanders, it does not jump. */
const MEMORY = 0.6

export interface Shake {
  readonly translation: Vector3
  readonly panRadians: number
  readonly tiltRadians: number
  readonly rollRadians: number
}

/**
 * Handheld shake of a shot, zero at its first frame, the same for the same seed.
 *
 * @param amount 0 (a tripod) to 1 (a run)
 */
export function handheldShake(
  options: { readonly frames: number; readonly seed?: number; readonly framesPerSecond?: number },
  amount: number,
): { readonly intervals: number; at(timeFrames: number): Shake } {
  const lastFrame = Math.max(0, options.frames - 1)
  const seconds = lastFrame / (options.framesPerSecond ?? 24)
  const intervals = Math.min(lastFrame, Math.max(1, Math.round(seconds * KEYS_PER_SECOND)))
  const channels = wander(options.seed ?? 0, intervals + 1)
  return {
    intervals,
    at: (timeFrames) => {
      const place = lastFrame === 0 ? 0 : (timeFrames / lastFrame) * intervals
      const value = (channel: number): number => amount * interpolate(channels[channel]!, place)
      return {
        translation: [0, 1, 2].map((axis) => SHIFT_SUBJECT_DISTANCES * value(axis)) as [number, number, number],
        panRadians: radiansFromDegrees(TURN_DEGREES) * value(3),
        tiltRadians: radiansFromDegrees(TURN_DEGREES) * value(4),
        rollRadians: radiansFromDegrees(ROLL_DEGREES) * value(5),
      }
    },
  }
}

/** Six channels of a first-order autoregression with unit spread, each starting at 0. */
function wander(seed: number, count: number): readonly (readonly number[])[] {
  const random = seededRandom(seed)
  const fresh = Math.sqrt(1 - MEMORY * MEMORY)
  const channels: number[][] = Array.from({ length: 6 }, () => [0])
  for (let key = 1; key < count; key++) {
    for (const channel of channels) channel.push(MEMORY * channel[key - 1]! + fresh * random.nextNormal())
  }
  return channels
}

/** Linear between the shake's own keys; a denser move's keys may lie between them. */
function interpolate(values: readonly number[], place: number): number {
  const index = Math.min(Math.floor(place), values.length - 1)
  const next = Math.min(index + 1, values.length - 1)
  return values[index]! + (values[next]! - values[index]!) * (place - index)
}
