import { StudioError } from '../../contract/errors.ts'
import type { Film } from '../schema/film.ts'
import { findItem } from './items.ts'
import { moveShotsInStory, withStoryOrder } from './story-order.ts'

/**
 * Makes shots of one scene a group of that name, side by side where the first of them stands.
 * @param shotIds at least one
 * @throws StudioError edit.unknown, edit.refused when the shots are of several scenes
 */
export function groupShots(film: Film, shotIds: readonly string[], group: string): Film {
  const first = film.shots.find(({ id }) => shotIds.includes(id)) ?? findItem(film.shots, shotIds[0] ?? '', 'shot')
  if (film.shots.some(({ id, sceneId }) => sceneId !== first.sceneId && shotIds.includes(id)))
    throw new StudioError('edit.refused', { place: 'shots', problem: 'are of more than one scene' })
  const together = moveShotsInStory(film, shotIds, { before: first.id, sceneId: first.sceneId })
  return withGroup(together, shotIds, group)
}

export function ungroupShots(film: Film, shotIds: readonly string[]): Film {
  return withGroup(film, shotIds, '')
}

/** Another name for a group of a scene; shots of the scene that have the new name already join it. */
export function renameGroup(film: Film, sceneId: string | null, group: string, name: string): Film {
  const own = film.shots.filter((shot) => shot.sceneId === sceneId && shot.group === group && group !== '')
  return withGroup(
    film,
    own.map(({ id }) => id),
    name,
  )
}

function withGroup(film: Film, shotIds: readonly string[], group: string): Film {
  const chosen = new Set(shotIds)
  return withStoryOrder(
    film,
    film.shots.map((shot) => (chosen.has(shot.id) && shot.group !== group ? { ...shot, group } : shot)),
  )
}
