import { setShotDuration } from '../../../../core/project/edits/shots.ts'
import { trimClip } from '../../../../core/project/edits/cut.ts'
import { findItem } from '../../../../core/project/edits/items.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import { shotFrames, type Film } from '../../../../core/project/schema/film.ts'
import { maxShotFrames } from '../../../../core/project/schema/values.ts'
import { takeInCut } from '../../../../core/project/take-in-cut.ts'
import { takeStore } from '../../../state/mirrors.ts'

export type Edge = 'head' | 'tail'

/** Frames by which an edge may move, earlier and later. */
interface TrimRoom {
  readonly least: number
  readonly most: number
}

/** A clip in its place, with what its dissolves take of it. */
interface ClipEnds {
  readonly clip: CutClip
  readonly leadIn: { readonly inFrames: number; readonly outFrames: number }
  readonly leadOut: { readonly inFrames: number; readonly outFrames: number }
}

/**
 * How far an edge can be dragged: at least a frame is left, dissolves keep their material, and the shot with its handles
 * ends it. A shot that nothing was generated of is as long as it is wished: its tail has room beyond its end.
 */
export function trimRoom(film: Film, clipId: string, edge: Edge): TrimRoom {
  const { clip, leadIn, leadOut } = clipEnds(film, clipId)
  const shot = findItem(film.shots, clip.shotId, 'shot')
  const frames = shotFrames(shot)
  const { start, end } = clip.source
  const shortest = Math.max(1, leadIn.outFrames + leadOut.inFrames)
  const slack = Math.max(0, end - start - shortest)
  if (edge === 'head') return { least: Math.min(0, frames.start + leadIn.inFrames - start), most: slack }
  const last = growsWithCut(film, clip.shotId) ? maxShotFrames + shot.handles.tailFrames : frames.end
  return { least: 0 - slack, most: Math.max(0, last - leadOut.outFrames - end) }
}

/** True while a longer clip makes a longer shot: none of its takes is in the cut. */
function growsWithCut(film: Film, shotId: string): boolean {
  const shot = findItem(film.shots, shotId, 'shot')
  const { takes } = takeStore.getState()
  return shot.camera.source === 'keys' && shot.chosenTakeId === null && takeInCut(shot, takes) === null
}

/** The film with an edge of a clip moved by `frames`, as far as there is room; what follows moves along. */
export function trimmedBy(film: Film, clipId: string, edge: Edge, frames: number): Film {
  const room = trimRoom(film, clipId, edge)
  const by = Math.min(room.most, Math.max(room.least, frames))
  const { clip, leadOut } = clipEnds(film, clipId)
  const { start, end } = clip.source
  if (by === 0) return film
  if (edge === 'head') return trimClip(film, clipId, { start: start + by, end })
  const shot = findItem(film.shots, clip.shotId, 'shot')
  const needed = end + by + leadOut.outFrames - shot.handles.tailFrames
  const grown = needed > shot.durationFrames ? setShotDuration(film, shot.id, needed) : film
  return trimClip(grown, clipId, { start, end: end + by })
}

function clipEnds(film: Film, clipId: string): ClipEnds {
  const { items } = film.cut
  const clip = findItem(items, clipId, 'clip')
  if (clip.kind !== 'clip') throw new RangeError(`cut item ${clipId} is no clip`)
  const index = items.indexOf(clip)
  const none = { inFrames: 0, outFrames: 0 }
  const [before, after] = [items[index - 1], items[index + 1]]
  return {
    clip,
    leadIn: before?.kind === 'dissolve' ? before : none,
    leadOut: after?.kind === 'dissolve' ? after : none,
  }
}
