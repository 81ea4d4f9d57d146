import type { CutSequence, SequenceMarker } from './cut-sequence.ts'
import type { PlacedClip } from './placed-clips.ts'

/** The cut's own markers and those on frames that its clips show, on frames of the track, in order of time. */
export function shownMarkers(sequence: CutSequence, clips: readonly PlacedClip[]): SequenceMarker[] {
  const onClips = clips.flatMap((placed) => {
    const shift = placed.record.start - placed.clip.source.start
    const { start, end } = placed.clip.source
    const shown = placed.clip.markers.filter(({ frames }) => frames.start >= start && frames.start < end)
    return shown.map((marker) => ({
      ...marker,
      frames: { start: marker.frames.start + shift, end: marker.frames.end + shift },
    }))
  })
  return [...sequence.markers, ...onClips].toSorted((a, b) => a.frames.start - b.frames.start)
}
