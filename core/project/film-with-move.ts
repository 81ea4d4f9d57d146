import { parseMove } from '../camera/move-names.ts'
import { pathFromMoves } from '../camera/moves.ts'
import { valueOf } from '../contract/result.ts'
import { findItem } from './edits/items.ts'
import type { Film } from './schema/film.ts'

/**
 * The film with a move over the whole shot in place of the shot's camera, beginning at the board: what a take of that move
 * is made from. The film that people edit keeps its own.
 * @param move as a user writes it, `orbit:20`
 * @throws StudioError `camera.move.*`, `edit.unknown`
 */
export function filmWithMove(film: Film, shotId: string, move: string): Film {
  const shot = findItem(film.shots, shotId, 'shot')
  const board = findItem(film.boards, shot.boards[0]!.boardId, 'board')
  const path = pathFromMoves(valueOf(parseMove(move)), {
    frames: shot.durationFrames,
    focalLengthMm: board.lens.focalLengthMm,
    easing: 'ease-in-out',
    seed: shot.generation.seed,
    framesPerSecond: film.rate.numerator / film.rate.denominator,
  })
  const moved = { ...shot, camera: { source: 'keys' as const, path, layers: [] }, anchorFrame: 0 }
  return { ...film, shots: film.shots.map((each) => (each.id === shotId ? moved : each)) }
}
