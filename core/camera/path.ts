import { hermite, intervalIndex, monotoneSlopes } from '../math/spline.ts'
import { multiplyQuaternions, normalizeQuaternion, quaternionAboutAxis, type Quaternion } from '../math/quaternion.ts'
import type { Vector3 } from '../math/vector3.ts'
import { constantSpeedTimes, type PositionCurve } from './constant-speed.ts'
import { timeInRound, unrolledKeys } from './loop.ts'
import { orientationSpline } from './orientation-spline.ts'
import type { CameraKey, CameraPath, Easing } from './path-schema.ts'

/** The camera at one time, editor axes: position in subject distances, unit quaternion x, y, z, w with roll in it. */
export interface CameraPose {
  readonly position: Vector3
  readonly orientation: Quaternion
  readonly focalLengthMm: number
}

/** The camera at one time as a key keeps it: the orientation before roll, and the roll, clockwise, its turns counted. */
type UnrolledPose = CameraPose & { readonly rollRadians: number }

/** Keys without a hold between them, and the smooth curves through them. */
interface Span {
  readonly keys: readonly CameraKey[]
  readonly times: readonly number[]
  pose(index: number, fraction: number): UnrolledPose
  readonly position: PositionCurve
}

/**
 * The path at the given times. Position, focal length and roll run on monotone cubics, component by component, the
 * orientation on a cubic in the exponential map: exact at keys (in `keyed` speed), no overshoot, still where two keys
 * are equal. Focal length is interpolated in millimetres, so that a dolly-zoom of two keys holds the subject's size
 * at every time. A loop's curves go through the keys of the rounds before and after too.
 *
 * @param timesInFrames film frames from the shot's start, any order, fractions allowed; clamped to the keys' range, in a
 *   loop brought into its round
 */
export function evaluatePath(path: CameraPath, timesInFrames: readonly number[]): CameraPose[] {
  return unrolledPoses(path, timesInFrames).map(({ position, orientation, rollRadians, focalLengthMm }) => ({
    position,
    orientation: rolled(orientation, rollRadians),
    focalLengthMm,
  }))
}

/**
 * The path at one time, for a key that lets it go on as it did: a key put there with this orientation and roll turns
 * neither more nor less than the path, also where it has rolled several times.
 *
 * @param timeFrames as for {@link evaluatePath}; in another round of a loop the roll has the turns of that round
 */
export function unrolledPoseAt(path: CameraPath, timeFrames: number): UnrolledPose {
  const pose = unrolledPoses(path, [timeFrames])[0]!
  const { keys, loop } = path
  if (!loop?.rollTurns) return pose
  const rounds = Math.floor((timeFrames - keys[0]!.timeFrames) / loop.periodFrames)
  return { ...pose, rollRadians: pose.rollRadians + rounds * loop.rollTurns * 2 * Math.PI }
}

function unrolledPoses(path: CameraPath, timesInFrames: readonly number[]): UnrolledPose[] {
  const { keys, loop } = path
  const { spans, starts, retime } = curvesOf(path)
  return timesInFrames.map((filmTime) => {
    const time = loop ? timeInRound(filmTime, keys[0]!.timeFrames, loop) : filmTime
    const index = spans.length === 1 || time < starts[1]! ? 0 : lastNotAfter(starts, time)
    return poseInSpan(spans[index]!, time, retime[index])
  })
}

/** What is computed of a path once: its curves, and where constant speed puts the camera on them. */
interface PathCurves {
  readonly spans: readonly Span[]
  readonly starts: readonly number[]
  /** A film time's place on each span; none where keys time the path. */
  readonly retime: readonly ((time: number) => number)[]
}

/** Paths never change, and a window asks one path for its poses many times. */
const knownCurves = new WeakMap<CameraPath, PathCurves>()

function curvesOf(path: CameraPath): PathCurves {
  const known = knownCurves.get(path)
  if (known !== undefined) return known
  const { keys, loop, speed } = path
  const spans = loop ? roundSpans(unrolledKeys(keys, loop)) : splitAtHolds(keys).map(spanOf)
  const starts = spans.map((span) => span.times[0]!)
  const retime = speed === 'constant' ? spans.map((span) => constantSpeedTimes(span.times, span.position)) : []
  const curves = { spans, starts, retime }
  knownCurves.set(path, curves)
  return curves
}

