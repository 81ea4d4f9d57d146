import type { TakeSummary } from '../../../core/contract/studio.ts'

export type TakeOrder = 'newest' | 'obedience'

/**
 * Takes in the order that the strip shows them: the newest first, or those first whose pictures are nearest to what the
 * authored camera would see; those that cannot be measured, or are not yet, come last, the newest first.
 */
export function orderedTakes(takes: readonly TakeSummary[], order: TakeOrder): TakeSummary[] {
  const newest = takes.toSorted((a, b) => b.madeAt - a.madeAt)
  return order === 'newest' ? newest : newest.toSorted((a, b) => shiftOf(a) - shiftOf(b))
}

/** Subtracting infinities gives no order. */
function shiftOf({ obedience }: TakeSummary): number {
  return obedience?.state === 'measured' ? obedience.pictureShift : Number.MAX_VALUE
}
