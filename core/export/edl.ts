import { durationOf, type FrameRange } from '../timeline/range.ts'
import { formatTimecode } from '../timeline/timecode.ts'
import type { CutSequence, SequenceMarker } from './cut-sequence.ts'
import { edlNotes, type EdlContent } from './edl-notes.ts'
import { reelNames } from './edl-reels.ts'
import type { ExportNote } from './export-note.ts'
import { asciiLine } from './plain-text.ts'
import { placeClips, sequenceDuration, type Dissolve, type PlacedClip } from './placed-clips.ts'
import { shownMarkers } from './shown-markers.ts'

export interface Edl {
  readonly text: string
  /** What the format cannot hold of this cut. */
  readonly notes: readonly ExportNote[]
}

/** Longest dissolve that three digits can tell. */
export const longestEdlDissolve = 999
/** Longest title of the format. */
const titleLetters = 70

/** One numbered event: its line, or the two of a dissolve, and the names under them. */
interface Event {
  /** Frames of the track, from where its dissolve begins to where the next one begins. */
  readonly record: FrameRange
  readonly lines: (number: string) => string[]
}

/**
 * CMX3600 edit decision list of the first picture track: ASCII, CRLF. Source times count from the media's own timecode,
 * a dissolve begins where its first mixed frame is, markers follow the event they lie in. Holes inside the cut are
 * holes in record time; black at its ends is the reel BL, as the list has no other way to tell where it begins and ends.
 * The rate must have a timecode of two digits for the frames, see `hasTimecode`.
 */
export function writeEdl(sequence: CutSequence): Edl {
  const [track] = sequence.pictureTracks
  const keeps = ({ inFrames, outFrames }: Dissolve): boolean => inFrames + outFrames <= longestEdlDissolve
  const clips = track === undefined ? [] : placeClips(sequence, track, keeps)
  const reels = reelNames(sequence.media)
  const events = clips.flatMap((clip, index) => clipEvent(sequence, clip, clips[index - 1], reels))
  const all = [...blackAtStart(sequence, clips), ...events, ...blackAtEnd(sequence, clips)]
  const content: EdlContent = { sequence, clips, events: all.length, markers: shownMarkers(sequence, clips) }
  const title = asciiLine(sequence.name).slice(0, titleLetters)
  const header = [`TITLE: ${title}`, `FCM: ${sequence.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`, '']
  const body = all.flatMap(({ record, lines }, index) => [
    ...lines(String(index + 1).padStart(3, '0')),
    ...markersIn(record, all[index + 1]?.record.start ?? Infinity, index === 0, content.markers).map((marker) =>
      locator(sequence, marker),
    ),
    '',
  ])
  return { text: [...header, ...body].map((line) => `${line}\r\n`).join(''), notes: edlNotes(content) }
}

/** From the first mixed frame of the clip's dissolve to the first of the next one. */
function eventRecord({ record, leadIn, leadOut }: PlacedClip): FrameRange {
  return { start: record.start - (leadIn?.inFrames ?? 0), end: record.end - (leadOut?.inFrames ?? 0) }
}

function clipEvent(
  sequence: CutSequence,
  placed: PlacedClip,
  before: PlacedClip | undefined,
  reels: ReadonlyMap<string, string>,
): Event[] {
  const { leadIn, media, clip } = placed
  const record = eventRecord(placed)
  if (durationOf(record) === 0) return []
  const source = mediaFrames(placed, record)
  const reel = reels.get(clip.mediaId) ?? ''
  const line = (number: string, of: string, kind: string, from: FrameRange, at: FrameRange): string =>
    eventLine(sequence, { number, reel: of, kind, source: from, record: at })
  if (leadIn === null || before === undefined)
    return [{ record, lines: (number) => [line(number, reel, 'C', source, record), fromName(media.name)] }]
  const start = { start: record.start, end: record.start }
  const outgoing = mediaFrames(before, start)
  const kind = `D    ${String(leadIn.inFrames + leadIn.outFrames).padStart(3, '0')}`
  const lines = (number: string): string[] => [
    line(number, reels.get(before.clip.mediaId) ?? '', 'C', outgoing, start),
    line(number, reel, kind, source, record),
    fromName(before.media.name),
    `* TO CLIP NAME: ${asciiLine(media.name)}`,
  ]
  return [{ record, lines }]
}

/** The frames of the clip's media, counted in its timecode, that it shows at those frames of the track. */
function mediaFrames({ clip, media, record }: PlacedClip, at: FrameRange): FrameRange {
  const shift = media.startFrame + clip.source.start - record.start
  return { start: at.start + shift, end: at.end + shift }
}

function fromName(name: string): string {
  return `* FROM CLIP NAME: ${asciiLine(name)}`
}

function blackAtStart(sequence: CutSequence, clips: readonly PlacedClip[]): Event[] {
  return black(sequence, { start: 0, end: clips[0]?.record.start ?? 0 })
}

function blackAtEnd(sequence: CutSequence, clips: readonly PlacedClip[]): Event[] {
  const end = sequenceDuration({ ...sequence, pictureTracks: sequence.pictureTracks.slice(0, 1), soundTracks: [] })
  return black(sequence, { start: clips.at(-1)?.record.end ?? 0, end })
}

function black(sequence: CutSequence, record: FrameRange): Event[] {
  if (durationOf(record) === 0) return []
  const source = { start: 0, end: durationOf(record) }
  const lines = (number: string): string[] => [eventLine(sequence, { number, reel: 'BL', kind: 'C', source, record })]
  return [{ record, lines }]
}

interface EventLine {
  readonly number: string
  readonly reel: string
  /** `C`, or `D` with its frames. */
  readonly kind: string
  readonly source: FrameRange
  readonly record: FrameRange
}

/** The columns have fixed widths. */
function eventLine(sequence: CutSequence, { number, reel, kind, source, record }: EventLine): string {
  const times = [source.start, source.end, sequence.startFrame + record.start, sequence.startFrame + record.end].map(
    (frame) => formatTimecode(frame, sequence),
  )
  return `${number}  ${reel.padEnd(8)} V     ${kind.padEnd(8)} ${times.join(' ')}`
}

/** Markers from an event's begin to the next one's; those before the first event go to it. */
function markersIn(
  record: FrameRange,
  nextStart: number,
  isFirst: boolean,
  markers: readonly SequenceMarker[],
): SequenceMarker[] {
  const from = isFirst ? -Infinity : record.start
  return markers.filter(({ frames }) => frames.start >= from && frames.start < nextStart)
}

function locator(sequence: CutSequence, { name, comment, color, frames }: SequenceMarker): string {
  const timecode = formatTimecode(sequence.startFrame + frames.start, sequence)
  const words = [name, comment].map(asciiLine).filter((text) => text !== '')
  return `* LOC: ${timecode} ${color.toUpperCase().padEnd(7)} ${words.join(': ')}`.trimEnd()
}
