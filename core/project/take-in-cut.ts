import type { Shot } from './schema/shot.ts'

/** What decides between takes. */
export interface CutTake {
  readonly id: string
  readonly shotId: string | null
  /** Milliseconds since 1970. */
  readonly madeAt: number
  /** Frames, of which `headFrames` lie before the shot's frame 0. */
  readonly frames: number
  readonly headFrames: number
  /** The move that was made in place of the shot's own camera; none where it is left out. */
  readonly shotMove?: string | undefined
}

/**
 * The take that the cut shows and exports carry. The chosen one, null when it is gone. Without a choice the newest of the
 * shot that is not rejected and holds all its frames, so that a first take is in the cut without another click; null while
 * there is none: then the board plays. A take of another camera than the shot's own has to be chosen.
 */
export function takeInCut<Take extends CutTake>(
  shot: Pick<Shot, 'id' | 'chosenTakeId' | 'takeMarks' | 'durationFrames'>,
  takes: readonly Take[],
): Take | null {
  if (shot.chosenTakeId !== null) return takes.find(({ id }) => id === shot.chosenTakeId) ?? null
  const rejected = new Set(shot.takeMarks.flatMap((mark) => (mark.rejected ? [mark.takeId] : [])))
  let newest: Take | null = null
  for (const take of takes) {
    if (take.shotId !== shot.id || rejected.has(take.id) || take.shotMove !== undefined) continue
    if (take.frames - take.headFrames < shot.durationFrames) continue
    if (newest === null || take.madeAt >= newest.madeAt) newest = take
  }
  return newest
}
