import { rescale, rescaleExactly, wholeRate } from '../timeline/rational.ts'
import { framesPerDay } from '../timeline/timecode.ts'
import { durationOf, intersection, rangeFrom, shiftRange, type FrameRange } from '../timeline/range.ts'
import type { CutClip, SoundClip } from '../project/schema/cut.ts'
import type { Film } from '../project/schema/film.ts'
import type { Marker } from '../project/schema/values.ts'
import type { CutSequence, SequenceItem, SequenceMarker, SequenceMedia, SequenceTrack } from './cut-sequence.ts'

/** Sound is kept at this rate in every project. */
const soundSampleRate = 48_000

/** The movie of a shot's chosen take. */
export interface TakeMedia {
  /** Null when the shot has no take yet. */
  readonly takeId: string | null
  readonly media: SequenceMedia
  /** Frames of the movie before the shot's frame 0: the head handle the take was made with. */
  readonly headFrames: number
}

export interface FilmMedia {
  /** By shot. A shot without an entry is exported as missing media, so that its place in the cut stays. */
  readonly takes: ReadonlyMap<string, TakeMedia>
  /** Sound files by their path in the project. Clips of sounds without an entry are left out as gaps. */
  readonly sounds: ReadonlyMap<string, SequenceMedia>
}

/** The film's cut for export: one picture track, one track for each sound track that is not muted. */
export function sequenceFromFilm(film: Film, files: FilmMedia): CutSequence {
  const takes = new Map(film.shots.map((shot) => [shot.id, files.takes.get(shot.id) ?? missingTake(film, shot.id)]))
  const used = new Set(film.cut.items.flatMap((item) => (item.kind === 'clip' ? [item.shotId] : [])))
  const soundTracks = film.cut.soundTracks.filter(({ muted }) => !muted)
  const sounds = new Set(soundTracks.flatMap(({ clips }) => clips.map(({ media }) => media)))
  return {
    name: film.name,
    rate: film.rate,
    startFrame: startOnClock(film),
    dropFrame: film.cut.dropFrame,
    ...film.format,
    soundSampleRate,
    media: [
      ...[...takes].flatMap(([shotId, { media }]) => (used.has(shotId) ? [media] : [])),
      ...[...files.sounds].flatMap(([path, media]) => (sounds.has(path) ? [media] : [])),
    ],
    pictureTracks: [{ name: 'V1', items: film.cut.items.map((item) => pictureItem(film, takes, item)) }],
    soundTracks: soundTracks.map((track) => soundTrack(film, files, track)),
    markers: film.cut.markers.map((marker) => sequenceMarker(marker, 0)),
  }
}

/** The cut's start on the clock, on which a film may start before midnight or after a day. */
function startOnClock({ rate, cut }: Film): number {
  const day = framesPerDay({ rate, dropFrame: cut.dropFrame })
  return ((cut.startFrame % day) + day) % day
}

function pictureItem(
  film: Film,
  takes: ReadonlyMap<string, TakeMedia>,
  item: Film['cut']['items'][number],
): SequenceItem {
  if (item.kind === 'gap') return { kind: 'gap', durationFrames: item.durationFrames }
  if (item.kind === 'dissolve') return { kind: 'dissolve', inFrames: item.inFrames, outFrames: item.outFrames }
  return pictureClip(film, takes, item)
}

function pictureClip(film: Film, takes: ReadonlyMap<string, TakeMedia>, clip: CutClip): SequenceItem {
  const shot = film.shots.find(({ id }) => id === clip.shotId)
  const take = takes.get(clip.shotId)
  if (shot === undefined || take === undefined) throw new RangeError(`the film has no shot ${clip.shotId}`)
  return {
    kind: 'clip',
    name: shot.name || shot.id,
    mediaId: take.media.id,
    source: shiftRange(clip.source, take.headFrames),
    markers: clip.markers.map((marker) => sequenceMarker(marker, take.headFrames)),
    linkId: null,
    gainDb: 0,
    origin: { shotId: shot.id, takeId: take.takeId },
  }
}

function missingTake(film: Film, shotId: string): TakeMedia {
  const shot = film.shots.find(({ id }) => id === shotId)
  const { headFrames, tailFrames } = shot?.handles ?? { headFrames: 0, tailFrames: 0 }
  return {
    takeId: null,
    headFrames,
    media: {
      id: `missing-${shotId}`,
      name: shot?.name || shotId,
      path: null,
      startFrame: 0,
      durationFrames: headFrames + (shot?.durationFrames ?? 0) + tailFrames,
      picture: film.format,
      sound: null,
    },
  }
}

/** Sounds on their frames, holes filled with gaps; a sound that ends before its clip leaves a hole. */
function soundTrack(film: Film, files: FilmMedia, track: Film['cut']['soundTracks'][number]): SequenceTrack {
  const items: SequenceItem[] = []
  let at = 0
  for (const clip of track.clips) {
    const media = files.sounds.get(clip.media)
    const source = media === undefined ? null : soundSource(film, clip, media)
    if (media === undefined || source === null) continue
    if (clip.recordStartFrame > at) items.push({ kind: 'gap', durationFrames: clip.recordStartFrame - at })
    const gainDb = clip.gainDb + track.gainDb
    const { name } = clip
    items.push({ kind: 'clip', name, mediaId: media.id, source, markers: [], linkId: null, gainDb, origin: null })
    at = clip.recordStartFrame + durationOf(source)
  }
  return { name: track.name, items }
}

/** Sounds of the film that a timeline file, which counts in frames, starts up to half a frame early or late. */
export function soundsBetweenFrames(film: Film): number {
  const clips = film.cut.soundTracks.filter(({ muted }) => !muted).flatMap((track) => track.clips)
  const isBetween = ({ sourceStartSample: value }: SoundClip): boolean =>
    rescaleExactly({ value, rate: wholeRate(soundSampleRate) }, film.rate) === null
  return clips.filter(isBetween).length
}

/** Frames of the sound that its clip plays, from the frame nearest to its first sample; null for none. */
function soundSource(film: Film, clip: SoundClip, media: SequenceMedia): FrameRange | null {
  const from = { value: clip.sourceStartSample, rate: wholeRate(soundSampleRate) }
  const start = rescale(from, film.rate, 'nearest').value
  return intersection(rangeFrom(start, clip.durationFrames), { start: 0, end: media.durationFrames })
}

function sequenceMarker(marker: Marker, shiftFrames: number): SequenceMarker {
  const { name, comment, color } = marker
  return { name, comment, color, frames: rangeFrom(marker.frame + shiftFrames, marker.durationFrames) }
}
