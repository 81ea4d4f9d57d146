import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { checkedFilm } from './check.ts'
import { findItem } from './items.ts'

/** What is told of a shot for the people who read the storyboard. */
export type ShotFacts = Partial<Pick<Shot, 'name' | 'note' | 'dialogue' | 'action'>>

/** The same facts for several shots, as one edit. Throws StudioError edit.unknown. */
export function changeShotFacts(film: Film, shotIds: readonly string[], facts: ShotFacts): Film {
  const chosen = new Set(shotIds)
  for (const id of chosen) findItem(film.shots, id, 'shot')
  const differs = (shot: Shot): boolean =>
    Object.entries(facts).some(([field, value]) => shot[field as keyof ShotFacts] !== value)
  if (!film.shots.some((shot) => chosen.has(shot.id) && differs(shot))) return film
  const shots = film.shots.map((shot) => (chosen.has(shot.id) && differs(shot) ? { ...shot, ...facts } : shot))
  return checkedFilm(film, { ...film, shots })
}

/** The value that all shots have, null where they differ. @param shots at least one */
export function commonFact<Value>(shots: readonly Shot[], fact: (shot: Shot) => Value): Value | null {
  const first = fact(shots[0]!)
  return shots.every((shot) => fact(shot) === first) ? first : null
}
