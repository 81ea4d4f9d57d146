import { durationOf } from '../timeline/range.ts'
import type { CutSequence, SequenceMarker } from './cut-sequence.ts'
import type { ExportNote } from './export-note.ts'
import { asciiLine, plainLine } from './plain-text.ts'
import type { PlacedClip } from './placed-clips.ts'

/** What an edit decision list is made of. */
export interface EdlContent {
  readonly sequence: CutSequence
  /** Clips of the first picture track as they are written. */
  readonly clips: readonly PlacedClip[]
  readonly events: number
  /** Markers that are written. */
  readonly markers: readonly SequenceMarker[]
}

/** Event numbers have three digits. */
const mostEvents = 999

/** Everything of the sequence that its edit decision list does not hold. */
export function edlNotes(content: EdlContent): ExportNote[] {
  const { sequence, events, markers } = content
  const clipMarkers = content.clips.flatMap(({ clip }) => clip.markers)
  const counts = {
    'export.note.edl-sound': sequence.soundTracks.filter(({ items }) => items.some(({ kind }) => kind === 'clip'))
      .length,
    'export.note.edl-tracks': Math.max(0, sequence.pictureTracks.length - 1),
    'export.note.edl-dissolves': lostDissolves(content),
    'export.note.edl-events': Math.max(0, events - mostEvents),
    'export.note.edl-hidden-markers': sequence.markers.length + clipMarkers.length - markers.length,
    'export.note.edl-marker-lengths': markers.filter(({ frames }) => durationOf(frames) > 1).length,
    'export.note.edl-letters': textsOf(content).filter((text) => asciiLine(text) !== plainLine(text)).length,
  } as const
  const codes = Object.keys(counts) as (keyof typeof counts)[]
  return codes.filter((code) => counts[code] > 0).map((code) => ({ code, details: { count: counts[code] } }))
}

/** Dissolves of the track that were written as cuts. */
function lostDissolves({ sequence, clips }: EdlContent): number {
  const items = sequence.pictureTracks[0]?.items ?? []
  const all = items.filter((item) => item.kind === 'dissolve' && item.inFrames + item.outFrames > 0)
  return all.length - clips.filter(({ leadIn }) => leadIn !== null).length
}

function textsOf({ sequence, clips, markers }: EdlContent): string[] {
  const names = new Set(clips.map(({ media }) => media.name))
  return [sequence.name, ...names, ...markers.flatMap(({ name, comment }) => [name, comment])]
}
