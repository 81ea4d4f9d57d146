import type { FrameRate } from '../../contract/generation.ts'
import { allowsDropFrame } from '../../timeline/timecode.ts'
import type { Film } from '../schema/film.ts'
import { checkedFilm } from './check.ts'

/** What can be set on the film as a whole. */
export type FilmSettings = Pick<Film, 'name' | 'note' | 'format' | 'sensorWidthMm' | 'metresPerUnit'>

/** Throws StudioError edit.refused when a value is out of its limits; so do all edits. */
export function changeFilmSettings(film: Film, settings: Partial<FilmSettings>): Film {
  return checkedFilm(film, { ...film, ...settings })
}

/** Another rate for the same frame counts: shots keep their frames, and last longer or shorter. */
export function setFilmRate(film: Film, rate: FrameRate): Film {
  const dropFrame = film.cut.dropFrame && allowsDropFrame(rate)
  return checkedFilm(film, {
    ...film,
    rate,
    cut: dropFrame === film.cut.dropFrame ? film.cut : { ...film.cut, dropFrame },
  })
}
