import type { CameraKey, CameraPath, Easing } from '../../../../core/camera/path-schema.ts'
import { unrolledPoseAt } from '../../../../core/camera/path.ts'

/** Times of keys, film frames; what is chosen in the timeline. */
export type KeyTimes = readonly number[]

export interface EditedKeys {
  readonly path: CameraPath
  /** Where the chosen keys are now. */
  readonly selected: KeyTimes
}

/**
 * Chosen keys moved in time by the same number of frames, held inside 0 to `lastFrame` unless they lie outside; what lies
 * where they arrive is replaced.
 * @param copy leaves the originals where they are
 */
export function shiftKeys(
  path: CameraPath,
  selected: KeyTimes,
  deltaFrames: number,
  { lastFrame, copy }: { readonly lastFrame: number; readonly copy: boolean },
): EditedKeys {
  const chosen = path.keys.filter(({ timeFrames }) => selected.includes(timeFrames))
  if (chosen.length === 0) return { path, selected: [] }
  const first = chosen[0]!.timeFrames
  const last = chosen.at(-1)!.timeFrames
  // Keys before the shot's first frame or beyond its end may stay there, but not go farther.
  const delta = Math.max(Math.min(0, -first), Math.min(Math.max(0, lastFrame - last), deltaFrames))
  const moved = chosen.map((key) => ({ ...key, timeFrames: key.timeFrames + delta }))
  const stay = copy ? path.keys : path.keys.filter((key) => !chosen.includes(key))
  return { path: withKeys(path, merged(stay, moved)), selected: moved.map(({ timeFrames }) => timeFrames) }
}

/**
 * Chosen keys drawn apart or together about a frame, the key at `from` on its way to `to`. They stay on their side of that
 * frame, in their order and at least a frame apart, from 0 to `lastFrame` unless they lie beyond; what lies where they
 * arrive is replaced.
 */
export function scaleKeys(
  path: CameraPath,
  selected: KeyTimes,
  { about, from, to }: { readonly about: number; readonly from: number; readonly to: number },
  lastFrame: number,
): EditedKeys & { readonly factor: number } {
  const chosen = path.keys.filter(({ timeFrames }) => selected.includes(timeFrames))
  const factor = from === about ? 1 : Math.max(0, (to - about) / (from - about))
  const times = chosen.map(({ timeFrames }) => Math.round(about + (timeFrames - about) * factor))
  const before = chosen.filter(({ timeFrames }) => timeFrames < about).length
  const first = (index: number): number => Math.min(index, chosen[index]!.timeFrames)
  // From the frame outward, so that keys that would meet are pushed away from it.
  for (let index = before - 1; index >= 0; index--)
    times[index] = Math.max(first(index), Math.min(times[index]!, (times[index + 1] ?? Infinity) - 1))
  for (let index = before; index < times.length; index++) {
    const least = index === 0 ? first(0) : times[index - 1]! + 1
    const most = Math.max(lastFrame - (times.length - 1 - index), chosen[index]!.timeFrames)
    times[index] = Math.max(least, Math.min(times[index]!, most))
  }
  const moved = chosen.map((key, index) => ({ ...key, timeFrames: times[index]! }))
  const stay = path.keys.filter((key) => !chosen.includes(key))
  return { path: withKeys(path, merged(stay, moved)), selected: times, factor }
}

/** Frames that one key's drag means: the key lands on a whole frame, however it lay before. */
export function snappedDelta(timeFrames: number, deltaFrames: number): number {
  return Math.round(timeFrames + deltaFrames) - timeFrames
}

/** The path without those keys; null when none would be left. */
export function withoutKeys(path: CameraPath, times: KeyTimes): CameraPath | null {
  const keys = path.keys.filter(({ timeFrames }) => !times.includes(timeFrames))
  return keys.length === 0 ? null : withKeys(path, keys)
}

/** Keys put on the path, the first of them at `atFrame`, the others as far after it as they were. */
export function pastedKeys(path: CameraPath, keys: readonly CameraKey[], atFrame: number): EditedKeys {
  const first = keys[0]?.timeFrames ?? 0
  const placed = keys.map((key) => ({ ...key, timeFrames: Math.max(0, atFrame + key.timeFrames - first) }))
  return { path: withKeys(path, merged(path.keys, placed)), selected: placed.map(({ timeFrames }) => timeFrames) }
}

/** Another easing for the segments that start at those keys. */
export function withEasing(path: CameraPath, times: KeyTimes, easing: Easing): CameraPath {
  return changedKeys(path, times, (key) => ({ ...key, easing }))
}

export function changedKeys(path: CameraPath, times: KeyTimes, change: (key: CameraKey) => CameraKey): CameraPath {
  return withKeys(
    path,
    path.keys.map((key) => (times.includes(key.timeFrames) ? change(key) : key)),
  )
}

/** The key at that frame, or what a new one there would be: the path's own pose, the easing of the segment it parts. */
export function keyAtFrame(path: CameraPath, frame: number): CameraKey {
  const known = path.keys.find(({ timeFrames }) => timeFrames === frame)
  if (known !== undefined) return known
  const { position, orientation, rollRadians, focalLengthMm } = unrolledPoseAt(path, frame)
  // In a loop the last key stands before the first.
  const wrapped = path.loop === undefined ? path.keys[0]! : path.keys.at(-1)!
  const before = path.keys.findLast(({ timeFrames }) => timeFrames < frame) ?? wrapped
  return {
    timeFrames: frame,
    position: [...position],
    orientation: [...orientation],
    ...(rollRadians === 0 ? {} : { rollRadians }),
    focalLengthMm,
    // A part of an eased segment is no longer eased as a whole.
    easing: before.easing === 'hold' ? 'hold' : 'linear',
  }
}

export function withKey(path: CameraPath, key: CameraKey): CameraPath {
  return withKeys(path, merged(path.keys, [key]))
}

/** The nearest key before or after a frame, or null. */
export function neighbourKey({ keys }: CameraPath, frame: number, direction: 1 | -1): CameraKey | null {
  const found =
    direction === 1
      ? keys.find(({ timeFrames }) => timeFrames > frame)
      : keys.findLast(({ timeFrames }) => timeFrames < frame)
  return found ?? null
}

function merged(stay: readonly CameraKey[], placed: readonly CameraKey[]): CameraKey[] {
  const taken = new Set(placed.map(({ timeFrames }) => timeFrames))
  return [...stay.filter(({ timeFrames }) => !taken.has(timeFrames)), ...placed]
}

function withKeys(path: CameraPath, keys: readonly CameraKey[]): CameraPath {
  return { ...path, keys: keys.toSorted((a, b) => a.timeFrames - b.timeFrames) }
}
