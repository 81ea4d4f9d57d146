import { StudioError } from '../../contract/errors.ts'
import type { Board } from '../schema/board.ts'
import type { Film } from '../schema/film.ts'
import type { BoardUse, Shot } from '../schema/shot.ts'
import { addBoard } from './boards.ts'
import { findItem } from './items.ts'
import { changeShot } from './shots.ts'

/** Boards that one shot can have. */
export const maxShotBoards = 16

/**
 * Where the next board of a shot goes: half way from its last board to the end, and before an end board. Null when no
 * frame is free there or the shot has as many boards as it can have.
 */
export function nextBoardFrame({ boards, durationFrames }: Shot): number | null {
  if (boards.length >= maxShotBoards) return null
  const end = boards.find(({ role }) => role === 'end')
  const before = boards.findLast(({ role }) => role !== 'end')?.frame ?? 0
  const frame = Math.ceil((before + (end?.frame ?? durationFrames)) / 2)
  return frame > before && frame < (end?.frame ?? durationFrames) ? frame : null
}

/**
 * Puts another board of the film into a shot. A frame that is taken gives way to the nearest free one.
 * @param frame from 1; {@link nextBoardFrame} tells a good one
 * @throws StudioError edit.refused when the shot is full, edit.unknown
 */
export function addShotBoard(film: Film, shotId: string, boardId: string, frame: number): Film {
  findItem(film.boards, boardId, 'board')
  return changeShot(film, shotId, (shot) => {
    const free = freeFrame(shot, shot.boards, frame)
    if (free === null)
      throw new StudioError('edit.refused', { place: shot.name || shot.id, problem: 'has no free frame' })
    return { ...shot, boards: inOrder([...shot.boards, { boardId, frame: free, role: 'through' }]) }
  })
}

/** Puts a new board into the film, after the shot's last one, and into the shot. */
export function addNewShotBoard(film: Film, shotId: string, board: Board, frame: number): Film {
  const ids = new Set(findItem(film.shots, shotId, 'shot').boards.map(({ boardId }) => boardId))
  const index = film.boards.findLastIndex(({ id }) => ids.has(id)) + 1
  return addShotBoard(addBoard(film, board, index), shotId, board.id, frame)
}

/**
 * Another frame for a board of a shot, as near to `to` as there is one free; it may pass others, but the first board
 * stays the first. The end board stays the end board while it is the last.
 */
export function moveShotBoard(film: Film, shotId: string, from: number, to: number): Film {
  return changeShot(film, shotId, (shot) => {
    const use = useAt(shot, from)
    const others = shot.boards.filter((each) => each !== use)
    const frame = use === shot.boards[0] ? null : freeFrame(shot, others, to)
    return frame === null || frame === from ? shot : { ...shot, boards: inOrder([...others, { ...use, frame }]) }
  })
}

/** Takes a later board out of a shot, and out of the film where nothing else uses it. */
export function takeOutShotBoard(film: Film, shotId: string, frame: number): Film {
  const { boardId } = useAt(findItem(film.shots, shotId, 'shot'), frame)
  const changed = changeShot(film, shotId, (shot) => ({
    ...shot,
    boards: shot.boards.filter((use) => use.frame !== frame),
  }))
  return isBoardUsed(changed, boardId)
    ? changed
    : { ...changed, boards: changed.boards.filter(({ id }) => id !== boardId) }
}

/** Makes the shot's last board its end board, the picture that the move arrives at, or one on the way again. */
export function setEndBoard(film: Film, shotId: string, isEnd: boolean): Film {
  return changeShot(film, shotId, (shot) => {
    const last = shot.boards.length - 1
    const role = isEnd ? 'end' : 'through'
    if (last === 0 || shot.boards[last]!.role === role) return shot
    return { ...shot, boards: shot.boards.map((use, index) => (index === last ? { ...use, role } : use)) }
  })
}

/** Whether a shot or a scene of the film needs the board. */
export function isBoardUsed({ shots, scenes }: Film, boardId: string): boolean {
  return (
    shots.some(({ boards }) => boards.some((use) => use.boardId === boardId)) ||
    scenes.some(({ placements }) => placements.some((each) => each.boardId === boardId))
  )
}

function useAt(shot: Shot, frame: number): BoardUse {
  const use = shot.boards.find((each) => each.frame === frame)
  if (use === undefined) throw new StudioError('edit.unknown', { kind: 'board', id: String(frame) })
  return use
}

/** In order of frames; only the last may be the end board. */
function inOrder(uses: readonly BoardUse[]): BoardUse[] {
  const sorted = uses.toSorted((a, b) => a.frame - b.frame)
  return sorted.map((use, index) =>
    use.role === 'end' && index < sorted.length - 1 ? { ...use, role: 'through' } : use,
  )
}

/** The frame nearest to the wanted one that no other board lies at, after the first board; null when there is none. */
function freeFrame({ durationFrames }: Shot, others: readonly BoardUse[], wanted: number): number | null {
  const taken = new Set(others.map(({ frame }) => frame))
  const first = (others[0]?.frame ?? 0) + 1
  const last = durationFrames - 1
  const near = Math.max(first, Math.min(Math.round(wanted), last))
  for (let step = 0; step <= maxShotBoards; step++) {
    for (const frame of [near - step, near + step])
      if (frame >= first && frame <= last && !taken.has(frame)) return frame
  }
  return null
}
