import { containsFrame, rangeFrom, type FrameRange } from '../timeline/range.ts'
import type { CutSequence, SequenceMarker, SequenceTrack } from './cut-sequence.ts'
import { placeClips, sequenceDuration, type Dissolve, type PlacedClip } from './placed-clips.ts'

/** A clip or a gap of a storyline, which has no holes. */
export interface StorylineItem {
  /** Frames of the sequence. */
  readonly record: FrameRange
  /** Null for a gap. */
  readonly placed: PlacedClip | null
}

/** A marker at a frame of the sequence. */
export interface MarkerOnCut {
  readonly frame: number
  readonly marker: SequenceMarker
}

export interface PrimaryStoryline {
  readonly items: readonly StorylineItem[]
  /** Of the sequence and of the frames that its clips show. */
  readonly markers: readonly MarkerOnCut[]
}

/**
 * The first picture track as the spine of the sequence, with gaps in its holes and up to the end of the longest track.
 * Clips keep only the markers on frames of their media that they do not show; a marker of the sequence beyond its end
 * has no item to lie on and is left out.
 */
export function primaryStoryline(sequence: CutSequence): PrimaryStoryline {
  const [track] = sequence.pictureTracks
  const placed = track === undefined ? [] : placeClips(sequence, track)
  const clips = placed.map((each) => centred({ ...each, clip: { ...each.clip, markers: hiddenMarkers(each) } }))
  const duration = sequenceDuration(sequence)
  const own = sequence.markers.map((marker) => ({ frame: marker.frames.start, marker }))
  const markers = [...own, ...placed.flatMap(shownMarkers)].filter(({ frame }) => frame >= 0 && frame < duration)
  return { items: withGaps(clips, 0, duration), markers: markers.toSorted((a, b) => a.frame - b.frame) }
}

/** A track over the first, from its first clip to its last; null when it has none. */
export function upperStoryline(sequence: CutSequence, track: SequenceTrack): StorylineItem[] | null {
  const clips = placeClips(sequence, track).map(centred)
  const [first, last] = [clips[0], clips.at(-1)]
  return first === undefined || last === undefined ? null : withGaps(clips, first.record.start, last.record.end)
}

function withGaps(clips: readonly PlacedClip[], from: number, to: number): StorylineItem[] {
  const items: StorylineItem[] = []
  let at = from
  const gapUntil = (frame: number): void => {
    if (frame > at) items.push({ record: { start: at, end: frame }, placed: null })
  }
  for (const placed of clips) {
    gapUntil(placed.record.start)
    items.push({ record: placed.record, placed })
    at = placed.record.end
  }
  gapUntil(to)
  return items
}

/**
 * The program lays every dissolve over the middle of its cut, the longer half before it, so the cut under a dissolve
 * moves there; what is seen stays the same.
 */
function centred(placed: PlacedClip): PlacedClip {
  const [leadIn, leadOut] = [centredDissolve(placed.leadIn), centredDissolve(placed.leadOut)]
  const start = (leadIn?.inFrames ?? 0) - (placed.leadIn?.inFrames ?? 0)
  const end = (leadOut?.inFrames ?? 0) - (placed.leadOut?.inFrames ?? 0)
  const moved = (range: FrameRange): FrameRange => ({ start: range.start + start, end: range.end + end })
  const clip = { ...placed.clip, source: moved(placed.clip.source) }
  return { ...placed, clip, record: moved(placed.record), leadIn, leadOut }
}

/** A single frame stays on its side of the cut: the clip there may have no other. */
function centredDissolve(dissolve: Dissolve | null): Dissolve | null {
  if (dissolve === null) return null
  const frames = dissolve.inFrames + dissolve.outFrames
  if (frames === 1) return dissolve
  return { inFrames: Math.ceil(frames / 2), outFrames: Math.floor(frames / 2) }
}

function shownMarkers({ clip, record }: PlacedClip): MarkerOnCut[] {
  const shown = clip.markers.filter(({ frames }) => containsFrame(clip.source, frames.start))
  return shown.map((marker) => ({ frame: record.start + marker.frames.start - clip.source.start, marker }))
}

function hiddenMarkers({ clip, media }: PlacedClip): SequenceMarker[] {
  const whole = rangeFrom(0, media.durationFrames)
  return clip.markers.filter(
    ({ frames }) => containsFrame(whole, frames.start) && !containsFrame(clip.source, frames.start),
  )
}
