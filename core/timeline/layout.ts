import { containsFrame, durationOf, rangeFrom, type FrameRange } from './range.ts'

/**
 * What lies on a track, first to last. Clips and gaps follow each other without holes; a dissolve lies over the cut
 * between the two clips beside it and takes no time of its own: it starts `inFrames` before the cut and ends
 * `outFrames` after it, with material the clips have beyond their source ranges.
 */
export type TrackItem =
  | { readonly kind: 'clip'; readonly source: FrameRange }
  | { readonly kind: 'gap'; readonly durationFrames: number }
  | { readonly kind: 'dissolve'; readonly inFrames: number; readonly outFrames: number }

export interface PlacedItem<Item extends TrackItem> {
  readonly item: Item
  /** Place of the item in the track's list. */
  readonly index: number
  /** Frames it takes on the track, counted from the track's start. A dissolve's lies over its neighbours'. */
  readonly record: FrameRange
}

/** Every item with the frames it takes on the track. Time linear in the number of items. */
export function layOutTrack<Item extends TrackItem>(items: readonly Item[]): PlacedItem<Item>[] {
  let at = 0
  return items.map((item, index) => {
    if (item.kind === 'dissolve')
      return { item, index, record: { start: at - item.inFrames, end: at + item.outFrames } }
    const record = rangeFrom(at, item.kind === 'clip' ? durationOf(item.source) : item.durationFrames)
    at = record.end
    return { item, index, record }
  })
}

/** Length of the track in frames. */
export function trackDuration(items: readonly TrackItem[]): number {
  return layOutTrack(items).reduce((end, placed) => (placed.item.kind === 'dissolve' ? end : placed.record.end), 0)
}

/** The clip or gap that a frame of the track falls into, or null beyond the ends. */
export function itemAtFrame<Item extends TrackItem>(
  placed: readonly PlacedItem<Item>[],
  frame: number,
): PlacedItem<Item> | null {
  return placed.find(({ item, record }) => item.kind !== 'dissolve' && containsFrame(record, frame)) ?? null
}
