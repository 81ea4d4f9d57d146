import { addCutItem, removeCutItem } from '../../../../core/project/edits/cut.ts'
import { findItem } from '../../../../core/project/edits/items.ts'
import type { CutClip, CutItem } from '../../../../core/project/schema/cut.ts'
import { shotFrames, type Film } from '../../../../core/project/schema/film.ts'
import { durationOf } from '../../../../core/timeline/range.ts'

/** The longest a dissolve over a cut can be on each side of it. */
interface DissolveRoom {
  /** Frames before the cut: the incoming clip has that many before its first, the outgoing one is that long. */
  readonly inFrames: number
  /** Frames after the cut. */
  readonly outFrames: number
}

const mostFrames = 1000

/**
 * Room for a dissolve between two neighbouring clips, by the material their shots have beyond the cut.
 * @param after place of the incoming clip in the cut
 */
export function dissolveRoom(film: Film, after: number): DissolveRoom {
  const { items } = film.cut
  const before = items[after - 1]?.kind === 'dissolve' ? after - 2 : after - 1
  const [outgoing, incoming] = [items[before], items[after]]
  if (outgoing?.kind !== 'clip' || incoming?.kind !== 'clip') return { inFrames: 0, outFrames: 0 }
  const leadIn = items[before - 1]
  const leadOut = items[after + 1]
  const freeOfOutgoing = durationOf(outgoing.source) - (leadIn?.kind === 'dissolve' ? leadIn.outFrames : 0)
  const freeOfIncoming = durationOf(incoming.source) - (leadOut?.kind === 'dissolve' ? leadOut.inFrames : 0)
  const head = incoming.source.start - framesOf(film, incoming).start
  const tail = framesOf(film, outgoing).end - outgoing.source.end
  return {
    inFrames: Math.max(0, Math.min(head, freeOfOutgoing, mostFrames)),
    outFrames: Math.max(0, Math.min(tail, freeOfIncoming, mostFrames)),
  }
}

/** A dissolve of about that length, as even over the cut as the room allows; null when there is no room at all. */
export function dissolveWithin(room: DissolveRoom, frames: number): DissolveRoom | null {
  const wanted = Math.min(frames, room.inFrames + room.outFrames)
  if (wanted < 1) return null
  const inFrames = Math.min(room.inFrames, Math.max(wanted - room.outFrames, Math.floor(wanted / 2)))
  return { inFrames, outFrames: wanted - inFrames }
}

/** The film with that dissolve before the clip at `after`, in place of one that lies there. */
export function withDissolve(film: Film, after: number, length: DissolveRoom, id: string): Film {
  const there = film.cut.items[after - 1]
  const item: CutItem = { kind: 'dissolve', id: there?.kind === 'dissolve' ? there.id : id, ...length }
  if (there?.kind !== 'dissolve') return addCutItem(film, item, after)
  return addCutItem(removeCutItem(film, there.id), item, after - 1)
}

function framesOf(film: Film, clip: CutClip) {
  return shotFrames(findItem(film.shots, clip.shotId, 'shot'))
}
