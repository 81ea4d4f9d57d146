import { timeInRound } from '../../camera/loop.ts'
import type { CameraKey, CameraPath } from '../../camera/path-schema.ts'
import type { Shot } from '../schema/shot.ts'
import { withDuration } from './shots.ts'

/** Frames that become other frames; a ratio of whole numbers keeps whole results whole. */
type Stretch = (frames: number) => number

/** Less than what any key means, more than what scaling there and back leaves. */
const roundingFrames = 1e-9

/**
 * The shot with its move in another time. The last frame stays the last frame: times are scaled by the frames after the
 * first, in a loop by the whole length. The camera that the anchor stands for stays the board's: a key at the anchor goes
 * with it to a whole frame.
 */
export function stretchedShot(shot: Shot, durationFrames: number): Shot {
  if (shot.durationFrames < 2 || durationFrames < 2) return withDuration(shot, durationFrames)
  const between: Stretch = (frames) => (frames * (durationFrames - 1)) / (shot.durationFrames - 1)
  const around: Stretch = (frames) => (frames * durationFrames) / shot.durationFrames
  const boards = shot.boards.map((use) => ({ ...use, frame: Math.round(between(use.frame)) }))
  const apart = boards.filter(({ frame }, index) => index === 0 || frame > boards[index - 1]!.frame)
  const timed = { ...shot, durationFrames, boards: apart }
  const { camera } = shot
  if (camera.source !== 'keys') return { ...timed, anchorFrame: Math.round(between(shot.anchorFrame)) }
  const stretchOf = ({ loop }: CameraPath): Stretch => (loop === undefined ? between : around)
  const layers = camera.layers.map((layer) => ({ ...layer, path: stretchedPath(layer.path, stretchOf(layer.path)) }))
  const { path, anchorFrame } = stretchedAnchor(camera.path, shot.anchorFrame, stretchOf(camera.path))
  return { ...timed, anchorFrame, camera: { ...camera, path, layers } }
}

function stretchedPath(path: CameraPath, stretch: Stretch): CameraPath {
  const exact = path.keys.map((key) => ({ ...key, timeFrames: stretch(key.timeFrames) }))
  const whole = exact.map((key) => ({ ...key, timeFrames: withoutRounding(key.timeFrames) }))
  const { loop } = path
  return {
    ...path,
    keys: areInOrder(whole) ? whole : exact,
    ...(loop && { loop: { ...loop, periodFrames: withoutRounding(stretch(loop.periodFrames)) } }),
  }
}

/** There and back, a whole frame is one again. */
function withoutRounding(frames: number): number {
  const whole = Math.round(frames)
  return Math.abs(frames - whole) < roundingFrames ? whole : frames
}

function stretchedAnchor(before: CameraPath, anchorFrame: number, stretch: Stretch) {
  const path = stretchedPath(before, stretch)
  const there = stretch(anchorFrame)
  const nearest = Math.round(there)
  const { keys, loop } = before
  const [first, last] = [keys[0]!.timeFrames, keys.at(-1)!.timeFrames]
  if (loop === undefined) {
    // Up to the first key and from the last one on the camera stands on that key, between frames too.
    const [firstThere, lastThere] = [path.keys[0]!.timeFrames, path.keys.at(-1)!.timeFrames]
    if (anchorFrame <= first) return { path, anchorFrame: firstThere - there < 1 ? Math.floor(firstThere) : nearest }
    if (anchorFrame >= last) return { path, anchorFrame: there - lastThere < 1 ? Math.ceil(lastThere) : nearest }
  }
  const time = loop === undefined ? anchorFrame : timeInRound(anchorFrame, first, loop)
  const index = keys.findIndex(({ timeFrames }) => timeFrames === time)
  if (index < 0) return { path, anchorFrame: nearest }
  return { path: withKeyAt(path, index, nearest - stretch(anchorFrame - time)), anchorFrame: nearest }
}

/** The path with one of its keys at another time; where others are in its way, all keys go along. */
function withKeyAt(path: CameraPath, index: number, timeFrames: number): CameraPath {
  const { keys, loop } = path
  const by = timeFrames - keys[index]!.timeFrames
  const alone = keys.map((key, at): CameraKey => (at === index ? { ...key, timeFrames } : key))
  const inRound = loop === undefined || alone.at(-1)!.timeFrames < alone[0]!.timeFrames + loop.periodFrames
  if (areInOrder(alone) && inRound) return { ...path, keys: alone }
  return {
    ...path,
    keys: keys.map((key, at) => ({ ...key, timeFrames: at === index ? timeFrames : key.timeFrames + by })),
  }
}

function areInOrder(keys: readonly CameraKey[]): boolean {
  return keys.every((key, at) => at === 0 || key.timeFrames > keys[at - 1]!.timeFrames)
}
