import { pathFromMoves } from '../../camera/moves.ts'
import type { Board } from '../schema/board.ts'
import type { CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { maxShotFrames } from '../schema/values.ts'
import { checkedFilm } from './check.ts'
import { plainBoard } from './new-board.ts'
import { plainShot } from './new-shot.ts'
import { lastShotNumber, numberAfter, numberName } from './shot-numbers.ts'

/** Shots of a new board last two seconds, long enough for a move to be seen. */
const newShotSeconds = 2

/** A slow push-in: a move that suits nearly every picture, so that a first take needs no work in 3D. */
const firstMove = { name: 'dolly', amount: 0.15 } as const

/** A picture in the project's media that becomes a shot. */
export interface ShotToAppend {
  /** Of the board: its file's name, say; the extension goes. Where it is empty, the shot's. */
  readonly boardName: string
  readonly picture: Board['picture']
  /** The usual one where it is left out. */
  readonly lens?: Board['lens'] | undefined
  /** The film's next number where it is empty or left out. */
  readonly shotName?: string | undefined
  readonly seconds?: number | undefined
  readonly facts?: Partial<Pick<Shot, 'note' | 'dialogue' | 'action' | 'group' | 'sceneId'>> | undefined
}

/**
 * The film with a board, a shot and a clip at the end of the cut for each picture, in their order.
 * @param newId makes ids that the film does not have yet
 * @throws StudioError edit.refused, above all for more shots than a film holds
 */
export function appendShots(film: Film, appended: readonly ShotToAppend[], newId: () => string): Film {
  const boards: Board[] = []
  const shots: Shot[] = []
  const items: CutItem[] = []
  let number = lastShotNumber(film.shots)
  for (const { boardName, picture, lens, shotName = '', seconds, facts } of appended) {
    if (shotName === '') number = numberAfter(number)
    const name = shotName || numberName(number)
    const plain = plainBoard(newId(), boardName, picture)
    const board = { ...plain, name: plain.name || name, lens: lens ?? plain.lens }
    const shot = { ...shotOfBoard(film, newId(), name, board, seconds), ...facts }
    boards.push(board)
    shots.push(shot)
    const source = { start: 0, end: shot.durationFrames }
    items.push({ kind: 'clip', id: newId(), shotId: shot.id, source, markers: [] })
  }
  return checkedFilm(film, {
    ...film,
    boards: [...film.boards, ...boards],
    shots: [...film.shots, ...shots],
    cut: { ...film.cut, items: [...film.cut.items, ...items] },
  })
}

/**
 * A shot that looks at the board, through its lens, with a slow push-in.
 * @param seconds 2 unless told; never less than two frames
 */
export function shotOfBoard(
  { rate }: Pick<Film, 'rate'>,
  id: string,
  name: string,
  { id: boardId, lens: { focalLengthMm } }: Pick<Board, 'id' | 'lens'>,
  seconds = newShotSeconds,
): Shot {
  const frames = Math.round((seconds * rate.numerator) / rate.denominator)
  const durationFrames = Math.min(maxShotFrames, Math.max(2, frames))
  const path = pathFromMoves([firstMove], { frames: durationFrames, easing: 'ease-in-out', focalLengthMm })
  return plainShot({ id, name, boardId, durationFrames, path })
}
