import { addSoundTrack, removeSoundClip, setSoundClip } from '../../../../core/project/edits/cut.ts'
import { checkedFilm } from '../../../../core/project/edits/check.ts'
import type { SoundClip } from '../../../../core/project/schema/cut.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import { framesOfSamples, samplesOfFrames } from '../../../../core/timeline/sound-time.ts'
import type { Edge } from '../editing/trim.ts'

export type SoundTrack = Film['cut']['soundTracks'][number]

/** A sound that main took into the project. */
interface ImportedSound {
  readonly name: string
  readonly media: string
  readonly durationSamples: number
}

/** The one track that sounds go to; a film without one gets it. */
function withSoundTrack(film: Film, newId: () => string, name: string): { film: Film; track: SoundTrack } {
  const [first] = film.cut.soundTracks
  if (first !== undefined) return { film, track: first }
  const grown = addSoundTrack(film, newId(), name)
  return { film: grown, track: grown.cut.soundTracks[0]! }
}

/** The film with sounds one after another from a frame on, each at the first place where it fits whole. */
export function withSounds(
  film: Film,
  sounds: readonly ImportedSound[],
  frame: number,
  made: { readonly newId: () => string; readonly trackName: string },
): Film {
  return sounds.reduce((changed, sound) => {
    const { film: grown, track } = withSoundTrack(changed, made.newId, made.trackName)
    const durationFrames = framesOfSamples(sound.durationSamples, film.rate)
    return setSoundClip(grown, track.id, {
      id: made.newId(),
      name: sound.name.slice(0, 200),
      media: sound.media,
      recordStartFrame: firstFreeStart(track.clips, frame, durationFrames),
      durationFrames,
      sourceStartSample: 0,
      gainDb: 0,
    })
  }, film)
}

/** What a film takes of sound tracks at most. */
const mostTracks = 32

/**
 * The film with a recording exactly where it was made: on the first track that is free there, else on a new one.
 * @param clip without an id
 * @returns null when every track has sound there and there can be no more tracks
 */
export function withRecording(
  film: Film,
  clip: SoundClip,
  made: { readonly newId: () => string; readonly trackName: string },
): Film | null {
  const { recordStartFrame: start, durationFrames } = clip
  const { soundTracks } = film.cut
  const isFree = ({ clips }: SoundTrack): boolean => firstFreeStart(clips, start, durationFrames) === start
  const free = soundTracks.find((track) => !track.muted && isFree(track)) ?? soundTracks.find(isFree)
  if (free !== undefined) return setSoundClip(film, free.id, clip)
  if (soundTracks.length >= mostTracks) return null
  const trackId = made.newId()
  const name = soundTracks.length === 0 ? made.trackName : `${made.trackName} ${soundTracks.length + 1}`
  return setSoundClip(addSoundTrack(film, trackId, name), trackId, clip)
}

/** The first frame from `frame` on where so many frames are free. */
export function firstFreeStart(clips: readonly SoundClip[], frame: number, durationFrames: number): number {
  let start = Math.max(0, frame)
  for (const clip of clips) {
    if (clip.recordStartFrame + clip.durationFrames <= start) continue
    if (clip.recordStartFrame >= start + durationFrames) break
    start = clip.recordStartFrame + clip.durationFrames
  }
  return start
}

/** The free start that is nearest to `wanted` for a clip among the others of its track. */
export function nearestFreeStart(others: readonly SoundClip[], wanted: number, durationFrames: number): number {
  const fits = (start: number): boolean =>
    start >= 0 &&
    others.every(
      (clip) => clip.recordStartFrame + clip.durationFrames <= start || clip.recordStartFrame >= start + durationFrames,
    )
  const starts = others
    .flatMap((clip) => [clip.recordStartFrame - durationFrames, clip.recordStartFrame + clip.durationFrames])
    .concat([Math.max(0, wanted), 0])
    .filter(fits)
  return starts.reduce((best, start) => (Math.abs(start - wanted) < Math.abs(best - wanted) ? start : best))
}

