import { dotQuaternions } from '../math/quaternion.ts'
import type { CameraKey, CameraPath, Easing, PathLoop } from './path-schema.ts'

const TURN_RADIANS = 2 * Math.PI
/** Poses that differ by less than this, in subject distances, radians and parts of the focal length, are the same. */
const SAME_POSE = 1e-6

const reversed: Readonly<Record<Easing, Easing>> = {
  linear: 'linear',
  'ease-in': 'ease-out',
  'ease-out': 'ease-in',
  'ease-in-out': 'ease-in-out',
  hold: 'hold',
}

/** A loop is still at both ends of its way by itself; easing there too would make it wait. */
const withoutStart: Readonly<Record<Easing, Easing>> = { ...same(), 'ease-in': 'linear', 'ease-in-out': 'ease-out' }
const withoutEnd: Readonly<Record<Easing, Easing>> = { ...same(), 'ease-out': 'linear', 'ease-in-out': 'ease-in' }

function same(): Record<Easing, Easing> {
  return { linear: 'linear', 'ease-in': 'ease-in', 'ease-out': 'ease-out', 'ease-in-out': 'ease-in-out', hold: 'hold' }
}

/**
 * The path as a loop of so many frames: frame `periodFrames` would be frame 0 again, at the same speed. A path that ends
 * where it began, e.g. a whole orbit, is stretched over the period. Any other goes out in its first half and back by the
 * same keys in the second, still for a moment at its two ends: it shows nothing that the path did not.
 *
 * @param periodFrames frames of the shot, at least 1
 */
export function loopedPath(path: CameraPath, periodFrames: number): CameraPath {
  const [first] = path.keys
  if (path.loop) {
    const keys = path.keys.map((key) => ({
      ...key,
      timeFrames: (key.timeFrames * periodFrames) / path.loop!.periodFrames,
    }))
    return { ...path, keys: onFrames(keys), loop: { ...path.loop, periodFrames } }
  }
  const start = first!.timeFrames
  const length = path.keys[path.keys.length - 1]!.timeFrames - start
  if (length === 0) return { ...path, keys: [{ ...first!, timeFrames: 0 }], loop: { periodFrames } }
  const keys = path.keys.map((key) => ({ ...key, timeFrames: (key.timeFrames - start) / length }))
  return wholeTurns(path) === null ? outAndBack(path, keys, periodFrames) : stretched(path, keys, periodFrames)
}

/** The same keys with an end: the camera stands still after the last of them. */
export function endedPath({ keys, speed }: CameraPath): CameraPath {
  return { keys, speed }
}

/** The last key is the first one of the next round. @param keys with times 0..1 */
function stretched(path: CameraPath, keys: readonly CameraKey[], periodFrames: number): CameraPath {
  const rollTurns = wholeTurns(path)!
  const round = keys.slice(0, -1).map((key) => ({ ...key, timeFrames: key.timeFrames * periodFrames }))
  return { ...path, keys: round, loop: { periodFrames, ...(rollTurns === 0 ? {} : { rollTurns }) } }
}

/** @param keys with times 0..1 */
function outAndBack(path: CameraPath, keys: readonly CameraKey[], periodFrames: number): CameraPath {
  const half = periodFrames / 2
  const exact = keys.map((key) => ({ ...key, timeFrames: half * key.timeFrames }))
  const whole = onFrames(exact)
  // A turn between two frames, put on the later one, may lie where the key before it comes by again.
  const fits = whole[whole.length - 1]!.timeFrames < periodFrames - whole[whole.length - 2]!.timeFrames
  const out = fits ? whole : exact
  out[0]!.easing = withoutStart[out[0]!.easing]
  out[out.length - 2]!.easing = withoutEnd[out[out.length - 2]!.easing]
  const back = out.slice(1, -1).toReversed()
  const home = back.map((there, index) => {
    // A segment's easing stands at its start; backwards that is the key before.
    const easing = reversed[out[back.length - 1 - index]!.easing]
    const key = { ...there, timeFrames: periodFrames - there.timeFrames, easing }
    delete key.id
    return key
  })
  const turn = { ...out[out.length - 1]!, easing: reversed[out[out.length - 2]!.easing] }
  return { ...path, keys: [...out.slice(0, -1), turn, ...home], loop: { periodFrames } }
}

/** Keys on whole frames where there is room for it. */
function onFrames(keys: readonly CameraKey[]): CameraKey[] {
  const whole = keys.map((key) => ({ ...key, timeFrames: Math.round(key.timeFrames) }))
  const fits = whole.every((key, i) => i === 0 || key.timeFrames > whole[i - 1]!.timeFrames)
  return fits ? whole : [...keys]
}

/** Whole turns of roll from the first key to the last where both are the same pose; null where they are not. */
function wholeTurns({ keys }: CameraPath): number | null {
  const first = keys[0]!
  const last = keys[keys.length - 1]!
  // Two keys that are alike do not travel in between, save in roll.
  const turns = ((last.rollRadians ?? 0) - (first.rollRadians ?? 0)) / TURN_RADIANS
  const rollTurns = Math.round(turns)
  if (keys.length === 2 && rollTurns === 0) return null
  const isHere = first.position.every((value, axis) => Math.abs(value - last.position[axis]!) < SAME_POSE)
  const looksThere = Math.abs(dotQuaternions(first.orientation, last.orientation)) > 1 - SAME_POSE * SAME_POSE
  const hasLens = Math.abs(last.focalLengthMm / first.focalLengthMm - 1) < SAME_POSE
  return isHere && looksThere && hasLens && Math.abs(turns - rollTurns) < SAME_POSE ? rollTurns : null
}

/**
 * The keys of the round before, of the round itself and of the one after, ascending: what the curves through a round need
 * to go on at its ends as they began. Keys that lie a period or more after the first belong to no round.
 */
export function unrolledKeys(keys: readonly CameraKey[], { periodFrames, rollTurns = 0 }: PathLoop): CameraKey[] {
  const round = keys.filter(({ timeFrames }) => timeFrames < keys[0]!.timeFrames + periodFrames)
  return [-1, 0, 1].flatMap((rounds) =>
    round.map((key) => ({
      ...key,
      timeFrames: key.timeFrames + rounds * periodFrames,
      rollRadians: (key.rollRadians ?? 0) + rounds * rollTurns * TURN_RADIANS,
    })),
  )
}

/** The time in the round that starts at the first key. */
export function timeInRound(time: number, start: number, { periodFrames }: PathLoop): number {
  return time - periodFrames * Math.floor((time - start) / periodFrames)
}
