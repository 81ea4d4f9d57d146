import { addCutItem, moveCutItem, removeCutItem } from '../../../../core/project/edits/cut.ts'
import { withoutItems } from '../../../../core/project/edits/cut-fit.ts'
import type { CutItem } from '../../../../core/project/schema/cut.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import { durationOf } from '../../../../core/timeline/range.ts'
import { cutLayout } from '../../../state/playback/cut-frame.ts'

/** Where moved clips would go: before an item that stays, or to the end when `beforeId` is null. */
export interface Insertion {
  readonly beforeId: string | null
  /** Where the line is drawn, in the cut as it is now. */
  readonly frame: number
}

/** The boundary nearest to a frame at which the moved items would land, or null where they would stay as they are. */
export function insertionAt(items: readonly CutItem[], moved: ReadonlySet<string>, frame: number): Insertion | null {
  const placed = cutLayout(items).filter(({ item }) => item.kind !== 'dissolve')
  const end = placed.at(-1)?.record.end ?? 0
  const boundaries = [
    ...placed.map(({ item, record }) => ({ id: item.id, frame: record.start })),
    { id: null, frame: end },
  ]
  let nearest = boundaries[0]!
  for (const boundary of boundaries) {
    if (Math.abs(boundary.frame - frame) < Math.abs(nearest.frame - frame)) nearest = boundary
  }
  const at = boundaries.indexOf(nearest)
  const kept = boundaries.slice(at).find(({ id }) => id === null || !moved.has(id))
  const beforeId = kept?.id ?? null
  const order = placed.map(({ item }) => item.id)
  const staying = order.filter((id) => !moved.has(id))
  const place = beforeId === null ? staying.length : staying.indexOf(beforeId)
  const after = staying.toSpliced(place, 0, ...order.filter((id) => moved.has(id)))
  return after.every((id, index) => id === order[index]) ? null : { beforeId, frame: nearest.frame }
}

/**
 * The film with clips and gaps moved together, in their order, before an item that stays. Dissolves at the places they
 * leave and at the place they come to go.
 */
export function movedItems(film: Film, ids: ReadonlySet<string>, beforeId: string | null): Film {
  const moved = film.cut.items.filter(({ id }) => ids.has(id))
  return moved.reduce((changed, { id }) => {
    const cleared = withoutDissolveBefore(changed, beforeId, ids)
    const staying = withoutItems(cleared.cut.items, (each) => each.id === id)
    const index = beforeId === null ? staying.length : staying.findIndex((each) => each.id === beforeId)
    return moveCutItem(cleared, id, index)
  }, film)
}

/** A dissolve over the place of insertion would join others than it was made for. */
function withoutDissolveBefore(film: Film, beforeId: string | null, moved: ReadonlySet<string>): Film {
  const { items } = film.cut
  const before = items[items.findIndex(({ id }) => id === beforeId) - 1]
  return beforeId !== null && before?.kind === 'dissolve' && !moved.has(before.id)
    ? removeCutItem(film, before.id)
    : film
}

/** Without the items, closed up. */
export function rippleDeleted(film: Film, ids: ReadonlySet<string>): Film {
  return [...ids].reduce(
    (changed, id) => (changed.cut.items.some((item) => item.id === id) ? removeCutItem(changed, id) : changed),
    film,
  )
}

/** Without the clips, gaps of their length in their places, so that nothing after them moves. */
export function lifted(film: Film, ids: ReadonlySet<string>, newId: () => string): Film {
  return [...ids].reduce((changed, id) => {
    const item = changed.cut.items.find((each) => each.id === id)
    if (item === undefined || item.kind === 'gap') return changed
    if (item.kind === 'dissolve') return removeCutItem(changed, id)
    const place = withoutItems(changed.cut.items.slice(0, changed.cut.items.indexOf(item)), () => false)
    const before = place.at(-1)?.kind === 'dissolve' ? place.length - 1 : place.length
    const gap: CutItem = { kind: 'gap', id: newId(), durationFrames: durationOf(item.source) }
    return addCutItem(removeCutItem(changed, id), gap, before)
  }, film)
}

/** A gap of another length; what follows moves. */
export function resizedGap(film: Film, gapId: string, durationFrames: number): Film {
  const index = film.cut.items.findIndex(({ id, kind }) => id === gapId && kind === 'gap')
  if (index < 0) return film
  const gap: CutItem = { kind: 'gap', id: gapId, durationFrames: Math.max(1, durationFrames) }
  return addCutItem(removeCutItem(film, gapId), gap, index)
}
