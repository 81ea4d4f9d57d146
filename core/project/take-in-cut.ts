import type { Shot } from './schema/shot.ts'

/** What decides between takes. */
export interface CutTake {
  readonly id: string
  readonly shotId: string | null
  /** Milliseconds since 1970. */
  readonly madeAt: number
}

/**
 * The take that the cut shows and exports carry: the chosen one, else the newest of the shot that is not rejected, so that
 * a first take is in the cut without another click. Null while the shot has none: then its board plays.
 */
export function takeInCut<Take extends CutTake>(
  shot: Pick<Shot, 'id' | 'chosenTakeId' | 'takeMarks'>,
  takes: readonly Take[],
): Take | null {
  const chosen = takes.find(({ id }) => id === shot.chosenTakeId)
  if (chosen !== undefined) return chosen
  const rejected = new Set(shot.takeMarks.flatMap((mark) => (mark.rejected ? [mark.takeId] : [])))
  const open = takes.filter((take) => take.shotId === shot.id && !rejected.has(take.id))
  return open.reduce<Take | null>(
    (newest, take) => (newest === null || take.madeAt >= newest.madeAt ? take : newest),
    null,
  )
}
