import type { Board } from '../schema/board.ts'
import type { Film } from '../schema/film.ts'
import { appendShots, shotOfBoard } from './append-shots.ts'
import { addBoard } from './boards.ts'
import { findItem } from './items.ts'
import { plainBoard } from './new-board.ts'
import { nameBetween } from './shot-numbers.ts'
import { addShotBeside } from './storyboard.ts'

/** Beside which shot something stands. */
export interface PlaceBeside {
  readonly shotId: string
  readonly side: 'before' | 'after'
}

/**
 * The film with a new shot of a board of its own: blank paper that is still to be drawn, say. It comes beside a shot in
 * story and cut, into its scene and group, numbered between its neighbours; without a place it comes last.
 * @param newId makes ids that the film does not have yet
 * @throws StudioError edit.unknown; edit.refused, above all for more shots than a film holds
 */
export function addShotWithBoard(
  film: Film,
  picture: Board['picture'],
  place: PlaceBeside | null,
  newId: () => string,
): Film {
  if (place === null) return appendShots(film, [{ boardName: '', picture }], newId)
  const { shotId, side } = place
  const beside = findItem(film.shots, shotId, 'shot')
  const after = side === 'after'
  const name = nameBetween(film.shots, film.shots.indexOf(beside) + (after ? 1 : 0))
  const board = plainBoard(newId(), name, picture)
  const use = after ? beside.boards.at(-1)! : beside.boards[0]!
  const boardAt = film.boards.findIndex(({ id }) => id === use.boardId) + (after ? 1 : 0)
  const { sceneId, group } = beside
  const shot = { ...shotOfBoard(film, newId(), name, board), sceneId, group }
  return addShotBeside(addBoard(film, board, boardAt), shot, { besideId: shotId, side, clipId: newId() })
}
