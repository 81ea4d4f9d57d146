import { durationOf, type FrameRange } from '../timeline/range.ts'
import type { CutSequence, SequenceMarker, SequenceTrack } from './cut-sequence.ts'
import { markerColours, markerWords } from './kdenlive-markers.ts'
import {
  blackProducer,
  blank,
  inclusive,
  mediaProducer,
  mltDocument,
  properties,
  property,
  volumeFilter,
  type MltOptions,
} from './mlt-document.ts'
import { plainLine } from './plain-text.ts'
import { placeClips, sequenceDuration, shownSource, type PlacedClip } from './placed-clips.ts'
import { shownMarkers } from './shown-markers.ts'
import { element, type XmlElement } from './xml.ts'

interface Track {
  readonly kind: 'picture' | 'sound'
  readonly id: string
  readonly name: string
  readonly clips: readonly PlacedClip[]
}

/**
 * An MLT project as Shotcut edits it and melt renders it: a playlist for each track, a dissolve as a small tractor
 * between two shortened clips. All markers are the timeline's, on the frames where they are seen. It counts from zero,
 * whatever the sequence's start timecode. Kdenlive would take it for a single clip; for it there is `writeKdenlive`.
 * Throws RangeError when a clip names no media of the sequence.
 */
export function writeMlt(sequence: CutSequence, options: MltOptions): string {
  const durationFrames = sequenceDuration(sequence)
  const tracks = [
    ...sequence.pictureTracks.map((track, index) => placeTrack(sequence, track, 'picture', `V${index + 1}`)),
    ...sequence.soundTracks.map((track, index) => placeTrack(sequence, track, 'sound', `A${index + 1}`)),
  ]
  const whole = { producer: 'black', ...inclusive({ start: 0, end: durationFrames }) }
  return mltDocument(sequence, 'main', [
    blackProducer('black', durationFrames),
    element('playlist', [element('entry', [], whole)], { id: 'background' }),
    ...tracks.flatMap((track) => trackElements(track, options)),
    mainTractor(sequence, durationFrames, tracks),
  ])
}

function placeTrack(sequence: CutSequence, track: SequenceTrack, kind: Track['kind'], id: string): Track {
  return { kind, id, name: plainLine(track.name), clips: placeClips(sequence, track) }
}

/** The track's playlist after everything that it names. */
function trackElements(track: Track, options: MltOptions): XmlElement[] {
  const named: XmlElement[] = []
  const entries: XmlElement[] = []
  let at = 0
  const enter = (id: string, source: FrameRange): void => {
    entries.push(element('entry', [], { producer: id, ...inclusive(source) }))
  }
  for (const [index, placed] of track.clips.entries()) {
    const { leadIn, leadOut, record, clip } = placed
    const before = track.clips[index - 1]
    if (leadIn !== null && before !== undefined) {
      const dissolve = dissolveElements(track, index, before, placed, options)
      named.push(...dissolve.elements)
      enter(dissolve.id, { start: 0, end: dissolve.frames })
    }
    entries.push(...blank(record.start - at))
    const alone = {
      start: clip.source.start + (leadIn?.outFrames ?? 0),
      end: clip.source.end - (leadOut?.inFrames ?? 0),
    }
    if (durationOf(alone) > 0) {
      const id = `${track.id}_${index + 1}`
      named.push(clipProducer(id, track, placed, options))
      enter(id, alone)
    }
    at = record.end
  }
  const shotcut = { [`shotcut:${track.kind === 'sound' ? 'audio' : 'video'}`]: 1, 'shotcut:name': track.name }
  return [...named, element('playlist', [...properties(shotcut), ...entries], { id: track.id })]
}

