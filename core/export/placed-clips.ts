import { layOutTrack, trackDuration } from '../timeline/layout.ts'
import type { FrameRange } from '../timeline/range.ts'
import type { CutSequence, SequenceClip, SequenceMedia, SequenceTrack } from './cut-sequence.ts'

/** A dissolve by its frames before and after the cut. */
export interface Dissolve {
  readonly inFrames: number
  readonly outFrames: number
}

/** A clip on its track with its media and the dissolves at its ends. */
export interface PlacedClip {
  readonly clip: SequenceClip
  readonly media: SequenceMedia
  /** Frames of the track from cut to cut; dissolves reach beyond. */
  readonly record: FrameRange
  readonly leadIn: Dissolve | null
  readonly leadOut: Dissolve | null
}

/** A dissolve of no frames is a cut. */
function lastsAtAll({ inFrames, outFrames }: Dissolve): boolean {
  return inFrames + outFrames > 0
}

/**
 * The clips of a track where they lie; gaps are the holes between them. Dissolves that `keeps` refuses are cuts.
 * @throws RangeError when a clip names no media of the sequence, or a dissolve has no clip on one side
 */
export function placeClips(
  sequence: CutSequence,
  track: SequenceTrack,
  keeps: (dissolve: Dissolve) => boolean = lastsAtAll,
): PlacedClip[] {
  const media = new Map(sequence.media.map((each) => [each.id, each]))
  const items = track.items.filter((item) => item.kind !== 'dissolve' || (lastsAtAll(item) && keeps(item)))
  return layOutTrack(items).flatMap(({ item, record }, index) => {
    const [before, after] = [items[index - 1], items[index + 1]]
    if (item.kind === 'dissolve' && (before?.kind !== 'clip' || after?.kind !== 'clip'))
      throw new RangeError(`track ${track.name}: the dissolve at frame ${record.start} is not between two clips`)
    if (item.kind !== 'clip') return []
    const found = media.get(item.mediaId)
    if (found === undefined) throw new RangeError(`clip ${item.name} names no media of the sequence: ${item.mediaId}`)
    const leadIn = before?.kind === 'dissolve' ? before : null
    const leadOut = after?.kind === 'dissolve' ? after : null
    return [{ clip: item, media: found, record, leadIn, leadOut }]
  })
}

/** Frames of the media that a placed clip shows, those under its dissolves included; 0 is the media's first. */
export function shownSource({ clip, leadIn, leadOut }: PlacedClip): FrameRange {
  return {
    start: clip.source.start - (leadIn?.inFrames ?? 0),
    end: clip.source.end + (leadOut?.outFrames ?? 0),
  }
}

/** Frames from the sequence's start to the end of its longest track. */
export function sequenceDuration(sequence: CutSequence): number {
  const tracks = [...sequence.pictureTracks, ...sequence.soundTracks]
  return Math.max(0, ...tracks.map(({ items }) => trackDuration(items)))
}
