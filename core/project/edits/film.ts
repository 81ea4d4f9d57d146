import type { FrameRate } from '../../contract/generation.ts'
import { rescale } from '../../timeline/rational.ts'
import { allowsDropFrame } from '../../timeline/timecode.ts'
import type { SoundClip } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import { maxFrames } from '../schema/values.ts'
import { checkedFilm } from './check.ts'

/** What can be set on the film as a whole. */
export type FilmSettings = Pick<Film, 'name' | 'note' | 'format' | 'sensorWidthMm' | 'metresPerUnit'>

/** Throws StudioError edit.refused when a value is out of its limits; so do all edits. */
export function changeFilmSettings(film: Film, settings: Partial<FilmSettings>): Film {
  return checkedFilm(film, { ...film, ...settings })
}

/**
 * Another rate for the same frame counts: shots keep their frames, and last longer or shorter. Sounds stay at their
 * pictures and last as long as before, to the nearest frame, or until the next sound of their track.
 */
export function setFilmRate(film: Film, rate: FrameRate): Film {
  const dropFrame = film.cut.dropFrame && allowsDropFrame(rate)
  const { cut } = checkedFilm(film, { ...film, rate, cut: { ...film.cut, dropFrame } })
  const soundTracks = cut.soundTracks.map((track) => ({ ...track, clips: keptSounds(track.clips, film.rate, rate) }))
  return checkedFilm(film, { ...film, rate, cut: { ...cut, soundTracks } })
}

/** @param clips of one track, in order */
function keptSounds(clips: readonly SoundClip[], from: FrameRate, rate: FrameRate): SoundClip[] {
  return clips.map((clip, index) => {
    const kept = rescale({ value: clip.durationFrames, rate: from }, rate, 'nearest').value
    const room = (clips[index + 1]?.recordStartFrame ?? maxFrames) - clip.recordStartFrame
    return { ...clip, durationFrames: Math.max(1, Math.min(kept, room)) }
  })
}
