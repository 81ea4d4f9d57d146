import { formatTimecode } from '../timeline/timecode.ts'
import { durationOf } from '../timeline/range.ts'
import type { CutSequence, SequenceClip, SequenceTrack } from './cut-sequence.ts'
import type { ExportNote } from './export-note.ts'
import { loudestMltGainDb } from './mlt-document.ts'
import { placeClips, sequenceDuration } from './placed-clips.ts'
import { shownMarkers } from './shown-markers.ts'

/** What the Kdenlive document or the MLT one does not hold of the sequence; what neither does is told with the first. */
export function mltNotes(sequence: CutSequence, format: 'kdenlive' | 'mlt'): ExportNote[] {
  const clips = [...sequence.pictureTracks, ...sequence.soundTracks].flatMap(clipsOf)
  const markers = [...sequence.markers, ...clips.flatMap((clip) => clip.markers)]
  if (format === 'mlt') return counted('export.note.mlt-hidden-markers', markers.length - shown(sequence))
  const sounds = sequence.soundTracks.flatMap(clipsOf)
  const start = formatTimecode(sequence.startFrame, sequence)
  return [
    ...(sequence.startFrame === 0
      ? []
      : [{ code: 'export.note.kdenlive-start', details: { timecode: start } } as const]),
    ...counted('export.note.kdenlive-end', sequenceDuration(sequence) - endOfClips(sequence)),
    ...counted('export.note.kdenlive-marker-lengths', markers.filter(({ frames }) => durationOf(frames) > 1).length),
    ...counted('export.note.kdenlive-loud', sounds.filter(({ gainDb }) => gainDb > loudestMltGainDb).length),
    ...counted('export.note.kdenlive-gain', sounds.filter(({ gainDb }) => gainDb !== 0).length),
  ]
}

function endOfClips(sequence: CutSequence): number {
  const tracks = [...sequence.pictureTracks, ...sequence.soundTracks]
  const placed = tracks.flatMap((track) => placeClips(sequence, track))
  return Math.max(0, ...placed.map(({ record }) => record.end))
}

function shown(sequence: CutSequence): number {
  const tracks = [...sequence.pictureTracks, ...sequence.soundTracks]
  return shownMarkers(
    sequence,
    tracks.flatMap((track) => placeClips(sequence, track)),
  ).length
}

function clipsOf({ items }: SequenceTrack): SequenceClip[] {
  return items.filter((item) => item.kind === 'clip')
}

function counted(code: ExportNote['code'], count: number): ExportNote[] {
  return count === 0 ? [] : [{ code, details: { count } }]
}
