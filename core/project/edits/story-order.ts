import type { CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { storySections, type StorySection } from '../story-sections.ts'
import { checkedFilm } from './check.ts'
import { broughtIntoScene } from './group-names.ts'
import { findItem } from './items.ts'

/** A place in the storyboard: before a shot, or at the end when that is null, in a scene or in none. */
export interface StoryPlace {
  readonly before: string | null
  readonly sceneId: string | null
}

/**
 * Puts shots at a place, in the order they have, and into its scene. While the cut shows each shot in the storyboard's
 * order, it follows; a cut that was put in an order of its own is left alone. A shot that comes into another scene
 * leaves its group, unless all of the group come along: as {@link broughtIntoScene} says.
 * @throws StudioError edit.unknown
 */
export function moveShotsInStory(film: Film, shotIds: readonly string[], { before, sceneId }: StoryPlace): Film {
  const moving = new Set(shotIds)
  const { shots } = film
  if (before !== null) findItem(shots, before, 'shot')
  for (const id of shotIds) findItem(shots, id, 'shot')
  const from = before === null ? shots.length : shots.findIndex(({ id }) => id === before)
  const follower = shots.find(({ id }, index) => index >= from && !moving.has(id))
  const others = shots.filter(({ id }) => !moving.has(id))
  const at = follower === undefined ? others.length : others.indexOf(follower)
  const chosen = shots.filter(({ id }) => moving.has(id))
  const moved = broughtIntoScene(shots, chosen, sceneId)
  return withStoryOrder(film, others.toSpliced(at, 0, ...moved))
}

/** The film with its shots in another order (they may be changed ones), and the cut as {@link moveShotsInStory} says. */
export function withStoryOrder(film: Film, shots: readonly Shot[]): Film {
  const same = shots.length === film.shots.length && shots.every((shot, index) => shot === film.shots[index])
  if (same) return film
  const changed = { ...film, shots: [...shots] }
  return checkedFilm(
    film,
    followsStory(film) ? { ...changed, cut: { ...film.cut, items: inStoryOrder(changed) } } : changed,
  )
}

/**
 * Where shots go that are moved by one place: past the next shot that is not moved, or into the section beyond. Null at
 * the ends of the storyboard.
 */
export function neighbourPlace(
  film: Pick<Film, 'scenes' | 'shots'>,
  shotIds: readonly string[],
  step: 1 | -1,
): StoryPlace | null {
  const moving = new Set(shotIds)
  const sections = storySections(film)
  const own = (section: StorySection) => section.shots.some(({ id }) => moving.has(id))
  const at = step === 1 ? sections.findLastIndex(own) : sections.findIndex(own)
  const section = sections[at]
  if (section === undefined) return null
  const { shots } = section
  const edge =
    step === 1 ? shots.findLastIndex(({ id }) => moving.has(id)) : shots.findIndex(({ id }) => moving.has(id))
  const passed = shots[edge + step]
  const beyond = sections[at + step]
  if (passed === undefined && beyond === undefined) return null
  const sceneId = (passed === undefined ? beyond : section)?.scene?.id ?? null
  // In story order the place before the passed shot, after it, or on this side of the section's border.
  if (step === -1) return { before: passed?.id ?? shots[0]!.id, sceneId }
  return {
    before: passed === undefined ? firstAfter(sections, at) : (shots[edge + 2]?.id ?? firstAfter(sections, at)),
    sceneId,
  }
}

/** The end of a section, as a place for more shots. */
export function endOfSection(sections: readonly StorySection[], index: number): StoryPlace {
  return { before: firstAfter(sections, index), sceneId: sections[index]?.scene?.id ?? null }
}

function firstAfter(sections: readonly StorySection[], index: number): string | null {
  return sections.slice(index + 1).find(({ shots }) => shots.length > 0)?.shots[0]?.id ?? null
}

/** Whether the cut is nothing but clips of the shots, in the storyboard's order. */
function followsStory({ cut, shots }: Film): boolean {
  const places = new Map(shots.map(({ id }, index) => [id, index]))
  let last = -1
  return cut.items.every((item) => {
    if (item.kind !== 'clip') return false
    const place = places.get(item.shotId) ?? -1
    const follows = place >= last
    last = place
    return follows
  })
}

function inStoryOrder({ cut, shots }: Film): CutItem[] {
  const places = new Map(shots.map(({ id }, index) => [id, index]))
  const placeOf = (item: CutItem) => (item.kind === 'clip' ? (places.get(item.shotId) ?? 0) : 0)
  return cut.items.toSorted((a, b) => placeOf(a) - placeOf(b))
}
