import { longestKeyLensMm, shortestKeyLensMm, type CameraKey } from '../../camera/path-schema.ts'
import { StudioError } from '../../contract/errors.ts'
import type { Board } from '../schema/board.ts'
import type { Film } from '../schema/film.ts'
import { checkedFilm } from './check.ts'
import { changeItem, dropItem, findItem, insertItem, moveItem } from './items.ts'

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

/**
 * What can be set on a board alone. Its picture cannot: another picture is another board. Its lens is also that of the
 * shots that begin with it: see {@link setBoardLens}.
 */
export type BoardSettings = Partial<Pick<Board, 'name' | 'note' | 'crop'>>

export function changeBoard(film: Film, boardId: string, settings: BoardSettings): Film {
  return checkedFilm(film, {
    ...film,
    boards: changeItem(film.boards, boardId, 'board', (board) => ({ ...board, ...settings })),
  })
}

/**
 * Another lens that the board is taken to have. The keys of the shots that begin with it keep what they make of it: their
 * focal lengths change by the same factor, so that the whole board stays the first frame, a zoom its zoom.
 */
export function setBoardLens(film: Film, boardId: string, focalLengthMm: number): Film {
  const before = findItem(film.boards, boardId, 'board').lens.focalLengthMm
  const lens = { focalLengthMm, origin: 'chosen' as const }
  const withLens = (key: CameraKey): CameraKey => ({
    ...key,
    focalLengthMm: scaledLens(key.focalLengthMm, before, focalLengthMm),
  })
  return checkedFilm(film, {
    ...film,
    boards: changeItem(film.boards, boardId, 'board', (board) => ({ ...board, lens })),
    shots: film.shots.map((shot) => {
      const { boards, camera } = shot
      if (boards[0]!.boardId !== boardId || camera.source !== 'keys') return shot
      return { ...shot, camera: { ...camera, path: { ...camera.path, keys: camera.path.keys.map(withLens) } } }
    }),
  })
}

/** The board's own lens becomes the new one to the last bit. */
function scaledLens(lens: number, before: number, after: number): number {
  if (lens === before) return after
  return Math.min(longestKeyLensMm, Math.max(shortestKeyLensMm, (lens * after) / before))
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
