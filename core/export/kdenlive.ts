import type { FrameRange } from '../timeline/range.ts'
import type { CutSequence, SequenceMedia, SequenceTrack } from './cut-sequence.ts'
import { MarkerCategories, mediaMarkers } from './kdenlive-markers.ts'
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
import { element, type XmlElement } from './xml.ts'

/** Marks what Kdenlive makes and replaces by itself. */
const internal = { internal_added: 237, always_active: 1 }
const service = 'avformat-novalidate'

interface Writer extends MltOptions {
  readonly sequence: CutSequence
  readonly durationFrames: number
  /** Numbers of the media in the bin. */
  readonly numbers: ReadonlyMap<string, number>
}

/** A clip and which of its track's two playlists it lies in; clips that dissolve lie in different ones. */
interface LaidClip extends PlacedClip {
  readonly lane: 0 | 1
  /** Frames of the track that it shows, those under its dissolves included. */
  readonly shown: FrameRange
}

interface Track {
  readonly kind: 'picture' | 'sound'
  readonly name: string
  /** Names its elements. */
  readonly index: number
  readonly clips: readonly LaidClip[]
}

/**
 * A Kdenlive project: MLT XML with a bin, as document version 1.04, which Kdenlive 22.12 writes and later ones update on
 * opening. A track is two playlists whose clips overlap under a dissolve; the markers of clips lie on their media in the
 * bin, those of the cut are guides. It counts from zero, whatever the sequence's start timecode.
 * Shotcut opens no such document for editing; for it and for melt there is `writeMlt`.
 * Throws RangeError when a clip names no media of the sequence.
 */
export function writeKdenlive(sequence: CutSequence, options: MltOptions): string {
  const numbers = new Map(sequence.media.map(({ id }, index) => [id, index + 2]))
  const durationFrames = sequenceDuration(sequence)
  const writer: Writer = { ...options, sequence, durationFrames, numbers }
  // Kdenlive shows the lowest track last: A1 lies right under the pictures.
  const sounds = sequence.soundTracks.map((track) => ({ track, kind: 'sound' as const })).toReversed()
  const pictures = sequence.pictureTracks.map((track) => ({ track, kind: 'picture' as const }))
  const tracks = [...sounds, ...pictures].map(({ track, kind }, index): Track => {
    return { kind, name: plainLine(track.name), index, clips: layClips(writer, track, kind) }
  })
  return mltDocument(sequence, 'main_bin', [
    ...sequence.media.map((media) => binProducer(writer, media)),
    mainBin(writer),
    blackProducer('black_track', durationFrames),
    ...tracks.flatMap((track) => trackElements(writer, track)),
    mainTractor(writer, tracks),
  ])
}

/** A sound without a file is silence. */
function layClips({ sequence }: Writer, track: SequenceTrack, kind: Track['kind']): LaidClip[] {
  let lane: 0 | 1 = 0
  const laid = placeClips(sequence, track).map((placed): LaidClip => {
    const { record, leadIn, leadOut } = placed
    lane = leadIn === null || lane === 1 ? 0 : 1
    const shown = { start: record.start - (leadIn?.inFrames ?? 0), end: record.end + (leadOut?.outFrames ?? 0) }
    return { ...placed, lane, shown }
  })
  return laid.filter(({ media }) => kind === 'picture' || media.path !== null)
}

function binProducer(writer: Writer, media: SequenceMedia): XmlElement {
  const { sequence } = writer
  const clips = [...sequence.pictureTracks, ...sequence.soundTracks].flatMap(({ items }) => items)
  const shows = clips.find((item) => item.kind === 'clip' && item.mediaId === media.id)
  const markers = new MarkerCategories(sequence).list(mediaMarkers(sequence, media))
  return mediaProducer(binId(writer, media), media, writer, service, [
    ...binProperties(writer, media),
    property('kdenlive:clipname', plainLine(shows?.kind === 'clip' ? shows.name : media.name)),
    ...(markers === '' ? [] : [property('kdenlive:markers', markers)]),
  ])
}

function binId({ numbers }: Writer, { id }: SequenceMedia): string {
  return `bin_${numbers.get(id)}`
}

/** How Kdenlive knows which clip of the bin a producer is. */
function binProperties({ numbers }: Writer, { id }: SequenceMedia): XmlElement[] {
  return properties({ 'kdenlive:id': numbers.get(id) ?? 0, 'kdenlive:clip_type': 0, 'kdenlive:folderid': -1 })
}

/** The document's properties and its bin. Readers look for the version in the first playlist. */
function mainBin(writer: Writer): XmlElement {
  const { sequence } = writer
  const categories = new MarkerCategories(sequence)
  const [colours, guides] = [categories.json(), categories.list(sequence.markers)]
  const documentProperties = {
    version: '1.04',
    kdenliveversion: '22.12.3',
    profile: '',
    audioChannels: 2,
    compositing: 1,
    ...(colours === '' ? {} : { guidesCategories: colours }),
    ...(guides === '' ? {} : { guides }),
  }
  const entries = sequence.media.map((media) =>
    element('entry', [], {
      producer: binId(writer, media),
      ...inclusive({ start: 0, end: media.durationFrames }),
    }),
  )
  const named = Object.entries(documentProperties).map(([name, value]) =>
    property(`kdenlive:docproperties.${name}`, value),
  )
  return element('playlist', [...named, property('xml_retain', 1), ...entries], { id: 'main_bin' })
}