function poseInSpan(span: Span, time: number, retime: ((time: number) => number) | undefined): UnrolledPose {
  const { times, keys } = span
  const last = times.length - 1
  if (time <= times[0]!) return poseOfKey(keys[0]!)
  if (time >= times[last]!) return poseOfKey(keys[last]!)
  const pathTime = retime ? retime(time) : time
  const index = intervalIndex(times, pathTime)
  const fraction = (pathTime - times[index]!) / (times[index + 1]! - times[index]!)
  if (fraction <= 0) return poseOfKey(keys[index]!)
  return span.pose(index, retime ? fraction : ease(keys[index]!.easing, fraction))
}

function lastNotAfter(starts: readonly number[], time: number): number {
  let index = starts.length - 1
  while (starts[index]! > time) index -= 1
  return index
}

function splitAtHolds(keys: readonly CameraKey[]): CameraKey[][] {
  const spans: CameraKey[][] = [[]]
  for (const key of keys) {
    spans[spans.length - 1]!.push(key)
    if (key.easing === 'hold') spans.push([])
  }
  return spans.filter((span) => span.length > 0)
}

/** @param keys of three rounds, of which the second one counts */
function roundSpans(keys: readonly CameraKey[]): Span[] {
  const spans = splitAtHolds(keys).map(spanOf)
  if (spans.length > 1) return spans
  // Without a hold the curves have no ends near the round, but constant speed is counted over one round alone.
  const { pose, position } = spans[0]!
  const first = keys.length / 3
  const round = keys.slice(first, 2 * first + 1)
  return [
    {
      keys: round,
      times: round.map((key) => key.timeFrames),
      position: (index, fraction) => position(first + index, fraction),
      pose: (index, fraction) => pose(first + index, fraction),
    },
  ]
}

function spanOf(keys: readonly CameraKey[]): Span {
  const times = keys.map((key) => key.timeFrames)
  const x = curve(
    times,
    keys.map((key) => key.position[0]),
  )
  const y = curve(
    times,
    keys.map((key) => key.position[1]),
  )
  const z = curve(
    times,
    keys.map((key) => key.position[2]),
  )
  const focal = curve(
    times,
    keys.map((key) => key.focalLengthMm),
  )
  const roll = curve(
    times,
    keys.map((key) => key.rollRadians ?? 0),
  )
  const orientation = orientationSpline(
    times,
    keys.map((key) => normalizeQuaternion(key.orientation)),
  )
  const position: PositionCurve = (index, fraction) => [x(index, fraction), y(index, fraction), z(index, fraction)]
  return {
    keys,
    times,
    position,
    pose: (index, fraction) => ({
      position: position(index, fraction),
      orientation: orientation(index, fraction),
      rollRadians: roll(index, fraction),
      focalLengthMm: focal(index, fraction),
    }),
  }
}

function curve(times: readonly number[], values: readonly number[]): (index: number, fraction: number) => number {
  if (times.length === 1) return () => values[0]!
  const slopes = monotoneSlopes(times, values)
  return (index, fraction) => {
    const step = times[index + 1]! - times[index]!
    return hermite(values[index]!, values[index + 1]!, slopes[index]!, slopes[index + 1]!, step, fraction)
  }
}

function poseOfKey({ position, orientation, rollRadians = 0, focalLengthMm }: CameraKey): UnrolledPose {
  return { position, orientation: normalizeQuaternion(orientation), rollRadians, focalLengthMm }
}

/** Clockwise for someone behind the camera is negative about its z axis, which points back. */
function rolled(orientation: Quaternion, rollRadians: number): Quaternion {
  if (rollRadians === 0) return orientation
  return multiplyQuaternions(orientation, quaternionAboutAxis([0, 0, 1], -rollRadians))
}

/** Part of a segment's change done at a part of its time; polynomials, the same bits on every engine. */
export function ease(easing: Easing, fraction: number): number {
  if (easing === 'ease-in') return fraction * fraction
  if (easing === 'ease-out') return fraction * (2 - fraction)
  if (easing === 'ease-in-out') return fraction * fraction * (3 - 2 * fraction)
  return easing === 'hold' ? 0 : fraction
}
