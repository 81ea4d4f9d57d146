import type { CutItem } from '../../../../core/project/schema/cut.ts'
import { cutLayout } from '../../../state/playback/cut-frame.ts'

/** Frames at which a clip or a gap begins, and the end of the last one; ascending. */
export function cutPoints(items: readonly CutItem[]): number[] {
  const placed = cutLayout(items).filter(({ item }) => item.kind !== 'dissolve')
  const last = placed.at(-1)
  return last === undefined ? [0] : [...placed.map(({ record }) => record.start), last.record.end]
}

/** The next cut after a frame, the one before it, or null. */
export function cutFrom(items: readonly CutItem[], frame: number, direction: 1 | -1): number | null {
  const points = cutPoints(items)
  const found = direction > 0 ? points.find((each) => each > frame) : points.findLast((each) => each < frame)
  return found ?? null
}

/** The cut between two clips that is nearest to a frame: the places of the two items, or null when there is none. */
export function nearestEditPoint(
  items: readonly CutItem[],
  frame: number,
): { readonly before: number; readonly after: number; readonly frame: number } | null {
  let best: { before: number; after: number; frame: number } | null = null
  let before = -1
  for (const { item, index, record } of cutLayout(items)) {
    if (item.kind === 'dissolve') continue
    if (item.kind === 'clip' && before >= 0 && items[before]?.kind === 'clip') {
      if (best === null || Math.abs(record.start - frame) < Math.abs(best.frame - frame))
        best = { before, after: index, frame: record.start }
    }
    before = index
  }
  return best
}
