import { focalLengthFromFovYRadians, SENSOR_WIDTH_MM } from '../camera/intrinsics.ts'
import { allowsDropFrame } from '../timeline/timecode.ts'
import { StudioError } from '../contract/errors.ts'
import type { FrameRate } from '../contract/generation.ts'
import { appendShots } from '../project/edits/append-shots.ts'
import { checkedFilm } from '../project/edits/check.ts'
import type { Board } from '../project/schema/board.ts'
import type { Film } from '../project/schema/film.ts'
import { framesPerSecond, sameRate } from '../timeline/rational.ts'
import type { ImportedStory, Story } from './story.ts'

/** Pixels in the height of a film that takes its shape from a storyboard. */
const formatHeight = 1080

/** The format of a film of that aspect: even sides. */
function formatOfAspect(aspect: number): Film['format'] {
  const width = Math.round((formatHeight * aspect) / 2) * 2
  return { width: Math.min(16384, Math.max(16, width)), height: formatHeight }
}

/**
 * The film with the story's scenes and shots after its own. A film without shots takes the story's rate and shape; in any
 * other, durations are kept in seconds.
 * @param newId makes ids that the film does not have yet
 * @throws StudioError edit.refused
 */
export function withStory(film: Film, story: ImportedStory, newId: () => string): Film {
  const shaped = isUntouched(film) ? withShape(film, story) : film
  const scenes = story.scenes.map(({ name, note }) => ({ id: newId(), name, note, placements: [] }))
  const grown = checkedFilm(shaped, { ...shaped, scenes: [...shaped.scenes, ...scenes] })
  const appended = story.scenes.flatMap(({ shots }, scene) =>
    shots.map(({ name, seconds, picture, fovYRadians, ...facts }) => ({
      // A shot's name such as `2.5A` has no extension that could go.
      boardName: '',
      picture,
      lens: fovYRadians === null ? undefined : lensOf(fovYRadians, grown),
      shotName: name,
      seconds,
      facts: { ...facts, sceneId: scenes[scene]!.id },
    })),
  )
  return appendShots(grown, appended, newId)
}

/** The format that the film has with the story in it. */
export function formatWith(film: Film, { aspect }: Story<unknown>): Film['format'] {
  return aspect === null || !isUntouched(film) ? film.format : formatOfAspect(aspect)
}

/** Says that the film keeps a rate other than the story's; null where they agree. */
export function rateNote(film: Film, { rate, title }: Story<unknown>): StudioError | null {
  if (rate === null || isUntouched(film) || sameRate(rate, film.rate)) return null
  const shown = (each: FrameRate): number => Math.round(framesPerSecond(each) * 1000) / 1000
  return new StudioError('import.storyboarder.rate', { file: title, rate: shown(rate), filmRate: shown(film.rate) })
}

function isUntouched({ shots, cut }: Film): boolean {
  return shots.length === 0 && cut.items.length === 0 && cut.soundTracks.every(({ clips }) => clips.length === 0)
}

function withShape(film: Film, story: ImportedStory): Film {
  const shaped = { ...film, rate: story.rate ?? film.rate, format: formatWith(film, story) }
  const dropFrame = film.cut.dropFrame && allowsDropFrame(shaped.rate)
  return checkedFilm(film, dropFrame === film.cut.dropFrame ? shaped : { ...shaped, cut: { ...film.cut, dropFrame } })
}

/** The lens on the film's sensor that sees so much of the film's frame. */
function lensOf(fovYRadians: number, { format, sensorWidthMm }: Film): Board['lens'] {
  const focalLengthMm = (focalLengthFromFovYRadians(fovYRadians, format) * sensorWidthMm) / SENSOR_WIDTH_MM
  return { focalLengthMm: Math.min(2000, Math.max(1, focalLengthMm)), origin: 'chosen' }
}
