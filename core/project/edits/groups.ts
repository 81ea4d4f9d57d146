import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { findItem } from './items.ts'
import { moveShotsInStory, withStoryOrder } from './story-order.ts'

/**
 * Makes shots of one scene a group of that name, side by side where the first of them stands.
 * @param shotIds at least one
 */
export function groupShots(film: Film, shotIds: readonly string[], group: string): Film {
  const first = film.shots.find(({ id }) => shotIds.includes(id)) ?? findItem(film.shots, shotIds[0] ?? '', 'shot')
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

/** A, B … Z, AA and on: the first names that none of the shots' groups has. @param skip free names left out */
export function freeGroupName(shots: readonly Shot[], skip = 0): string {
  const taken = new Set(shots.map(({ group }) => group))
  let left = skip
  for (let index = 0; ; index++) {
    const name = letters(index)
    if (!taken.has(name) && left-- <= 0) return name
  }
}

function letters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest < 0 ? '' : letters(rest)) + String.fromCharCode(65 + (index % 26))
}

function withGroup(film: Film, shotIds: readonly string[], group: string): Film {
  const chosen = new Set(shotIds)
  return withStoryOrder(
    film,
    film.shots.map((shot) => (chosen.has(shot.id) && shot.group !== group ? { ...shot, group } : shot)),
  )
}
