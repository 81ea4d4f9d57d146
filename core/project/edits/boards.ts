import { StudioError } from '../../contract/errors.ts'
import type { Board } from '../schema/board.ts'
import type { Film } from '../schema/film.ts'
import { checkedFilm } from './check.ts'
import { changeItem, dropItem, insertItem, moveItem } from './items.ts'

export function addBoard(film: Film, board: Board, index = film.boards.length): Film {
  return checkedFilm(film, { ...film, boards: insertItem(film.boards, index, board) })
}

/** Throws StudioError edit.board-in-use while a shot or a scene needs the board. */
export function removeBoard(film: Film, boardId: string): Film {
  const boards = dropItem(film.boards, boardId, 'board')
  const uses = ({ boardId: used }: { readonly boardId: string }) => used === boardId
  const user =
    film.shots.find((shot) => shot.boards.some(uses)) ?? film.scenes.find((scene) => scene.placements.some(uses))
  if (user !== undefined) throw new StudioError('edit.board-in-use', { board: boardId, user: user.name || user.id })
  return checkedFilm(film, { ...film, boards })
}

export function moveBoard(film: Film, boardId: string, index: number): Film {
  return { ...film, boards: moveItem(film.boards, boardId, 'board', index) }
}

/** What can be set on a board. Its picture cannot: another picture is another board. */
export type BoardSettings = Partial<Pick<Board, 'name' | 'note' | 'crop' | 'lens'>>

export function changeBoard(film: Film, boardId: string, settings: BoardSettings): Film {
  return checkedFilm(film, {
    ...film,
    boards: changeItem(film.boards, boardId, 'board', (board) => ({ ...board, ...settings })),
  })
}

/**
 * Gives the board a depth. The subject distance is a file's median and belongs to its raster, which may be in another unit
 * than the file before: one that comes with its median brings the subject distance along. Paths count in subject
 * distances, so that they keep their scale. Depth of any other kind leaves it.
 * @param medianDepth of a file, in its own unit; null where the raster is the board's own, shaped in another way
 */
export function setBoardDepth(film: Film, boardId: string, depth: Board['depth'], medianDepth: number | null): Film {
  return checkedFilm(film, {
    ...film,
    boards: changeItem(film.boards, boardId, 'board', (board) => ({
      ...board,
      depth,
      subjectDistance: depth.origin === 'file' ? fileUnit(board, depth.raster, medianDepth) : board.subjectDistance,
    })),
  })
}

function fileUnit({ depth, subjectDistance }: Board, raster: string, medianDepth: number | null): number | null {
  const isSame = depth.origin === 'file' && depth.raster === raster
  return medianDepth ?? (isSame ? subjectDistance : null)
}
