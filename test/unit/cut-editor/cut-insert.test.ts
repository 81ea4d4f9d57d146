import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insertedAt, overwrittenAt } from '../../../core/project/edits/cut-insert.ts'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { filmSchema, shotFrames, type Film } from '../../../core/project/schema/film.ts'
import { anyFilm } from './any-cut.ts'
import { shownFrames } from './shown-frames.ts'

/** A whole shot of the film, as a clip. */
function wholeShot(film: Film, place: number): Extract<CutItem, { kind: 'clip' }> {
  const shot = film.shots[place % film.shots.length]!
  return { kind: 'clip', id: 'new', shotId: shot.id, source: shotFrames(shot), markers: [] }
}

const ids = () => {
  let last = 0
  return () => `second${++last}`
}

const anyPlace = fc.record({ film: anyFilm, shot: fc.nat(3), frame: fc.integer({ min: 0, max: 400 }) })

describe('insert', () => {
  test('puts the frames in and moves everything after them', () => {
    fc.assert(
      fc.property(anyPlace, ({ film, shot, frame }) => {
        const clip = wholeShot(film, shot)
        const was = shownFrames(film)
        const at = Math.min(frame, was.length)
        const after = insertedAt(film, clip, frame, ids())
        expect(filmSchema.safeParse(after).error?.issues ?? []).toEqual([])
        const put = shownFrames({ ...film, cut: { ...film.cut, items: [clip] } })
        expect(shownFrames(after)).toEqual([...was.slice(0, at), ...put, ...was.slice(at)])
      }),
    )
  })
})

describe('overwrite', () => {
  test('lays the frames over what was there and moves nothing', () => {
    fc.assert(
      fc.property(anyPlace, ({ film, shot, frame }) => {
        const clip = wholeShot(film, shot)
        const was = shownFrames(film)
        const at = Math.min(frame, was.length)
        const after = overwrittenAt(film, clip, frame, ids())
        expect(filmSchema.safeParse(after).error?.issues ?? []).toEqual([])
        const put = shownFrames({ ...film, cut: { ...film.cut, items: [clip] } })
        expect(shownFrames(after)).toEqual([...was.slice(0, at), ...put, ...was.slice(at + put.length)])
      }),
    )
  })

  test('leaves dissolves that lie elsewhere', () => {
    fc.assert(
      fc.property(anyPlace, ({ film, shot }) => {
        const clip = wholeShot(film, shot)
        const after = overwrittenAt(film, clip, shownFrames(film).length, ids())
        expect(after.cut.items).toEqual([...film.cut.items, clip])
      }),
    )
  })
})
