import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { CutClip, CutItem } from '../../../core/project/schema/cut.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { layOutTrack, trackDuration, type PlacedItem } from '../../../core/timeline/layout.ts'

/** A picture that a frame of the cut shows, or its part of a dissolve. */
export interface CutLayer {
  readonly clip: CutClip
  readonly shot: Shot
  /** Frame of the shot, 0 its first without the head handle. */
  readonly shotFrame: number
  /** The chosen take and its frame, 0 its first; null where the shot plays its board through the path. */
  readonly take: { readonly summary: TakeSummary; readonly index: number } | null
  /** Its part of the picture, 0..1. */
  readonly weight: number
}

export type PlacedCutItem = PlacedItem<CutItem>

const layouts = new WeakMap<readonly CutItem[], readonly PlacedCutItem[]>()
const shotsById = new WeakMap<readonly Shot[], ReadonlyMap<string, Shot>>()
const takesOfShots = new WeakMap<readonly TakeSummary[], WeakMap<Shot, { readonly take: TakeSummary | null }>>()

/** The cut's items with the frames they take; the same list while the items are the same. */
export function cutLayout(items: readonly CutItem[]): readonly PlacedCutItem[] {
  return remembered(layouts, items, () => layOutTrack(items))
}

/** Frames of the picture track. */
export function cutDuration(items: readonly CutItem[]): number {
  return trackDuration(items)
}

export function shotOfFilm(film: Film, shotId: string): Shot | undefined {
  return remembered(shotsById, film.shots, () => new Map(film.shots.map((shot) => [shot.id, shot]))).get(shotId)
}

/** {@link takeInCut}, looked up again only when the shot or the takes have changed. */
export function chosenTake(shot: Shot, takes: readonly TakeSummary[]): TakeSummary | null {
  const ofShots = remembered(takesOfShots, takes, () => new WeakMap<Shot, { readonly take: TakeSummary | null }>())
  return remembered(ofShots, shot, () => ({ take: takeInCut(shot, takes) })).take
}

/**
 * What a frame of the cut shows, bottom first: nothing for a gap and beyond the ends, one picture, or two in a dissolve.
 * @param frame from the cut's start
 */
export function cutFrameAt(film: Film, takes: readonly TakeSummary[], frame: number): CutLayer[] {
  const placed = cutLayout(film.cut.items)
  const at = clipIndexAt(placed, frame)
  const under = placed[at]
  if (under?.item.kind !== 'clip') return []
  const dissolve = [placed[at - 1], placed[at + 1]].find(
    (each) => each?.item.kind === 'dissolve' && frame >= each.record.start && frame < each.record.end,
  )
  if (dissolve === undefined) return layersOf(film, takes, frame, [{ placed: under, weight: 1 }])
  const incoming = incomingWeight(dissolve, frame)
  return layersOf(film, takes, frame, [
    { placed: placed[dissolve.index - 1], weight: 1 - incoming },
    { placed: placed[dissolve.index + 1], weight: incoming },
  ])
}

/** Part of the incoming picture at the middle of a frame under the dissolve: even steps from clip to clip. */
function incomingWeight({ record }: PlacedCutItem, frame: number): number {
  return (frame - record.start + 0.5) / (record.end - record.start)
}

/** Place in the layout of the clip or gap that holds a frame, or −1. Time logarithmic in the number of items. */
export function clipIndexAt(placed: readonly PlacedCutItem[], frame: number): number {
  let low = 0
  let high = placed.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    // A dissolve lies over its neighbours: the one before it tells which side to go.
    const at = placed[middle]!.item.kind === 'dissolve' ? middle - 1 : middle
    const each = placed[at]
    if (each === undefined || frame >= each.record.end) low = middle + 1
    else if (frame < each.record.start) high = at - 1
    else return at
  }
  return -1
}

/** The take's frame that shows a frame of the shot, or null when the take does not have it. */
export function takeIndexOf(take: TakeSummary, shotFrame: number): number | null {
  const index = shotFrame + take.headFrames
  return index >= 0 && index < take.frames ? index : null
}

function layersOf(
  film: Film,
  takes: readonly TakeSummary[],
  frame: number,
  parts: readonly { readonly placed: PlacedCutItem | undefined; readonly weight: number }[],
): CutLayer[] {
  return parts.flatMap(({ placed, weight }) => {
    if (placed?.item.kind !== 'clip') return []
    const clip = placed.item
    const shot = shotOfFilm(film, clip.shotId)
    if (shot === undefined) return []
    const shotFrame = frame - placed.record.start + clip.source.start
    const summary = chosenTake(shot, takes)
    const index = summary === null ? null : takeIndexOf(summary, shotFrame)
    const take = summary === null || index === null ? null : { summary, index }
    return [{ clip, shot, shotFrame, take, weight }]
  })
}

function remembered<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
