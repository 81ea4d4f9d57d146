import { durationOf } from '../timeline/range.ts'
import type { CutSequence, SequenceMarker } from './cut-sequence.ts'
import type { ExportNote } from './export-note.ts'
import { fcpxmlNotes, gainRangeDb } from './fcpxml-notes.ts'
import { fcpxmlName, fcpxmlResources, type FcpxmlResources } from './fcpxml-resources.ts'
import { primaryStoryline, upperStoryline, type PrimaryStoryline, type StorylineItem } from './fcpxml-storyline.ts'
import { frameTime, timeFromFrameToSample } from './fcpxml-time.ts'
import { placeClips, sequenceDuration, type Dissolve, type PlacedClip } from './placed-clips.ts'
import { plainLine } from './plain-text.ts'
import { element, xmlText, type XmlElement } from './xml.ts'

export interface Fcpxml {
  readonly text: string
  /** What the format cannot hold of this cut. */
  readonly notes: readonly ExportNote[]
}

interface Writer {
  readonly sequence: CutSequence
  readonly resources: FcpxmlResources
  readonly time: (frames: number) => string
}

/** What hangs on the storyline at a frame of the sequence; its offset is in the time of the item that it hangs on. */
interface Connected {
  readonly frame: number
  readonly element: (offset: string) => XmlElement
}

/**
 * FCPXML 1.10, which Final Cut Pro 10.6 and later read. The first picture track is the spine; the others and the sounds
 * hang on it in lanes, pictures above and sounds below. Offsets count in the time of what holds them, which for the
 * spine starts at the sequence's timecode, starts in the media's own timecode. Final Cut Pro has projects at the rates
 * of `finalCutRateName` alone.
 * Throws RangeError when a clip names no media of the sequence, or a sound track has a dissolve.
 */
