import type { FrameRate } from '../contract/generation.ts'
import { durationOf } from '../timeline/range.ts'
import { formatTimecode, timecodeBase } from '../timeline/timecode.ts'
import type { CutSequence, SequenceMarker, SequenceMedia } from './cut-sequence.ts'
import { plainLine } from './plain-text.ts'
import { sequenceDuration, shownSource } from './placed-clips.ts'
import { isNtscRate } from './timecode-rate.ts'
import { audioTracks, videoTracks, type XmemlClip, type XmemlTrack } from './xmeml-clips.ts'
import { audioLevels, crossDissolve } from './xmeml-effects.ts'
import { xmemlUrl, type PathForm } from './xmeml-url.ts'
import { element, xmlText, type XmlElement } from './xml.ts'

export interface XmemlOptions {
  readonly pathForm: PathForm
}

interface Writer extends XmemlOptions {
  readonly sequence: CutSequence
  readonly rate: XmlElement
  /** Numbers of the media files, from 1, in the order they are first used. */
  readonly fileNumbers: Map<string, number>
  /** Clips by what links them. */
  readonly links: ReadonlyMap<string, readonly XmemlClip[]>
}

/**
 * Final Cut Pro 7 XML, version 5, as Premiere Pro and Resolve read it. Record frames count from the sequence's start,
 * source frames from the file's first frame; the file's own timecode is stated with it. Every channel of sound has a
 * track. The rate must have a timecode, see `hasTimecode`.
 * Throws RangeError when a clip names no media of the sequence.
 */
