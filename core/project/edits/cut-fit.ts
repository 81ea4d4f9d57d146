import { containsRange, clampRange } from '../../timeline/range.ts'
import { dissolvesFit, type Cut, type CutItem } from '../schema/cut.ts'
import { shotFrames, usedFrames, type Film } from '../schema/film.ts'

/**
 * The cut after its shots or its items changed: clips of shots that are gone go, clips are held inside their shot and its
 * handles, dissolves that lost a neighbour or their material go. The same cut when it fits already.
 */
export function fitCut(film: Film): Cut {
  const shots = new Map(film.shots.map((shot) => [shot.id, shot]))
  const isGone = (item: CutItem) => item.kind === 'clip' && !shots.has(item.shotId)
  const held = withoutItems(film.cut.items, isGone).map((item): CutItem => {
    const shot = item.kind === 'clip' ? shots.get(item.shotId) : undefined
    if (item.kind !== 'clip' || shot === undefined) return item
    const frames = shotFrames(shot)
    return containsRange(frames, item.source) ? item : { ...item, source: clampRange(item.source, frames) }
  })
  const items = dropUnfitDissolves(held, (clips, index) => {
    const clip = clips[index]
    const shot = clip?.kind === 'clip' ? shots.get(clip.shotId) : undefined
    return shot === undefined || containsRange(shotFrames(shot), usedFrames(clips, index))
  })
  const same = items.length === film.cut.items.length && items.every((item, index) => item === film.cut.items[index])
  return same ? film.cut : { ...film.cut, items }
}

/** The items without those that are `gone`, and without the dissolves beside these. */
export function withoutItems(items: readonly CutItem[], isGone: (item: CutItem) => boolean): CutItem[] {
  const wasBeside = (index: number) => [items[index - 1], items[index + 1]].some((each) => each && isGone(each))
  return items.filter((item, index) => !isGone(item) && !(item.kind === 'dissolve' && wasBeside(index)))
}

/** Looks at each dissolve from the first on, with the dissolves already kept before it and none after it. */
function dropUnfitDissolves(
  items: readonly CutItem[],
  hasMaterial: (items: readonly CutItem[], index: number) => boolean,
): CutItem[] {
  const kept: CutItem[] = []
  items.forEach((item, index) => {
    const next = items[index + 1]
    const fits = () => {
      // What a dissolve depends on: the clip before it with the dissolve into that one, and the clip after it.
      const before = kept.slice(-3)
      if (before[0]?.kind === 'dissolve') before.shift()
      const stretch = next === undefined ? [...before, item] : [...before, item, next]
      const at = before.length
      return dissolvesFit(stretch) && hasMaterial(stretch, at - 1) && hasMaterial(stretch, at + 1)
    }
    if (item.kind !== 'dissolve' || (next?.kind === 'clip' && fits())) kept.push(item)
  })
  return kept
}
