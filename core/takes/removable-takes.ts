import type { Shot } from '../project/schema/shot.ts'
import { takeInCut, type CutTake } from '../project/take-in-cut.ts'

/**
 * Kinds of takes that may be removed: those whose shot is not in the film any more, rejected ones, and those that nobody
 * has chosen, starred or noted anything on.
 */
export const takeGroups = ['deleted-shots', 'rejected', 'unused'] as const
export type TakeGroup = (typeof takeGroups)[number]

type MarkedShot = Pick<Shot, 'id' | 'chosenTakeId' | 'takeMarks' | 'durationFrames'>

/**
 * Says of each take of a film whether it may be removed, and why; null for one that stays. The take that is chosen for a
 * shot, and the one that the cut shows because none is chosen, always stay.
 * @param takes all of the project
 */
export function takeGrouping<Take extends CutTake>(
  shots: readonly MarkedShot[],
  takes: readonly Take[],
): (take: Take) => TakeGroup | null {
  const kept = new Set(
    shots.flatMap((shot) => {
      const inCut = takeInCut(shot, takes)
      return [...(inCut === null ? [] : [inCut.id]), ...(shot.chosenTakeId === null ? [] : [shot.chosenTakeId])]
    }),
  )
  const byId = new Map(shots.map((shot) => [shot.id, shot]))
  // A take that was moved to another shot's name keeps what any shot says of it.
  const marks = new Map(shots.flatMap(({ takeMarks }) => takeMarks.map((mark) => [mark.takeId, mark] as const)))
  return ({ id, shotId }) => {
    if (kept.has(id)) return null
    const shot = shotId === null ? undefined : byId.get(shotId)
    const mark = marks.get(id)
    if (shot === undefined) return mark !== undefined && !mark.rejected && mark.stars > 0 ? null : 'deleted-shots'
    if (mark?.rejected === true) return 'rejected'
    return (mark?.stars ?? 0) > 0 || (mark?.note ?? '') !== '' ? null : 'unused'
  }
}