export function writeFcpxml(sequence: CutSequence): Fcpxml {
  const time = (frames: number): string => frameTime(frames, sequence.rate)
  const writer: Writer = { sequence, resources: fcpxmlResources(sequence), time }
  const primary = primaryStoryline(sequence)
  const name = fcpxmlName(sequence.name)
  const project = element('project', [sequenceElement(writer, primary)], { name })
  const document = element(
    'fcpxml',
    [element('resources', writer.resources.elements), element('library', [element('event', [project], { name })])],
    { version: '1.10' },
  )
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${xmlText(document)}`
  return { text, notes: fcpxmlNotes(sequence, primary) }
}

function sequenceElement(writer: Writer, primary: PrimaryStoryline): XmlElement {
  const { sequence, time, resources } = writer
  const connected = [...upperTracks(writer), ...soundTracks(writer)]
  const spine = element(
    'spine',
    primary.items.flatMap((item) =>
      storylineItem(writer, item, sequence.startFrame, [
        ...onItem(writer, item, connected),
        ...markersOnItem(writer, item, primary),
      ]),
    ),
  )
  return element('sequence', [spine], {
    format: resources.sequenceFormat,
    duration: time(sequenceDuration(sequence)),
    tcStart: time(sequence.startFrame),
    tcFormat: tcFormat(sequence),
    audioLayout: 'stereo',
    ...audioRate(sequence.soundSampleRate),
  })
}

const tcFormat = ({ dropFrame }: CutSequence): 'DF' | 'NDF' => (dropFrame ? 'DF' : 'NDF')

/** The format knows these rates alone. */
function audioRate(samplesPerSecond: number): Readonly<Record<string, string>> {
  const known = [32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000].includes(samplesPerSecond)
  return known ? { audioRate: `${samplesPerSecond / 1000}k` } : {}
}

/** A clip or gap, after its dissolve. `origin` is the frame that the storyline's time has at the sequence's start. */
function storylineItem(
  writer: Writer,
  item: StorylineItem,
  origin: number,
  inside: readonly XmlElement[],
): XmlElement[] {
  const { time } = writer
  const { record, placed } = item
  const offset = time(origin + record.start)
  if (placed === null) {
    const start = time(ownFrame(writer, item, record.start))
    return [element('gap', inside, { name: 'Gap', offset, start, duration: time(durationOf(record)) })]
  }
  const { leadIn } = placed
  const dissolve = leadIn === null ? [] : [dissolveElement(writer, origin + record.start, leadIn)]
  const hidden = placed.clip.markers.map((marker) =>
    markerElement(writer, marker, placed.media.startFrame + marker.frames.start),
  )
  return [...dissolve, clipElement(writer, placed, { offset }, [...inside, ...hidden])]
}

/** A frame of the sequence in the item's own time: the media's timecode in a clip, the sequence's in a gap. */
function ownFrame({ sequence }: Writer, { record, placed }: StorylineItem, frame: number): number {
  if (placed === null) return sequence.startFrame + frame
  return placed.media.startFrame + placed.clip.source.start + frame - record.start
}

function dissolveElement({ time, resources }: Writer, cut: number, { inFrames, outFrames }: Dissolve): XmlElement {
  const name = 'Cross Dissolve'
  return element('transition', [element('filter-video', [], { ref: resources.dissolve ?? '', name })], {
    name,
    offset: time(cut - inFrames),
    duration: time(inFrames + outFrames),
  })
}

function clipElement(
  { sequence, resources, time }: Writer,
  { clip, media }: PlacedClip,
  place: Readonly<Record<string, string>>,
  inside: readonly XmlElement[],
): XmlElement {
  const asset = resources.assets.get(media.id)
  return element('asset-clip', inside, {
    ref: asset?.id ?? '',
    ...place,
    name: fcpxmlName(clip.name),
    start: time(media.startFrame + clip.source.start),
    duration: time(durationOf(clip.source)),
    ...(media.sound === null ? {} : { srcEnable: 'video' }),
    ...(asset?.format ? { format: asset.format } : {}),
    tcFormat: tcFormat(sequence),
  })
}

function soundElement(
  writer: Writer,
  { clip, media }: PlacedClip,
  place: Readonly<Record<string, string>>,
): XmlElement {
  const { time, sequence, resources } = writer
  const { source, gainDb } = clip
  const samples = media.picture === null ? media.sound?.durationSamples : undefined
  const toItsEnd = samples !== undefined && source.end === media.durationFrames
  const level = Math.min(gainRangeDb.high, Math.max(gainRangeDb.low, gainDb))
  const volume = element('adjust-volume', [], { amount: String(Number(level.toFixed(3))) })
  const markers = clip.markers.map((marker) => markerElement(writer, marker, media.startFrame + marker.frames.start))
  const asset = resources.assets.get(media.id)
  return element('asset-clip', [...(gainDb === 0 ? [] : [volume]), ...markers], {
    ref: asset?.id ?? '',
    ...place,
    name: fcpxmlName(clip.name),
    start: time(media.startFrame + source.start),
    duration: toItsEnd
      ? timeFromFrameToSample(source.start, sequence.rate, samples, media.sound?.sampleRate ?? 1)
      : time(durationOf(source)),
    ...(media.picture === null ? {} : { srcEnable: 'audio' }),
    ...(asset?.format ? { format: asset.format } : {}),
  })
}

function upperTracks(writer: Writer): Connected[] {
  const { sequence } = writer
  return sequence.pictureTracks.slice(1).flatMap((track, index) => {
    const items = upperStoryline(sequence, track)
    const start = items?.[0]?.record.start
    if (items === null || start === undefined) return []
    const spine = (offset: string): XmlElement =>
      element(
        'spine',
        items.flatMap((item) => storylineItem(writer, item, -start, [])),
        {
          lane: String(index + 1),
          offset,
          name: fcpxmlName(track.name),
        },
      )
    return [{ frame: start, element: spine }]
  })
}

function soundTracks(writer: Writer): Connected[] {
  return writer.sequence.soundTracks.flatMap((track, index) => {
    const clips = placeClips(writer.sequence, track)
    if (clips.some(({ leadIn }) => leadIn !== null)) throw new RangeError(`sound track ${track.name} has a dissolve`)
    const lane = String(-index - 1)
    return clips.map((placed) => {
      return { frame: placed.record.start, element: (offset: string) => soundElement(writer, placed, { lane, offset }) }
    })
  })
}

function onItem(writer: Writer, item: StorylineItem, connected: readonly Connected[]): XmlElement[] {
  const here = connected.filter(({ frame }) => frame >= item.record.start && frame < item.record.end)
  return here.map((each) => each.element(writer.time(ownFrame(writer, item, each.frame))))
}

function markersOnItem(writer: Writer, item: StorylineItem, { markers }: PrimaryStoryline): XmlElement[] {
  const here = markers.filter(({ frame }) => frame >= item.record.start && frame < item.record.end)
  return here.map(({ frame, marker }) => markerElement(writer, marker, ownFrame(writer, item, frame)))
}

function markerElement({ time }: Writer, { name, comment, frames }: SequenceMarker, start: number): XmlElement {
  return element('marker', [], {
    start: time(start),
    duration: time(durationOf(frames)),
    value: plainLine(name),
    ...(comment === '' ? {} : { note: comment }),
  })
}
