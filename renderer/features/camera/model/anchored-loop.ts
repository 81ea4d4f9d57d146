import { endedPath, loopedPath } from '../../../../core/camera/loop.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { anchorKeyTime } from './board-space.ts'
import { keyAtFrame, withKey } from './key-edits.ts'

/** A path and the frame at which the camera is the board's. */
interface AnchoredPath {
  readonly path: CameraPath
  readonly anchorFrame: number
}

/**
 * The path as a loop of so many frames, see {@link loopedPath}, that sees the board from where the path did: the camera of
 * the anchor gets a key, and the anchor goes with that key in time. What lies outside of the shot, which has as many
 * frames, is left out but for the way to the anchor. Where the key falls between two frames, the loop
 * begins so much earlier or later, by half a frame at most.
 */
export function loopedFromAnchor(anchored: AnchoredPath, periodFrames: number): AnchoredPath {
  const { path, anchorFrame: time } = withinShot(withAnchorKey(anchored), periodFrames)
  const looped = loopedPath(path, periodFrames)
  const index = path.keys.findIndex(({ timeFrames }) => timeFrames === time)
  if (index < 0) return { path: looped, anchorFrame: time }
  // A way round ends where it began: the key at its end is the first one of the next round.
  const there = (looped.keys[index] ?? looped.keys[0]!).timeFrames
  const anchorFrame = Math.round(there)
  if (there === anchorFrame) return { path: looped, anchorFrame }
  const keys = looped.keys.map((key, at) => ({
    ...key,
    timeFrames: at === index ? anchorFrame : key.timeFrames + (anchorFrame - there),
  }))
  return { path: { ...looped, keys }, anchorFrame }
}

/** The same keys with an end, see {@link endedPath}, that see the board from where the loop did. */
export function endedFromAnchor(anchored: AnchoredPath): AnchoredPath {
  const { path, anchorFrame } = withAnchorKey(anchored)
  return { path: endedPath(path), anchorFrame }
}

/** The anchor at a key, its own or a new one; left as it is where the camera stands still and needs none. */
function withAnchorKey({ path, anchorFrame }: AnchoredPath): AnchoredPath {
  if (path.keys.length === 1 && !path.loop?.rollTurns) return { path, anchorFrame }
  const time = anchorKeyTime(path, anchorFrame)
  return { path: withKey(path, keyAtFrame(path, time)), anchorFrame: time }
}

/** The part of the path that the shot shows, and what there is from there to the anchor; a loop is shown whole. */
function withinShot({ path, anchorFrame }: AnchoredPath, durationFrames: number): AnchoredPath {
  const { keys, loop } = path
  if (loop !== undefined) return { path, anchorFrame }
  const start = Math.min(0, anchorFrame)
  const end = Math.max(durationFrames - 1, anchorFrame)
  // A key on the frame after the last one stands where the loop begins again.
  const isCut = { start: keys[0]!.timeFrames < start, end: keys.at(-1)!.timeFrames > Math.max(durationFrames, end) }
  const edges = [...(isCut.start ? [start] : []), ...(isCut.end ? [end] : [])].map((frame) => keyAtFrame(path, frame))
  const cut = edges.reduce(withKey, path)
  const inside = cut.keys.filter(
    ({ timeFrames }) => !(isCut.start && timeFrames < start) && !(isCut.end && timeFrames > end),
  )
  return { path: { ...cut, keys: inside }, anchorFrame }
}
