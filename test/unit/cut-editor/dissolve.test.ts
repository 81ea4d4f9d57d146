import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filmSchema } from '../../../core/project/schema/film.ts'
import { cutFrom, cutPoints, nearestEditPoint } from '../../../renderer/features/timeline/editing/cut-points.ts'
import { dissolveRoom, dissolveWithin, withDissolve } from '../../../renderer/features/timeline/editing/dissolve.ts'
import { cutLayout } from '../../../renderer/state/playback/cut-frame.ts'
import { anyFilm } from './any-cut.ts'

describe('a dissolve', () => {
  test('of any length within its room is taken by the film, and one frame more is not', () => {
    fc.assert(
      fc.property(anyFilm, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 40 }), (film, frame, frames) => {
        const point = nearestEditPoint(film.cut.items, frame)
        if (point === null) return
        const room = dissolveRoom(film, point.after)
        const length = dissolveWithin(room, frames)
        if (length === null) return void expect(room).toEqual({ inFrames: 0, outFrames: 0 })
        expect(length.inFrames + length.outFrames).toBe(Math.min(frames, room.inFrames + room.outFrames))
        const made = withDissolve(film, point.after, length, 'new')
        expect(filmSchema.safeParse(made).error?.issues ?? []).toEqual([])
        expect(() => withDissolve(film, point.after, { ...room, inFrames: room.inFrames + 1 }, 'new')).toThrow(
          /edit.refused/,
        )
        expect(() => withDissolve(film, point.after, { ...room, outFrames: room.outFrames + 1 }, 'new')).toThrow(
          /edit.refused/,
        )
      }),
    )
  })

  test('lies evenly over the cut where the material allows', () => {
    expect(dissolveWithin({ inFrames: 20, outFrames: 20 }, 12)).toEqual({ inFrames: 6, outFrames: 6 })
    expect(dissolveWithin({ inFrames: 20, outFrames: 20 }, 7)).toEqual({ inFrames: 3, outFrames: 4 })
    expect(dissolveWithin({ inFrames: 2, outFrames: 20 }, 12)).toEqual({ inFrames: 2, outFrames: 10 })
    expect(dissolveWithin({ inFrames: 20, outFrames: 0 }, 12)).toEqual({ inFrames: 12, outFrames: 0 })
    expect(dissolveWithin({ inFrames: 0, outFrames: 0 }, 12)).toBeNull()
  })
})

describe('cuts', () => {
  test('are where clips and gaps begin, and the end', () => {
    fc.assert(
      fc.property(anyFilm, fc.integer({ min: -2, max: 400 }), (film, frame) => {
        const points = cutPoints(film.cut.items)
        expect(points).toEqual(points.toSorted((a, b) => a - b))
        expect(points[0]).toBe(0)
        expect(cutFrom(film.cut.items, frame, 1)).toBe(points.find((each) => each > frame) ?? null)
        expect(cutFrom(film.cut.items, frame, -1)).toBe(points.filter((each) => each < frame).at(-1) ?? null)
      }),
    )
  })

  test('between two clips are found by nearness', () => {
    fc.assert(
      fc.property(anyFilm, fc.integer({ min: 0, max: 400 }), (film, frame) => {
        const { items } = film.cut
        const solid = cutLayout(items).filter(({ item }) => item.kind !== 'dissolve')
        const between = solid.flatMap(({ item, record }, place) =>
          item.kind === 'clip' && solid[place - 1]?.item.kind === 'clip' ? [record.start] : [],
        )
        const found = nearestEditPoint(items, frame)
        if (found === null) return void expect(between).toEqual([])
        expect(items[found.before]!.kind).toBe('clip')
        expect(items[found.after]!.kind).toBe('clip')
        expect(Math.abs(found.frame - frame)).toBe(Math.min(...between.map((each) => Math.abs(each - frame))))
      }),
    )
  })
})