export function movedSound(film: Film, trackId: string, clipId: string, wantedStart: number): Film {
  const { clip, others } = clipOfTrack(film, trackId, clipId)
  const recordStartFrame = nearestFreeStart(others, wantedStart, clip.durationFrames)
  return setSoundClip(film, trackId, { ...clip, recordStartFrame })
}

/**
 * The film with an end of a sound moved by `frames`, as far as its neighbours and its own samples allow. The picture under
 * the sound stays: a later head begins later in the sound too.
 * @param durationSamples of the whole sound; Infinity while it is not known
 */
export function trimmedSound(
  film: Film,
  trackId: string,
  clipId: string,
  trim: { readonly edge: Edge; readonly frames: number; readonly durationSamples: number },
): Film {
  const { clip, others } = clipOfTrack(film, trackId, clipId)
  const start = clip.recordStartFrame
  const end = start + clip.durationFrames
  if (trim.edge === 'head') {
    const freeFrom = Math.max(0, ...others.map((each) => endOf(each)).filter((each) => each <= start))
    const inSound = Math.floor((clip.sourceStartSample * film.rate.numerator) / (soundRate * film.rate.denominator))
    const by = Math.min(clip.durationFrames - 1, Math.max(trim.frames, freeFrom - start, 0 - inSound))
    const sourceStartSample = Math.max(0, clip.sourceStartSample + samplesOfFrames(by, film.rate))
    return setSoundClip(film, trackId, {
      ...clip,
      recordStartFrame: start + by,
      durationFrames: clip.durationFrames - by,
      sourceStartSample,
    })
  }
  const freeTo = Math.min(...others.map((each) => each.recordStartFrame).filter((each) => each >= end), Infinity)
  const left = trim.durationSamples - clip.sourceStartSample
  const longest = Math.min(freeTo - start, left === Infinity ? Infinity : framesOfSamples(left, film.rate))
  return setSoundClip(film, trackId, {
    ...clip,
    durationFrames: Math.max(1, Math.min(longest, clip.durationFrames + trim.frames)),
  })
}

/** The sound cut in two at a frame of the cut; unchanged when the frame is not inside it. */
export function splitSound(film: Film, trackId: string, clipId: string, frame: number, newId: string): Film {
  const { clip } = clipOfTrack(film, trackId, clipId)
  const head = frame - clip.recordStartFrame
  if (head <= 0 || head >= clip.durationFrames) return film
  const tail: SoundClip = {
    ...clip,
    id: newId,
    recordStartFrame: frame,
    durationFrames: clip.durationFrames - head,
    sourceStartSample: clip.sourceStartSample + samplesOfFrames(head, film.rate),
  }
  return setSoundClip(setSoundClip(film, trackId, { ...clip, durationFrames: head }), trackId, tail)
}

export function withoutSounds(film: Film, ids: ReadonlySet<string>): Film {
  return film.cut.soundTracks.reduce(
    (changed, track) =>
      track.clips
        .filter(({ id }) => ids.has(id))
        .reduce((each, { id }) => removeSoundClip(each, track.id, id), changed),
    film,
  )
}

/** Mute or level of a whole track. */
export function changedTrack(film: Film, trackId: string, change: Partial<Pick<SoundTrack, 'muted' | 'gainDb'>>): Film {
  const soundTracks = film.cut.soundTracks.map((track) => (track.id === trackId ? { ...track, ...change } : track))
  return checkedFilm(film, { ...film, cut: { ...film.cut, soundTracks } })
}

function clipOfTrack(film: Film, trackId: string, clipId: string) {
  const track = film.cut.soundTracks.find(({ id }) => id === trackId)
  const clip = track?.clips.find(({ id }) => id === clipId)
  if (track === undefined || clip === undefined) throw new RangeError(`no sound ${clipId} on track ${trackId}`)
  return { clip, others: track.clips.filter((each) => each !== clip) }
}

function endOf(clip: SoundClip): number {
  return clip.recordStartFrame + clip.durationFrames
}
