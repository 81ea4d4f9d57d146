import { StudioError } from '../../contract/errors.ts'
import type { Film } from '../schema/film.ts'
import type { Scene } from '../schema/shot.ts'
import { storySections } from '../story-sections.ts'
import { checkedFilm } from './check.ts'
import { broughtIntoScene } from './group-names.ts'
import { changeItem, dropItem, findItem } from './items.ts'
import { endOfSection, moveShotsInStory, withStoryOrder, type StoryPlace } from './story-order.ts'

/** Boards that one scene can place in its space. */
const maxPlacements = 256

export function addScene(film: Film, scene: Scene): Film {
  return checkedFilm(film, { ...film, scenes: [...film.scenes, scene] })
}

/** Its shots stay, without a scene; groups stay groups of their own. */
export function removeScene(film: Film, sceneId: string): Film {
  const own = film.shots.filter((shot) => shot.sceneId === sceneId)
  const freed = new Map(broughtIntoScene(film.shots, own, null).map((shot) => [shot.id, shot]))
  return checkedFilm(film, {
    ...film,
    scenes: dropItem(film.scenes, sceneId, 'scene'),
    shots: film.shots.map((shot) => freed.get(shot.id) ?? shot),
  })
}

export function changeScene(film: Film, sceneId: string, settings: Partial<Pick<Scene, 'name' | 'note'>>): Film {
  return checkedFilm(film, {
    ...film,
    scenes: changeItem(film.scenes, sceneId, 'scene', (scene) => ({ ...scene, ...settings })),
  })
}

/**
 * A new scene with these shots. Shots that had none stay where they are; a scene that loses shots stays in one piece, so
 * that the new one follows it. Without shots the scene is empty and the last one.
 */
export function newScene(film: Film, scene: Scene, shotIds: readonly string[]): Film {
  const sections = storySections(film)
  const at = sections.findLastIndex(({ shots }) => shots.some(({ id }) => shotIds.includes(id)))
  const section = sections[at]
  if (section === undefined) return addScene(film, scene)
  const first = section.shots.find(({ id }) => shotIds.includes(id))
  const before = section.scene === null ? first!.id : endOfSection(sections, at).before
  const index = section.scene === null ? film.scenes.length : film.scenes.indexOf(section.scene) + 1
  const added = checkedFilm(film, { ...film, scenes: film.scenes.toSpliced(index, 0, scene) })
  return moveShotsInStory(added, shotIds, { before, sceneId: scene.id })
}

/** Puts shots at the end of a scene, or behind their own scene when it is null: they belong to none then. */
export function assignToScene(film: Film, shotIds: readonly string[], sceneId: string | null): Film {
  if (sceneId !== null) findItem(film.scenes, sceneId, 'scene')
  const staying = film.shots.filter((shot) => shot.sceneId === sceneId).map(({ id }) => id)
  const moving = shotIds.filter((id) => !staying.includes(id))
  return moving.length === 0 ? film : moveShotsInStory(film, moving, endOfScene(film, moving, sceneId))
}

function endOfScene(film: Film, shotIds: readonly string[], sceneId: string | null): StoryPlace {
  const sections = storySections(film)
  const at = sections.findLastIndex(({ scene, shots }) =>
    sceneId === null ? shots.some(({ id }) => shotIds.includes(id)) : scene?.id === sceneId,
  )
  return { before: endOfSection(sections, at).before, sceneId }
}

/**
 * The shots of one scene at the end of another, which keeps its name; notes and boards in its space come along. Groups
 * stay groups of their own.
 * @throws StudioError edit.unknown, edit.refused when both are the same
 */
export function mergeScenes(film: Film, fromId: string, intoId: string): Film {
  if (fromId === intoId) throw new StudioError('edit.refused', { place: 'scenes', problem: 'is the same scene' })
  const [from, into] = [findItem(film.scenes, fromId, 'scene'), findItem(film.scenes, intoId, 'scene')]
  const moved = assignToScene(
    film,
    film.shots.filter(({ sceneId }) => sceneId === fromId).map(({ id }) => id),
    intoId,
  )
  const placed = new Set(into.placements.map(({ boardId }) => boardId))
  const merged: Scene = {
    ...into,
    note: [into.note, from.note]
      .filter((note) => note !== '')
      .join('\n\n')
      .slice(0, 20_000),
    placements: [...into.placements, ...from.placements.filter(({ boardId }) => !placed.has(boardId))].slice(
      0,
      maxPlacements,
    ),
  }
  const scenes = changeItem(dropItem(moved.scenes, fromId, 'scene'), intoId, 'scene', () => merged)
  return checkedFilm(film, { ...moved, scenes })
}

/** Moves a scene past the section before or after it, with all its shots; at the ends nothing changes. */
export function moveScene(film: Film, sceneId: string, step: 1 | -1): Film {
  const scene = findItem(film.scenes, sceneId, 'scene')
  const all = storySections(film)
  const own = all.filter((section) => section.scene === scene)
  const others = all.filter((section) => section.scene !== scene)
  const edge = step === 1 ? all.findLastIndex((section) => section.scene === scene) : all.indexOf(own[0]!)
  const passed = all[edge + step]
  if (passed === undefined) return film
  const at = others.indexOf(passed) + (step === 1 ? 1 : 0)
  const sections = others.toSpliced(at, 0, ...own)
  const scenes = [...new Set(sections.flatMap((section) => (section.scene === null ? [] : [section.scene])))]
  const moved = withStoryOrder(
    film,
    sections.flatMap(({ shots }) => shots),
  )
  return checkedFilm(film, { ...moved, scenes })
}
