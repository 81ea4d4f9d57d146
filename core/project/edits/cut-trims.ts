import { durationOf, intersection, shiftRange, type FrameRange } from '../../timeline/range.ts'
import type { CutItem } from '../schema/cut.ts'
import { shotFrames, type Film } from '../schema/film.ts'
import { checkedFilm } from './check.ts'
import { findItem } from './items.ts'

/** Frames by which something may move, earlier (0 or less) and later (0 or more). */
export interface FrameRoom {
  readonly least: number
  readonly most: number
}

/** What cannot move at all. */
const noRoom: FrameRoom = { least: 0, most: 0 }

/** A clip or gap with what its dissolves ask of it. */
interface Part {
  readonly item: Exclude<CutItem, { kind: 'dissolve' }>
  /** Frames it may begin earlier (0 or less) or later, its end left alone; and so for its end. */
  readonly head: FrameRoom
  readonly tail: FrameRoom
  /** By how much its material may shift under it. */
  readonly material: FrameRoom
}

/** The clip or gap at a place of the cut, null for a dissolve and beyond the ends. */
function partAt(film: Film, index: number): Part | null {
  const item = film.cut.items[index]
  if (item === undefined || item.kind === 'dissolve') return null
  if (item.kind === 'gap') {
    const slack = item.durationFrames - 1
    const free = { least: -Infinity, most: slack }
    return { item, head: free, tail: { least: -slack, most: Infinity }, material: noRoom }
  }
  const [before, after] = [film.cut.items[index - 1], film.cut.items[index + 1]]
  const leadIn = before?.kind === 'dissolve' ? before : { inFrames: 0, outFrames: 0 }
  const leadOut = after?.kind === 'dissolve' ? after : { inFrames: 0, outFrames: 0 }
  const frames = shotFrames(findItem(film.shots, item.shotId, 'shot'))
  const slack = durationOf(item.source) - Math.max(1, leadIn.outFrames + leadOut.inFrames)
  const earlier = frames.start + leadIn.inFrames - item.source.start
  const later = frames.end - leadOut.outFrames - item.source.end
  return {
    item,
    head: { least: earlier, most: slack },
    tail: { least: -slack, most: later },
    material: { least: earlier, most: later },
  }
}

/** The clip or gap before (−1) or after (1) a place, over a dissolve between. */
function neighbour(film: Film, index: number, direction: -1 | 1): number {
  const next = index + direction
  return film.cut.items[next]?.kind === 'dissolve' ? next + direction : next
}

function placeOf({ cut }: Film, id: string): number {
  return cut.items.indexOf(findItem(cut.items, id, 'cut item'))
}

function common(a: FrameRoom, b: FrameRoom): FrameRoom {
  const both = intersection({ start: a.least, end: a.most + 1 }, { start: b.least, end: b.most + 1 })
  return both === null ? noRoom : { least: Math.min(0, both.start), most: Math.max(0, both.end - 1) }
}

/**
 * How far the cut before a clip or gap can roll: one side gets what the other loses, no other frame moves. Each side keeps
 * a frame and its dissolves, and shows nothing beyond its shot and handles.
 * Throws StudioError edit.unknown, as all here.
 */
export function rollRoom(film: Film, itemId: string): FrameRoom {
  const index = placeOf(film, itemId)
  const [outgoing, incoming] = [partAt(film, neighbour(film, index, -1)), partAt(film, index)]
  return outgoing === null || incoming === null ? noRoom : common(outgoing.tail, incoming.head)
}

/** The film with the cut before a clip or gap moved by `frames`, as far as there is room. */
export function rolled(film: Film, itemId: string, frames: number): Film {
  const index = placeOf(film, itemId)
  const by = within(rollRoom(film, itemId), frames)
  return withParts(
    film,
    new Map([
      [neighbour(film, index, -1), { tail: by }],
      [index, { head: by }],
    ]),
    by,
  )
}

/** How far a clip can slip: its place stays, another part of its shot shows. Later material is more. 0 for a gap. */
export function slipRoom(film: Film, itemId: string): FrameRoom {
  const part = partAt(film, placeOf(film, itemId))
  return part === null ? noRoom : common(part.material, part.material)
}

/** The film with a clip showing its shot from `frames` later on, as far as there is room. */
export function slipped(film: Film, clipId: string, frames: number): Film {
  const by = within(slipRoom(film, clipId), frames)
  return withParts(film, new Map([[placeOf(film, clipId), { head: by, tail: by }]]), by)
}

/** How far a clip or gap can slide between its neighbours, of which one gets what the other loses. */
export function slideRoom(film: Film, itemId: string): FrameRoom {
  const index = placeOf(film, itemId)
  const [before, after] = [partAt(film, neighbour(film, index, -1)), partAt(film, neighbour(film, index, 1))]
  return before === null || after === null ? noRoom : common(before.tail, after.head)
}

/** The film with a clip or gap moved by `frames` in time, as far as there is room; what it shows stays. */
export function slid(film: Film, itemId: string, frames: number): Film {
  const index = placeOf(film, itemId)
  const by = within(slideRoom(film, itemId), frames)
  const moved = new Map([
    [neighbour(film, index, -1), { tail: by }],
    [neighbour(film, index, 1), { head: by }],
  ])
  return withParts(film, moved, by)
}

function within({ least, most }: FrameRoom, frames: number): number {
  return Math.min(most, Math.max(least, frames))
}

/** Frames by which the two ends of items move; by none the film stays the same. */
function withParts(
  film: Film,
  moved: ReadonlyMap<number, { readonly head?: number; readonly tail?: number }>,
  by: number,
): Film {
  if (by === 0) return film
  const items = film.cut.items.map((item, index): CutItem => {
    const { head = 0, tail = 0 } = moved.get(index) ?? {}
    if (item.kind === 'gap') return { ...item, durationFrames: item.durationFrames - head + tail }
    return item.kind === 'clip' ? { ...item, source: endsMoved(item.source, head, tail) } : item
  })
  return checkedFilm(film, { ...film, cut: { ...film.cut, items } })
}

function endsMoved(source: FrameRange, head: number, tail: number): FrameRange {
  return head === tail ? shiftRange(source, head) : { start: source.start + head, end: source.end + tail }
}