function trackElements(writer: Writer, track: Track): XmlElement[] {
  return [...laneElements(writer, track, 0), ...laneElements(writer, track, 1), trackTractor(writer, track)]
}

const laneId = (track: Track, lane: 0 | 1): string => `playlist${2 * track.index + lane}`
const trackId = (track: Track): string => `tractor${track.index}`
const audioTrack = ({ kind }: Track): XmlElement[] => (kind === 'sound' ? [property('kdenlive:audio_track', 1)] : [])

/** A playlist and its producers: of one that several playlists use, each would move the frames of the others. */
function laneElements(writer: Writer, track: Track, lane: 0 | 1): XmlElement[] {
  const id = laneId(track, lane)
  const clips = track.clips.filter((clip) => clip.lane === lane)
  const producerId = (media: SequenceMedia): string => `${id}_${binId(writer, media)}`
  const isSound = track.kind === 'sound'
  const used = [...new Set(clips.map(({ media }) => media))]
  const producers = used.map((media) =>
    mediaProducer(producerId(media), media, writer, service, [
      ...binProperties(writer, media),
      ...properties({ 'set.test_audio': isSound ? 0 : 1, 'set.test_image': isSound ? 1 : 0 }),
    ]),
  )
  const entries = clips.flatMap((placed, index) => [
    ...blank(placed.shown.start - (clips[index - 1]?.shown.end ?? 0)),
    element(
      'entry',
      [
        property('kdenlive:id', writer.numbers.get(placed.media.id) ?? 0),
        ...volumeFilter(`${id}_volume${index}`, placed.clip, { kdenlive_id: 'volume' }),
      ],
      { producer: producerId(placed.media), ...inclusive(shownSource(placed)) },
    ),
  ])
  return [...producers, element('playlist', [...audioTrack(track), ...entries], { id })]
}

function trackTractor({ durationFrames }: Writer, track: Track): XmlElement {
  const hide = track.kind === 'sound' ? 'video' : 'audio'
  const lanes = ([0, 1] as const).map((lane) => element('track', [], { hide, producer: laneId(track, lane) }))
  const content = [
    ...audioTrack(track),
    ...properties({
      'kdenlive:trackheight': 67,
      'kdenlive:timeline_active': 1,
      'kdenlive:collapsed': 0,
      'kdenlive:track_name': track.name,
    }),
    ...lanes,
    ...track.clips.flatMap((clip, index) => mix(track, clip, index)),
  ]
  return element('tractor', content, { id: trackId(track), ...inclusive({ start: 0, end: durationFrames }) })
}

/** The dissolve into a clip, over the frames that it shows together with the clip before. */
function mix(track: Track, { record, leadIn, lane }: LaidClip, index: number): XmlElement[] {
  if (leadIn === null) return []
  const { inFrames, outFrames } = leadIn
  const mixer = track.kind === 'sound' ? 'mix' : 'luma'
  const own =
    track.kind === 'sound'
      ? { start: -1, accepts_blanks: 1 }
      : { factory: 'loader', softness: 0, alpha_over: 1, fix_background_alpha: 1 }
  const content = properties({
    a_track: 0,
    b_track: 1,
    mlt_service: mixer,
    kdenlive_id: mixer,
    ...own,
    // Frames after the cut.
    'kdenlive:mixcut': outFrames,
    reverse: lane === 0 ? 1 : 0,
  })
  const range = inclusive({ start: record.start - inFrames, end: record.start + outFrames })
  return [element('transition', content, { id: `${trackId(track)}_mix${index}`, ...range })]
}

/** All tracks over black, each mixed or drawn onto it. */
function mainTractor({ durationFrames }: Writer, tracks: readonly Track[]): XmlElement {
  const sound = { mlt_service: 'mix', kdenlive_id: 'mix', ...internal, accepts_blanks: 1, sum: 1 }
  const picture = { compositing: 0, distort: 0, rotate_center: 0, mlt_service: 'qtblend', kdenlive_id: 'qtblend' }
  const joins = tracks.map((track) => {
    const content = track.kind === 'sound' ? sound : { ...picture, ...internal }
    return element('transition', properties({ a_track: 0, b_track: track.index + 1, ...content }), {
      id: `join${track.index + 1}`,
    })
  })
  const producers = ['black_track', ...tracks.map(trackId)]
  const content = [...producers.map((producer) => element('track', [], { producer })), ...joins]
  return element('tractor', content, { id: 'maintractor', ...inclusive({ start: 0, end: durationFrames }) })
}
