import type { CutSequence, SequenceClip } from './cut-sequence.ts'
import type { ExportNote } from './export-note.ts'
import type { PrimaryStoryline } from './fcpxml-storyline.ts'

/** Levels that the program's own volume knows; -96 dB is silence to it. */
export const gainRangeDb = { low: -96, high: 12 } as const

/** Everything of the sequence that its FCPXML does not hold as it is. */
export function fcpxmlNotes(sequence: CutSequence, { items, markers }: PrimaryStoryline): ExportNote[] {
  const clips = clipsOf(sequence.pictureTracks)
  const sounds = clipsOf(sequence.soundTracks)
  const all = sequence.markers.length + clips.reduce((sum, clip) => sum + clip.markers.length, 0)
  const onUpper = clipsOf(sequence.pictureTracks.slice(1)).reduce((sum, clip) => sum + clip.markers.length, 0)
  const hidden = items.reduce((sum, { placed }) => sum + (placed?.clip.markers.length ?? 0), 0)
  const counts = {
    'export.note.fcpxml-marker-colours': all,
    'export.note.fcpxml-lost-markers': all - onUpper - hidden - markers.length,
    'export.note.fcpxml-loud': sounds.filter(({ gainDb }) => gainDb > gainRangeDb.high).length,
    'export.note.fcpxml-gain': sounds.filter(({ gainDb }) => gainDb !== 0).length,
    'export.note.fcpxml-no-file': sequence.media.filter(({ path }) => path === null).length,
  } as const
  const codes = Object.keys(counts) as (keyof typeof counts)[]
  return codes.filter((code) => counts[code] > 0).map((code) => ({ code, details: { count: counts[code] } }))
}

function clipsOf(tracks: CutSequence['pictureTracks']): SequenceClip[] {
  return tracks.flatMap(({ items }) => items.filter((item) => item.kind === 'clip'))
}
