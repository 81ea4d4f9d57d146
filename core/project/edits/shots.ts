import type { Film } from '../schema/film.ts'
import type { BoardUse, Shot } from '../schema/shot.ts'
import { checkedFilm } from './check.ts'
import { fitCut } from './cut-fit.ts'
import { changeItem, dropItem, insertItem, moveItem } from './items.ts'

/** The film with that shot changed, its cut fitted to the change, checked. */
export function changeShot(film: Film, shotId: string, change: (shot: Shot) => Shot): Film {
  const changed = { ...film, shots: changeItem(film.shots, shotId, 'shot', change) }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

export function addShot(film: Film, shot: Shot, index = film.shots.length): Film {
  return checkedFilm(film, { ...film, shots: insertItem(film.shots, index, shot) })
}

/** Its clips leave the cut with it, and so do the dissolves beside them. */
export function removeShot(film: Film, shotId: string): Film {
  const changed = { ...film, shots: dropItem(film.shots, shotId, 'shot') }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

export function moveShot(film: Film, shotId: string, index: number): Film {
  return { ...film, shots: moveItem(film.shots, shotId, 'shot', index) }
}

/** What can be set on a shot alone. Its scene and group have a place in the storyboard with them: see scenes and groups. */
export type ShotSettings = Partial<
  Pick<Shot, 'name' | 'note' | 'dialogue' | 'action' | 'prompt' | 'generation' | 'anchorFrame' | 'subjects' | 'handles'>
>

export function changeShotSettings(film: Film, shotId: string, settings: ShotSettings): Film {
  return changeShot(film, shotId, (shot) => ({ ...shot, ...settings }))
}

/**
 * A longer or shorter shot. Path and anchor are left as they are, even beyond the end, so that the frames that stay show
 * the same cameras; the end board stays at the end, boards on the way that lie beyond go.
 */
export function setShotDuration(film: Film, shotId: string, durationFrames: number): Film {
  return changeShot(film, shotId, (shot) => withDuration(shot, durationFrames))
}

/** See {@link setShotDuration}. */
export function withDuration(shot: Shot, durationFrames: number): Shot {
  return {
    ...shot,
    durationFrames,
    boards: boardsWithin(shot, durationFrames),
  }
}

function boardsWithin(shot: Shot, durationFrames: number): BoardUse[] {
  const last = durationFrames - 1
  const end = shot.boards.find(({ role }) => role === 'end')
  const kept = shot.boards.filter(({ role, frame }) => role !== 'end' && frame <= last)
  // The start board never goes, and a shot too short for both has no end board.
  const boards = kept.length > 0 ? kept : shot.boards.slice(0, 1).map((use) => ({ ...use, frame: 0 }))
  const before = boards.filter(({ role, frame }) => role === 'start' || end === undefined || frame < last)
  if (end === undefined || before.some(({ frame }) => frame >= last)) return before
  return [...before, { ...end, frame: end.frame === shot.durationFrames - 1 ? last : Math.min(end.frame, last) }]
}
