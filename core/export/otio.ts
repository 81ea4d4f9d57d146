import { framesPerSecond } from '../timeline/rational.ts'
import { durationOf, shiftRange, type FrameRange } from '../timeline/range.ts'
import type { FrameRate } from '../contract/generation.ts'
import type {
  CutSequence,
  SequenceClip,
  SequenceItem,
  SequenceMarker,
  SequenceMedia,
  SequenceTrack,
} from './cut-sequence.ts'
import { mediaUrl } from './media-url.ts'
import { plainLine, withoutHalfPairs } from './plain-text.ts'

export interface OtioOptions {
  /** Add what Premiere reads: sequence settings and links of picture and sound. Other readers ignore it. */
  readonly premiere: boolean
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

const mediaKey = 'DEFAULT_MEDIA'

/**
 * OpenTimelineIO JSON text (Timeline.1, as version 0.18.1 of the library writes it, without the item colour that older
 * readers do not know). Media times count from the media's start timecode; markers of a clip in the clip's media time,
 * markers of the sequence from its first frame.
 * Throws RangeError when a clip names no media of the sequence.
 */
export function writeOtio(sequence: CutSequence, options: OtioOptions): string {
  const writer: Writer = { ...options, sequence, media: new Map(sequence.media.map((media) => [media.id, media])) }
  const premiereTimeline: JsonObject = { PremierePro_OTIO: { MetadataVersion: '1.0' } }
  const timeline: JsonObject = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: options.premiere ? premiereTimeline : {},
    name: plainLine(sequence.name),
    global_start_time: time(sequence.startFrame, sequence.rate),
    tracks: {
      ...item('Stack.1', 'tracks', options.premiere ? premiereSettings(sequence) : {}),
      markers: sequence.markers.map((marker) => markerJson(marker, 0, sequence.rate)),
      children: [
        ...sequence.pictureTracks.map((track) => trackJson(writer, track, 'Video')),
        ...sequence.soundTracks.map((track) => trackJson(writer, track, 'Audio')),
      ],
    },
  }
  return `${JSON.stringify(timeline, null, 2)}\n`
}

interface Writer extends OtioOptions {
  readonly sequence: CutSequence
  readonly media: ReadonlyMap<string, SequenceMedia>
}

function trackJson(writer: Writer, track: SequenceTrack, kind: 'Video' | 'Audio'): JsonObject {
  return {
    ...item('Track.1', track.name, {}),
    kind,
    children: track.items.filter(lastsAtAll).map((each) => itemJson(writer, each)),
  }
}

/** A dissolve of no frames is a cut. */
function lastsAtAll(item: SequenceItem): boolean {
  return item.kind !== 'dissolve' || item.inFrames + item.outFrames > 0
}

function itemJson(writer: Writer, each: SequenceItem): JsonObject {
  const { rate } = writer.sequence
  if (each.kind === 'clip') return clipJson(writer, each)
  if (each.kind === 'gap')
    return { ...item('Gap.1', '', {}), source_range: range({ start: 0, end: each.durationFrames }, rate) }
  return {
    OTIO_SCHEMA: 'Transition.1',
    metadata: {},
    name: 'Cross Dissolve',
    transition_type: 'SMPTE_Dissolve',
    in_offset: time(each.inFrames, rate),
    out_offset: time(each.outFrames, rate),
  }
}

function clipJson(writer: Writer, clip: SequenceClip): JsonObject {
  const { rate } = writer.sequence
  const media = writer.media.get(clip.mediaId)
  if (media === undefined) throw new RangeError(`clip ${clip.name} names no media of the sequence: ${clip.mediaId}`)
  return {
    ...item('Clip.2', clip.name, clipMetadata(writer, clip)),
    source_range: range(shiftRange(clip.source, media.startFrame), rate),
    markers: clip.markers.map((marker) => markerJson(marker, media.startFrame, rate)),
    media_references: { [mediaKey]: referenceJson(media, rate) },
    active_media_reference_key: mediaKey,
  }
}

function clipMetadata(writer: Writer, clip: SequenceClip): JsonObject {
  const { origin, gainDb } = clip
  const own: JsonObject = {
    ...(origin === null ? {} : { shot: origin.shotId, take: origin.takeId }),
    ...(gainDb === 0 ? {} : { gainDb }),
  }
  return {
    ...(Object.keys(own).length === 0 ? {} : { craneshot: own }),
    ...(writer.premiere && clip.linkId !== null ? { PremierePro_OTIO: { LinkID: clip.linkId } } : {}),
  }
}

function referenceJson(media: SequenceMedia, rate: FrameRate): JsonObject {
  const available = { start: media.startFrame, end: media.startFrame + media.durationFrames }
  const fields = {
    metadata: {},
    name: plainLine(media.name),
    available_range: range(available, rate),
    available_image_bounds: null,
  }
  if (media.path === null) return { OTIO_SCHEMA: 'MissingReference.1', ...fields }
  return { OTIO_SCHEMA: 'ExternalReference.1', ...fields, target_url: mediaUrl(media.path) }
}

/** The fields that stacks, tracks, clips and gaps share. */
function item(schema: string, name: string, metadata: JsonObject): JsonObject {
  return {
    OTIO_SCHEMA: schema,
    metadata,
    name: plainLine(name),
    source_range: null,
    effects: [],
    markers: [],
    enabled: true,
  }
}

function markerJson(marker: SequenceMarker, mediaStartFrame: number, rate: FrameRate): JsonObject {
  return {
    OTIO_SCHEMA: 'Marker.2',
    metadata: {},
    name: plainLine(marker.name),
    color: marker.color.toUpperCase(),
    comment: withoutHalfPairs(marker.comment),
    marked_range: range(shiftRange(marker.frames, mediaStartFrame), rate),
  }
}

/** Rates are written as the double nearest to the fraction: readers know 23.976023976023978, not 23.976. */
function time(frames: number, rate: FrameRate): JsonObject {
  return { OTIO_SCHEMA: 'RationalTime.1', rate: framesPerSecond(rate), value: frames }
}

function range(frames: FrameRange, rate: FrameRate): JsonObject {
  return {
    OTIO_SCHEMA: 'TimeRange.1',
    duration: time(durationOf(frames), rate),
    start_time: time(frames.start, rate),
  }
}

function premiereSettings(sequence: CutSequence): JsonObject {
  return {
    PremierePro_OTIO: {
      VideoFrameRate: framesPerSecond(sequence.rate),
      VideoResolution: { width: sequence.width, height: sequence.height },
      PixelAspectRatio: { numerator: 1, denominator: 1 },
      AudioFrameRate: sequence.soundSampleRate,
    },
  }
}