export function writeXmeml(sequence: CutSequence, options: XmemlOptions): string {
  const video = videoTracks(sequence)
  const audio = audioTracks(sequence)
  const writer: Writer = {
    ...options,
    sequence,
    rate: rateElement(sequence.rate),
    fileNumbers: new Map(),
    links: linkedClips([...video, ...audio].flatMap(({ clips }) => clips)),
  }
  const document = element('xmeml', [sequenceElement(writer, video, audio)], { version: '5' })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n${xmlText(document)}`
}

function linkedClips(clips: readonly XmemlClip[]): Map<string, XmemlClip[]> {
  const links = new Map<string, XmemlClip[]>()
  for (const clip of clips) {
    if (clip.linkKey !== null) links.set(clip.linkKey, [...(links.get(clip.linkKey) ?? []), clip])
  }
  return links
}

function sequenceElement(writer: Writer, video: readonly XmemlTrack[], audio: readonly XmemlTrack[]): XmlElement {
  const { sequence, rate } = writer
  return element(
    'sequence',
    [
      element('name', plainLine(sequence.name)),
      element('duration', sequenceDuration(sequence)),
      rate,
      timecodeElement(writer, sequence.startFrame),
      element('media', [
        element('video', [
          element('format', [element('samplecharacteristics', [rate, ...frameShape(sequence)])]),
          ...video.map((track) => trackElement(writer, track, [])),
        ]),
        audioElement(writer, audio),
      ]),
      ...sequence.markers.map(markerElement),
    ],
    { id: 'sequence-1' },
  )
}

function audioElement(writer: Writer, tracks: readonly XmemlTrack[]): XmlElement {
  const sampleRate = element('samplerate', writer.sequence.soundSampleRate)
  return element('audio', [
    element('numOutputChannels', 2),
    element('format', [element('samplecharacteristics', [element('depth', 16), sampleRate])]),
    ...tracks.map((track) => trackElement(writer, track, [element('outputchannelindex', 2 - (track.channel % 2))])),
  ])
}

function trackElement(writer: Writer, track: XmemlTrack, more: readonly XmlElement[]): XmlElement {
  const items = track.clips.flatMap((clip) => [
    ...(clip.leadIn === null ? [] : [crossDissolve(writer.rate, clip.record.start, clip.leadIn)]),
    clipElement(writer, clip, track),
  ])
  return element(
    'track',
    [...items, element('enabled', true), element('locked', false), ...more],
    writer.pathForm === 'premiere' ? premiereTrack(track) : {},
  )
}

/** How Premiere knows two tracks of one channel each for the halves of a stereo track. */
function premiereTrack({ channel, channels }: XmemlTrack): Readonly<Record<string, string>> {
  if (channels !== 2) return {}
  return {
    currentExplodedTrackIndex: String(channel - 1),
    totalExplodedTrackCount: '2',
    premiereTrackType: 'Stereo',
  }
}

/** Where a dissolve touches a clip, its record end is -1 and its source reaches over the dissolve. */
function clipElement(writer: Writer, clip: XmemlClip, track: XmemlTrack): XmlElement {
  const { record, leadIn, leadOut, media } = clip
  const source = shownSource(clip)
  const stereo = writer.pathForm === 'premiere' && track.channels === 2
  const isSound = clip.mediaType === 'audio'
  const channel = [element('mediatype', 'audio'), element('trackindex', clip.channel)]
  return element(
    'clipitem',
    [
      element('name', plainLine(clip.clip.name)),
      element('enabled', true),
      element('duration', media.durationFrames),
      writer.rate,
      element('start', leadIn === null ? record.start : -1),
      element('end', leadOut === null ? record.end : -1),
      element('in', source.start),
      element('out', source.end),
      fileElement(writer, media),
      ...(isSound ? [element('sourcetrack', channel)] : []),
      ...(isSound && clip.clip.gainDb !== 0 ? [audioLevels(clip.clip.gainDb)] : []),
      ...clip.clip.markers.map(markerElement),
      ...linkElements(writer, clip),
    ],
    stereo ? { id: clip.id, premiereChannelType: 'stereo' } : { id: clip.id },
  )
}

function linkElements(writer: Writer, clip: XmemlClip): XmlElement[] {
  const linked = clip.linkKey === null ? [] : (writer.links.get(clip.linkKey) ?? [])
  if (linked.length < 2) return []
  return linked.map((each) =>
    element('link', [
      element('linkclipref', each.id),
      element('mediatype', each.mediaType),
      element('trackindex', each.trackIndex),
      element('clipindex', each.clipIndex),
      ...(each.mediaType === 'audio' ? [element('groupindex', 1)] : []),
    ]),
  )
}

/** The whole description at the file's first use, a reference to it afterwards. */
function fileElement(writer: Writer, media: SequenceMedia): XmlElement {
  const known = writer.fileNumbers.get(media.id)
  if (known !== undefined) return element('file', [], { id: `file-${known}` })
  const number = writer.fileNumbers.size + 1
  writer.fileNumbers.set(media.id, number)
  const path = media.path === null ? [] : [element('pathurl', xmemlUrl(media.path, writer.pathForm))]
  return element(
    'file',
    [
      element('name', plainLine(media.name)),
      ...path,
      writer.rate,
      element('duration', media.durationFrames),
      timecodeElement(writer, media.startFrame),
      element('media', mediaElements(media)),
    ],
    { id: `file-${number}` },
  )
}

function mediaElements({ picture, sound }: SequenceMedia): XmlElement[] {
  const video = picture === null ? [] : [element('video', [element('samplecharacteristics', frameShape(picture))])]
  if (sound === null) return video
  const characteristics = element('samplecharacteristics', [element('samplerate', sound.sampleRate)])
  return [...video, element('audio', [characteristics, element('channelcount', sound.channels)])]
}

function frameShape({ width, height }: { readonly width: number; readonly height: number }): XmlElement[] {
  return [
    element('width', width),
    element('height', height),
    element('anamorphic', false),
    element('pixelaspectratio', 'square'),
    element('fielddominance', 'none'),
  ]
}

/** 23.976 is a timebase of 24 with `ntsc`. */
function rateElement(rate: FrameRate): XmlElement {
  return element('rate', [element('timebase', timecodeBase(rate)), element('ntsc', isNtscRate(rate))])
}

function timecodeElement({ sequence, rate }: Writer, frame: number): XmlElement {
  return element('timecode', [
    rate,
    element('string', formatTimecode(frame, sequence)),
    element('frame', frame),
    element('displayformat', sequence.dropFrame ? 'DF' : 'NDF'),
  ])
}

/** A marker of one frame is a point to the format: its `out` is -1. */
function markerElement({ name, comment, frames }: SequenceMarker): XmlElement {
  return element('marker', [
    element('name', plainLine(name)),
    element('comment', comment),
    element('in', frames.start),
    element('out', durationOf(frames) > 1 ? frames.end : -1),
  ])
}
