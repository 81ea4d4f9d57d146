import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { trackDuration } from '../../../core/timeline/layout.ts'
import { durationOf } from '../../../core/timeline/range.ts'
import {
  insertionAt,
  lifted,
  movedItems,
  resizedGap,
  rippleDeleted,
} from '../../../renderer/features/timeline/editing/reorder.ts'
import { anyFilm, orderOf } from './any-cut.ts'

const anyChoice = fc.tuple(
  anyFilm,
  fc.array(fc.nat(11), { maxLength: 4 }),
  fc.double({ min: -5, max: 400, noNaN: true }),
)

function chosen(film: Film, places: readonly number[]): ReadonlySet<string> {
  const order = orderOf(film)
  return new Set(places.flatMap((place) => order[place] ?? []))
}

function isValid(film: Film): void {
  expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])
}

test('moved clips land where the line was drawn, in their order, and nothing is lost', () => {
  fc.assert(
    fc.property(anyChoice, ([film, places, frame]) => {
      const ids = chosen(film, places)
      const insertion = insertionAt(film.cut.items, ids, frame)
      if (insertion === null || ids.size === 0) return
      const moved = movedItems(film, ids, insertion.beforeId)
      isValid(moved)
      const before = orderOf(film)
      const staying = before.filter((id) => !ids.has(id))
      const at = insertion.beforeId === null ? staying.length : staying.indexOf(insertion.beforeId)
      const carried = before.filter((id) => ids.has(id))
      expect(orderOf(moved)).toEqual([...staying.slice(0, at), ...carried, ...staying.slice(at)])
      expect(orderOf(moved)).not.toEqual(before)
      expect(trackDuration(moved.cut.items)).toBe(trackDuration(film.cut.items))
    }),
  )
})

test('the line is drawn at the boundary nearest to the pointer', () => {
  fc.assert(
    fc.property(anyChoice, ([film, places, frame]) => {
      const insertion = insertionAt(film.cut.items, chosen(film, places), frame)
      let end = 0
      const boundaries = [0]
      for (const item of film.cut.items) {
        if (item.kind === 'dissolve') continue
        end += item.kind === 'clip' ? durationOf(item.source) : item.durationFrames
        boundaries.push(end)
      }
      const nearest = Math.min(...boundaries.map((each) => Math.abs(each - frame)))
      if (insertion !== null) expect(Math.abs(insertion.frame - frame)).toBe(nearest)
    }),
  )
})

test('deleting closes up, lifting leaves everything where it was', () => {
  fc.assert(
    fc.property(anyChoice, ([film, places]) => {
      const ids = chosen(film, places)
      const closed = rippleDeleted(film, ids)
      isValid(closed)
      expect(orderOf(closed)).toEqual(orderOf(film).filter((id) => !ids.has(id)))
      let made = 0
      const open = lifted(film, ids, () => `new${made++}`)
      isValid(open)
      expect(trackDuration(open.cut.items)).toBe(trackDuration(film.cut.items))
      const kept = orderOf(film).filter((id) => !ids.has(id))
      expect(orderOf(open).filter((id) => kept.includes(id))).toEqual(kept)
      expect(open.cut.items.some((item) => item.kind === 'clip' && ids.has(item.id))).toBe(false)
    }),
  )
})

test('a gap takes another length, at least a frame, and moves what follows', () => {
  fc.assert(
    fc.property(anyFilm, fc.integer({ min: -3, max: 50 }), (film, frames) => {
      const gap = film.cut.items.find((item) => item.kind === 'gap')
      const changed = resizedGap(film, gap?.id ?? 'none', frames)
      if (gap === undefined) return void expect(changed).toBe(film)
      isValid(changed)
      expect(orderOf(changed)).toEqual(orderOf(film))
      const by = trackDuration(changed.cut.items) - trackDuration(film.cut.items)
      expect(by).toBe(Math.max(1, frames) - gap.durationFrames)
    }),
  )
})