/** A producer for one entry only: of one that several tracks use, each would move the frames of the others. */
function clipProducer(id: string, track: Track, { clip, media }: PlacedClip, options: MltOptions): XmlElement {
  const { path, picture, sound } = media
  // A picture's own sound is not heard, nor a sound's picture seen, unless they are in the sequence for themselves.
  const unheard = path !== null && track.kind === 'picture' && sound !== null ? { audio_index: -1 } : {}
  const unseen = path !== null && track.kind === 'sound' && picture !== null ? { video_index: -1 } : {}
  return mediaProducer(id, media, options, 'avformat', [
    ...properties({ 'shotcut:caption': plainLine(clip.name), ...unheard, ...unseen }),
    ...volumeFilter(`${id}_volume`, clip, { 'shotcut:filter': 'audioGain' }),
  ])
}

/** The end of one clip dissolved into the begin of the next, as a clip of its own. */
function dissolveElements(
  track: Track,
  index: number,
  from: PlacedClip,
  to: PlacedClip,
  options: MltOptions,
): { readonly id: string; readonly frames: number; readonly elements: XmlElement[] } {
  const id = `${track.id}_${index + 1}_dissolve`
  const [inFrames, outFrames] = [to.leadIn?.inFrames ?? 0, to.leadIn?.outFrames ?? 0]
  const frames = inFrames + outFrames
  const [tail, head] = [shownSource(from), shownSource(to)]
  const halves = [
    { ...inclusive({ start: tail.end - frames, end: tail.end }), producer: `${id}_from` },
    { ...inclusive({ start: head.start, end: head.start + frames }), producer: `${id}_to` },
  ]
  const over = inclusive({ start: 0, end: frames })
  const join = (name: string, more: Readonly<Record<string, string | number>>): XmlElement =>
    element('transition', properties({ a_track: 0, b_track: 1, ...more }), { id: `${id}_${name}`, ...over })
  const tractor = [
    property('shotcut:transition', 'lumaMix'),
    ...halves.map((half) => element('track', [], half)),
    join('luma', { factory: 'loader', mlt_service: 'luma', alpha_over: 1 }),
    join('mix', { start: -1, accepts_blanks: 1, mlt_service: 'mix' }),
  ]
  const elements = [
    clipProducer(`${id}_from`, track, from, options),
    clipProducer(`${id}_to`, track, to, options),
    element('tractor', tractor, { id, ...over }),
  ]
  return { id, frames, elements }
}

function mainTractor(sequence: CutSequence, durationFrames: number, tracks: readonly Track[]): XmlElement {
  const joins = tracks.map(({ kind }, index) => {
    const pair = { a_track: 0, b_track: index + 1 }
    const mix = { mlt_service: 'mix', always_active: 1, sum: 1 }
    const drawn = { version: '0.1', mlt_service: 'frei0r.cairoblend', threads: 0, disable: 0 }
    const join = (name: string, more: Readonly<Record<string, string | number>>): XmlElement =>
      element('transition', properties({ ...pair, ...more }), { id: `${name}${index + 1}` })
    return kind === 'sound' ? [join('mix', mix)] : [join('mix', mix), join('draw', drawn)]
  })
  const content = [
    ...properties({ shotcut: 1, 'shotcut:projectAudioChannels': 2 }),
    ...markerElements(sequence, tracks),
    element('track', [], { producer: 'background' }),
    ...tracks.map(({ id, kind }) =>
      element('track', [], { producer: id, ...(kind === 'sound' ? { hide: 'video' } : {}) }),
    ),
    ...joins.flat(),
  ]
  return element('tractor', content, { id: 'main', ...inclusive({ start: 0, end: durationFrames }) })
}

/** Shotcut's markers hold a range and a colour of their own; one of a single frame ends where it starts. */
function markerElements(sequence: CutSequence, tracks: readonly Track[]): XmlElement[] {
  const markers = shownMarkers(
    sequence,
    tracks.flatMap(({ clips }) => clips),
  )
  if (markers.length === 0) return []
  const list = markers.map((marker: SequenceMarker, index) => {
    const { start, end } = marker.frames
    const values = { text: markerWords(marker), start, end: end - 1, color: markerColours[marker.color] }
    return element('properties', properties(values), { name: String(index) })
  })
  return [element('properties', list, { name: 'shotcut:markers' })]
}
