import type { FrameRange } from '../timeline/range.ts'
import { shotFrames } from './schema/film.ts'
import type { BoardUse, Shot } from './schema/shot.ts'

/** A board of a shot and the frames of the shot that it is seen in. */
export interface BoardSpan {
  readonly use: BoardUse
  readonly frames: FrameRange
}

/**
 * Which board a shot without a take shows when: each takes over at its own frame, whatever its role, and stays until the
 * next. The first one also has everything before it, the last one everything after, handles included.
 * @returns spans in order that cover all frames of the shot, none empty
 */
export function boardSpans(shot: Shot): BoardSpan[] {
  const { start, end } = shotFrames(shot)
  return shot.boards.map((use, index) => ({
    use,
    frames: { start: index === 0 ? start : use.frame, end: shot.boards[index + 1]?.frame ?? end },
  }))
}

/** The board that {@link boardSpans} shows at a frame; frames beyond the shot show its first or last board. */
export function boardUseAt(shot: Shot, frame: number): BoardUse {
  return shot.boards.findLast((use, index) => index === 0 || use.frame <= frame)!
}

/** Boards of a shot that a take does not show: what is generated knows one board, and no family of packs takes more. */
export function boardsWithoutUse({ boards }: Shot): readonly BoardUse[] {
  return boards.slice(1)
}

/**
 * The frame at which the camera is the board's. A later board is drawn as its own frame looks, so that it is seen there
 * as it was drawn, and moves from there on; the first board has the shot's anchor.
 */
export function anchorFrameOf(shot: Shot, use: BoardUse): number {
  return use === shot.boards[0] ? shot.anchorFrame : use.frame
}
