import { durationOf } from '../../timeline/range.ts'
import { layOutTrack } from '../../timeline/layout.ts'
import type { CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import { addCutItem, removeCutItem, splitClip } from './cut.ts'

type Placeable = Exclude<CutItem, { kind: 'dissolve' }>

/**
 * A clip or gap put in at a frame of the cut; what lies there is cut in two, and everything after it moves. Beyond the end
 * it goes to the end. A dissolve over the place goes.
 * @param newId an unused id for the second part of what is cut in two
 */
export function insertedAt(film: Film, item: Placeable, frame: number, newId: () => string): Film {
  const { film: split, index } = boundaryAt(film, frame, newId)
  return addCutItem(split, item, index)
}

/** A clip or gap laid over the cut from a frame on: what lies under it goes, nothing else moves. */
export function overwrittenAt(film: Film, item: Placeable, frame: number, newId: () => string): Film {
  const start = boundaryAt(film, frame, newId)
  const length = item.kind === 'clip' ? durationOf(item.source) : item.durationFrames
  const end = boundaryAt(start.film, frame + length, newId)
  const covered = end.film.cut.items.slice(start.index, end.index).filter(({ kind }) => kind !== 'dissolve')
  const cleared = covered.reduce((changed, { id }) => removeCutItem(changed, id), end.film)
  return addCutItem(cleared, item, start.index)
}

/** The film with a cut at the frame and no dissolve over it, and the place of the item that begins there. */
function boundaryAt(film: Film, frame: number, newId: () => string): { readonly film: Film; readonly index: number } {
  const split = splitAt(film, frame, newId)
  const placed = layOutTrack(split.cut.items).filter(({ item }) => item.kind !== 'dissolve')
  const index = placed.find(({ record }) => record.start >= frame)?.index ?? split.cut.items.length
  const before = split.cut.items[index - 1]
  return before?.kind === 'dissolve'
    ? { film: removeCutItem(split, before.id), index: index - 1 }
    : { film: split, index }
}

function splitAt(film: Film, frame: number, newId: () => string): Film {
  const under = layOutTrack(film.cut.items).find(
    ({ item, record }) => item.kind !== 'dissolve' && record.start < frame && frame < record.end,
  )
  if (under === undefined || under.item.kind === 'dissolve') return film
  const { item, index, record } = under
  const inside = frame - record.start
  if (item.kind === 'clip') return splitClip(film, item.id, item.source.start + inside, newId())
  const first = { ...item, durationFrames: inside }
  const second = { ...item, id: newId(), durationFrames: item.durationFrames - inside }
  return addCutItem(addCutItem(removeCutItem(film, item.id), first, index), second, index + 1)
}
