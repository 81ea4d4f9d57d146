import { intervalIndex } from '../math/spline.ts'
import { subtractVectors, vectorLength, type Vector3 } from '../math/vector3.ts'

/** Position in interval `index` of a path at `fraction` 0..1 of it. */
export type PositionCurve = (index: number, fraction: number) => Vector3

/** Chords per interval when measuring length; a quarter circle in one interval is then off by less than 1e-5. */
const CHORDS = 128
const BISECTIONS = 40
/** Intervals shorter than this, in subject distances, are rests: they keep their time. */
const REST_LENGTH = 1e-6

/**
 * Gives each time the path time at which the camera is where constant speed along the curve would have it. Each run of
 * moving intervals between two rests has its own speed and keeps its start and end.
 *
 * @param times key times, strictly ascending
 */
export function constantSpeedTimes(times: readonly number[], position: PositionCurve): (time: number) => number {
  const starts: number[] = [times[0]!]
  for (const run of movingRuns(times, position)) {
    const total = run.lengths.reduce((sum, length) => sum + length, 0)
    const start = times[run.first]!
    const duration = times[run.end]! - start
    let covered = 0
    for (const length of run.lengths) starts.push(start + (duration * (covered += length)) / total)
  }
  return (time) => {
    const chord = intervalIndex(starts, time)
    const duration = starts[chord + 1]! - starts[chord]!
    const part = duration > 0 ? Math.min(1, Math.max(0, (time - starts[chord]!) / duration)) : 0
    const interval = Math.floor(chord / CHORDS)
    const fraction = ((chord % CHORDS) + partAlongChord(position, interval, chord % CHORDS, part)) / CHORDS
    return times[interval]! + (times[interval + 1]! - times[interval]!) * fraction
  }
}

/** Place in a chord's time, 0..1, where that part of its length is covered: near a stop the two differ. */
function partAlongChord(position: PositionCurve, interval: number, chord: number, part: number): number {
  const at = (place: number): Vector3 => position(interval, (chord + place) / CHORDS)
  const from = at(0)
  const covered = (place: number): number => vectorLength(subtractVectors(at(place), from))
  const whole = covered(1)
  if (whole === 0) return part
  let low = 0
  let high = 1
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    if (covered(middle) < part * whole) low = middle
    else high = middle
  }
  return (low + high) / 2
}

interface Run {
  readonly first: number
  end: number
  readonly lengths: number[]
}

/** Moving intervals grouped into runs; a resting interval is a run of its own whose time passes evenly. */
function movingRuns(times: readonly number[], position: PositionCurve): Run[] {
  const runs: Run[] = []
  let moving = false
  for (let index = 0; index + 1 < times.length; index++) {
    const lengths = chordLengths(position, index)
    const rests = lengths.reduce((sum, length) => sum + length, 0) < REST_LENGTH
    const before = runs[runs.length - 1]
    if (rests) runs.push({ first: index, end: index + 1, lengths: lengths.map(() => 1) })
    else if (moving && before) {
      before.end = index + 1
      before.lengths.push(...lengths)
    } else runs.push({ first: index, end: index + 1, lengths })
    moving = !rests
  }
  return runs
}

function chordLengths(position: PositionCurve, index: number): number[] {
  const points = Array.from({ length: CHORDS + 1 }, (_, i) => position(index, i / CHORDS))
  return points.slice(1).map((point, i) => vectorLength(subtractVectors(point, points[i]!)))
}
