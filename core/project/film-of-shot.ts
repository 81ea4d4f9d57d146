import type { Film } from './schema/film.ts'
import { findItem } from './edits/items.ts'

/**
 * The part of a film that one shot is made from, itself a film: the shot, its boards, its scene and what holds for all.
 * @throws StudioError `edit.unknown`
 */
export function filmOfShot(film: Film, shotId: string): Film {
  const shot = findItem(film.shots, shotId, 'shot')
  const used = new Set(shot.boards.map(({ boardId }) => boardId))
  const scenes = film.scenes.filter(({ id }) => id === shot.sceneId)
  return {
    ...film,
    boards: film.boards.filter(({ id }) => used.has(id)),
    scenes: scenes.map((scene) => ({
      ...scene,
      placements: scene.placements.filter(({ boardId }) => used.has(boardId)),
    })),
    shots: [shot],
    cut: { ...film.cut, items: [], markers: [], soundTracks: [] },
  }
}
