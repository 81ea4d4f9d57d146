import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rolled, rollRoom, slid, slideRoom, slipped, slipRoom } from '../../../core/project/edits/cut-trims.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { layOutTrack } from '../../../core/timeline/layout.ts'
import { filmOfShots } from '../playback/films.ts'
import { anyFilm, withRealPaths } from './any-cut.ts'
import { shownFrames } from './shown-frames.ts'

const anyFrames = fc.integer({ min: -40, max: 40 })

type Trim = (film: Film, id: string, frames: number) => Film
type Room = (film: Film, id: string) => { readonly least: number; readonly most: number }

/** Any clip or gap of any film, trimmed by any number of frames. */
function eachTrim(trim: Trim, room: Room, look: (trimmed: Trimmed) => void): void {
  fc.assert(
    fc.property(anyFilm, fc.nat(11), anyFrames, (film, place, frames) => {
      const placed = layOutTrack(film.cut.items).filter(({ item }) => item.kind !== 'dissolve')
      const found = placed[place % Math.max(1, placed.length)]
      if (found === undefined) return
      const { least, most } = room(film, found.item.id)
      expect(least).toBeLessThanOrEqual(0)
      expect(most).toBeGreaterThanOrEqual(0)
      const after = trim(film, found.item.id, frames)
      expect(filmSchema.safeParse(after).error?.issues ?? []).toEqual([])
      // Nothing is lost: every item is there, dissolves too, and the cut is as long as it was.
      expect(after.cut.items.map(({ id }) => id)).toEqual(film.cut.items.map(({ id }) => id))
      const by = Math.min(most, Math.max(least, frames))
      const [was, is] = [shownFrames(film), shownFrames(after)]
      expect(is).toHaveLength(was.length)
      if (by === 0) expect(after).toBe(film)
      look({ film, after, by, was, is, ...found.record })
    }),
    { numRuns: 300 },
  )
}

interface Trimmed {
  readonly film: Film
  readonly after: Film
  readonly by: number
  readonly was: readonly string[]
  readonly is: readonly string[]
  /** Of the clip or gap before the trim. */
  readonly start: number
  readonly end: number
}

describe('rolling a cut', () => {
  test('changes only the frames that the cut passes, which go on from the other side', () => {
    eachTrim(rolled, rollRoom, ({ by, was, is, start }) => {
      const [low, high] = [Math.min(start, start + by), Math.max(start, start + by)]
      is.forEach((frame, index) => {
        if (index < low || index >= high) expect(frame).toBe(was[index])
        else
          expect(frame).toBe(by > 0 ? onward(was[start - 1]!, index - start + 1) : onward(was[start]!, index - start))
      })
    })
  })
})

describe('slipping a clip', () => {
  test('shows another part of its shot in its place and touches nothing else', () => {
    eachTrim(slipped, slipRoom, ({ by, was, is, start, end }) => {
      is.forEach((frame, index) => {
        const inside = index >= start && index < end
        expect(frame).toBe(inside ? onward(was[index]!, by) : was[index])
      })
    })
  })
})

describe('sliding a clip', () => {
  test('moves it as it is, and its neighbours make the room', () => {
    eachTrim(slid, slideRoom, ({ by, was, is, start, end }) => {
      is.forEach((frame, index) => {
        if (index >= start + by && index < end + by) expect(frame).toBe(was[index - by])
        else if (index >= start && index < start + by) expect(frame).toBe(onward(was[start - 1]!, index - start + 1))
        else if (index >= end + by && index < end) expect(frame).toBe(onward(was[end]!, index - end))
        else expect(frame).toBe(was[index])
      })
    })
  })
})

/** What a clip shows `frames` later in its shot; a gap shows nothing at any time. */
function onward(shown: string, frames: number): string {
  const [shot, frame] = shown.split(':')
  return frame === undefined ? shown : `${shot}:${Number(frame) + frames}`
}

describe('room', () => {
  const film = withRealPaths(
    filmOfShots([
      { id: 'a', durationFrames: 20, headFrames: 3, tailFrames: 4 },
      { id: 'b', durationFrames: 20, headFrames: 2, tailFrames: 1 },
    ]),
  )
  const clip = (id: string, shotId: string, start: number, end: number) => ({
    kind: 'clip' as const,
    id,
    shotId,
    source: { start, end },
    markers: [],
  })
  const cut = (items: Film['cut']['items']): Film => ({ ...film, cut: { ...film.cut, items } })

  test('ends at shots with their handles and at one frame that stays', () => {
    const three = cut([clip('1', 'a', 0, 20), clip('2', 'b', 5, 15), clip('3', 'a', 0, 20)])
    // Later: 4 frames of tail. Earlier: 7 frames before the incoming clip's first.
    expect(rollRoom(three, '2')).toEqual({ least: -7, most: 4 })
    expect(slipRoom(three, '2')).toEqual({ least: -7, most: 6 })
    expect(slideRoom(three, '2')).toEqual({ least: -3, most: 4 })
    expect(rollRoom(three, '1')).toEqual({ least: 0, most: 0 })
    expect(slideRoom(three, '3')).toEqual({ least: 0, most: 0 })
    const short = cut([clip('1', 'a', 0, 2), clip('2', 'b', 0, 3)])
    expect(rollRoom(short, '2')).toEqual({ least: -1, most: 2 })
  })

  test('keeps what dissolves need', () => {
    const dissolve = { kind: 'dissolve' as const, id: 'd', inFrames: 2, outFrames: 3 }
    const two = cut([clip('1', 'a', 0, 20), dissolve, clip('2', 'b', 5, 15)])
    expect(rollRoom(two, '2')).toEqual({ least: -5, most: 1 })
    expect(slipRoom(two, '2')).toEqual({ least: -5, most: 6 })
    const gap = { kind: 'gap' as const, id: 'g', durationFrames: 4 }
    expect(rollRoom(cut([gap, clip('2', 'b', 5, 15)]), '2')).toEqual({ least: -3, most: 9 })
    expect(slipRoom(cut([gap]), 'g')).toEqual({ least: 0, most: 0 })
  })
})
