import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filmSchema, shotFrames, type Film } from '../../../core/project/schema/film.ts'
import type { CutClip } from '../../../core/project/schema/cut.ts'
import { trimmedBy, trimRoom } from '../../../renderer/features/timeline/editing/trim.ts'
import { clipTrouble } from '../../../renderer/features/timeline/editing/clip-trouble.ts'
import { filmOfShots, takeOf } from '../playback/films.ts'
import { anyFilm, withRealPaths } from './any-cut.ts'

const anyEdge = fc.constantFrom('head' as const, 'tail' as const)

function clipOf(film: Film, id: string): CutClip {
  const clip = film.cut.items.find((item) => item.id === id)
  if (clip?.kind !== 'clip') throw new Error(`no clip ${id}`)
  return clip
}

describe('trimming a clip', () => {
  test('moves the edge as far as there is room, keeps dissolves, and leaves a film that can be saved', () => {
    fc.assert(
      fc.property(anyFilm, fc.nat(11), anyEdge, fc.integer({ min: -60, max: 60 }), (film, place, edge, frames) => {
        const clips = film.cut.items.filter((item) => item.kind === 'clip')
        const clip = clips[place % Math.max(1, clips.length)]
        if (clip === undefined) return
        const { least, most } = trimRoom(film, clip.id, edge)
        expect(least).toBeLessThanOrEqual(0)
        expect(most).toBeGreaterThanOrEqual(0)
        const trimmed = trimmedBy(film, clip.id, edge, frames)
        expect(filmSchema.safeParse(trimmed).error?.issues ?? []).toEqual([])
        const by = Math.min(most, Math.max(least, frames))
        const { source } = clipOf(trimmed, clip.id)
        const moved = edge === 'head' ? [by, 0] : [0, by]
        expect([source.start - clip.source.start, source.end - clip.source.end]).toEqual(moved.map((each) => each + 0))
        const dissolves = (each: Film) => each.cut.items.filter(({ kind }) => kind === 'dissolve').length
        if (!othersShareShot(film, clip)) expect(dissolves(trimmed)).toBe(dissolves(film))
      }),
    )
  })

  const film = withRealPaths(
    filmOfShots([
      { id: 'taken', durationFrames: 20, headFrames: 3, tailFrames: 4, takeId: 't' },
      { id: 'board', durationFrames: 20 },
    ]),
  )
  const items = [
    { kind: 'clip' as const, id: 'a', shotId: 'taken', source: { start: 0, end: 20 }, markers: [] },
    { kind: 'clip' as const, id: 'b', shotId: 'board', source: { start: 0, end: 20 }, markers: [] },
  ]
  const cut = { ...film, cut: { ...film.cut, items } }

  test('ends at the handles of a shot that has a take', () => {
    expect(trimRoom(cut, 'a', 'head')).toEqual({ least: -3, most: 19 })
    expect(trimRoom(cut, 'a', 'tail')).toEqual({ least: -19, most: 4 })
    expect(clipOf(trimmedBy(cut, 'a', 'tail', 100), 'a').source).toEqual({ start: 0, end: 24 })
  })

  test('makes a shot without a take longer', () => {
    const longer = trimmedBy(cut, 'b', 'tail', 15)
    expect(clipOf(longer, 'b').source).toEqual({ start: 0, end: 35 })
    expect(longer.shots[1]!.durationFrames).toBe(35)
    expect(trimmedBy(cut, 'b', 'tail', -5).shots[1]!.durationFrames).toBe(20)
  })

  test('finds takes that are gone or too short for the clip', () => {
    const [shot] = cut.shots
    const clip = clipOf(cut, 'a')
    const frames = shotFrames(shot!)
    expect(clipTrouble(clip, shot!, null)).toBe('take-gone')
    expect(clipTrouble(clip, cut.shots[1]!, null)).toBeNull()
    expect(clipTrouble(clip, shot!, takeOf('t', 'taken', { frames: 27, headFrames: 3 }))).toBeNull()
    expect(clipTrouble(clip, shot!, takeOf('t', 'taken', { frames: 22, headFrames: 3 }))).toBe('take-short')
    expect(frames).toEqual({ start: -3, end: 24 })
  })
})

/** A shot that grows with one clip gives its other clips more room, never less. */
function othersShareShot(film: Film, clip: CutClip): boolean {
  return film.cut.items.filter((item) => item.kind === 'clip' && item.shotId === clip.shotId).length > 1
}
