import type { Board } from '../schema/board.ts'
import type { Film } from '../schema/film.ts'
import { addBoard } from './boards.ts'
import { checkedFilm } from './check.ts'
import { changeItem, findItem } from './items.ts'
import { changeShot } from './shots.ts'

type Picture = Board['picture']

/** Two shapes that differ by less show the same frame: one was scaled, and a side rounded. */
const shapeTolerance = 0.01

/** Whether what was measured on one picture, a crop or a depth, still fits the other. */
export function haveSameShape(a: Omit<Picture, 'media'>, b: Omit<Picture, 'media'>): boolean {
  const ratio = (a.width * b.height) / (a.height * b.width)
  return Math.abs(ratio - 1) <= shapeTolerance
}

/**
 * What another picture does to a board's depth. `kept`: it does not depend on the picture, or was given by hand and fits.
 * `outdated`: it was estimated on the picture before; it stays until it is estimated again. `reset`: a raster of another
 * shape cannot stay.
 */
export function depthAfter(
  { picture, depth }: Board,
  replacement: Omit<Picture, 'media'>,
): 'kept' | 'outdated' | 'reset' {
  if (!('raster' in depth)) return 'kept'
  if (!haveSameShape(picture, replacement)) return 'reset'
  return depth.origin === 'estimated' ? 'outdated' : 'kept'
}

/**
 * Another picture on a board: shots and their paths are left alone, the crop stays when the new picture has the shape of
 * the one before. See {@link depthAfter} for the depth. The same picture changes nothing.
 */
export function replaceBoardPicture(film: Film, boardId: string, picture: Picture): Film {
  const before = findItem(film.boards, boardId, 'board')
  if (before.picture.media === picture.media) return film
  return checkedFilm(film, {
    ...film,
    boards: changeItem(film.boards, boardId, 'board', (board) => withPicture(board, picture)),
  })
}

/**
 * Another picture for one shot: where other shots show the board too, they keep theirs and this one gets a board of its
 * own.
 * @param newId of that board
 * @returns the board that has the picture now, with the film
 */
export function replaceShotPicture(
  film: Film,
  { shotId, boardId }: { readonly shotId: string; readonly boardId: string },
  picture: Picture,
  newId: string,
): { readonly film: Film; readonly boardId: string } {
  const others = film.shots.some(({ id, boards }) => id !== shotId && boards.some((use) => use.boardId === boardId))
  if (!others) return { film: replaceBoardPicture(film, boardId, picture), boardId }
  const board = findItem(film.boards, boardId, 'board')
  const index = film.boards.indexOf(board) + 1
  const added = addBoard(film, { ...withPicture(board, picture), id: newId }, index)
  const changed = changeShot(added, shotId, (shot) => ({
    ...shot,
    boards: shot.boards.map((use) => (use.boardId === boardId ? { ...use, boardId: newId } : use)),
  }))
  return { film: changed, boardId: newId }
}

/** Takes a depth away that is not the picture's. Throws StudioError edit.unknown. */
export function dropBoardDepth(film: Film, boardId: string): Film {
  return checkedFilm(film, { ...film, boards: changeItem(film.boards, boardId, 'board', withoutDepth) })
}

function withPicture(board: Board, picture: Picture): Board {
  const crop = haveSameShape(board.picture, picture) ? board.crop : null
  const changed = { ...board, picture, crop }
  return depthAfter(board, picture) === 'reset' ? withoutDepth(changed) : changed
}

/** The next raster is in a unit of its own. */
function withoutDepth(board: Board): Board {
  return { ...board, depth: { origin: 'flat' }, subjectDistance: null }
}
