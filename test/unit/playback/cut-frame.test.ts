import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { cutFrames } from '../../../core/export/cut-frames.ts'
import { sequenceFromFilm, type TakeMedia } from '../../../core/export/sequence-from-film.ts'
import { fitCut } from '../../../core/project/edits/cut-fit.ts'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import { cutDuration, cutFrameAt, clipIndexAt, cutLayout } from '../../../renderer/state/playback/cut-frame.ts'
import { filmOfShots, takeOf } from './films.ts'

const layersOf = (film: Film, takes: readonly TakeSummary[], frame: number) =>
  cutFrameAt(film, takes, frame).map(({ shot, shotFrame, take, weight }) => ({
    shot: shot.id,
    shotFrame,
    index: take?.index ?? null,
    weight,
  }))

describe('a frame of the cut', () => {
  const film = filmOfShots([
    { id: 'a', durationFrames: 10, headFrames: 4, tailFrames: 4, takeId: 'ta' },
    { id: 'b', durationFrames: 8, headFrames: 2, tailFrames: 2 },
  ])
  const takes = [takeOf('ta', 'a', { frames: 18, headFrames: 4 })]
  const items: CutItem[] = [
    { kind: 'clip', id: 'ca', shotId: 'a', source: { start: 2, end: 10 }, markers: [] },
    { kind: 'dissolve', id: 'd', inFrames: 2, outFrames: 2 },
    { kind: 'clip', id: 'cb', shotId: 'b', source: { start: 0, end: 8 }, markers: [] },
    { kind: 'gap', id: 'g', durationFrames: 3 },
  ]
  const cut = { ...film, cut: { ...film.cut, items } }

  test('shows the take from its head handle on, and the board of a shot without one', () => {
    expect(layersOf(cut, takes, 0)).toEqual([{ shot: 'a', shotFrame: 2, index: 6, weight: 1 }])
    expect(layersOf(cut, takes, 5)).toEqual([{ shot: 'a', shotFrame: 7, index: 11, weight: 1 }])
    expect(layersOf(cut, takes, 10)).toEqual([{ shot: 'b', shotFrame: 2, index: null, weight: 1 }])
  })

  test('mixes two pictures in even steps under a dissolve', () => {
    expect([6, 7, 8, 9].map((frame) => layersOf(cut, takes, frame))).toEqual([
      [
        { shot: 'a', shotFrame: 8, index: 12, weight: 0.875 },
        { shot: 'b', shotFrame: -2, index: null, weight: 0.125 },
      ],
      [
        { shot: 'a', shotFrame: 9, index: 13, weight: 0.625 },
        { shot: 'b', shotFrame: -1, index: null, weight: 0.375 },
      ],
      [
        { shot: 'a', shotFrame: 10, index: 14, weight: 0.375 },
        { shot: 'b', shotFrame: 0, index: null, weight: 0.625 },
      ],
      [
        { shot: 'a', shotFrame: 11, index: 15, weight: 0.125 },
        { shot: 'b', shotFrame: 1, index: null, weight: 0.875 },
      ],
    ])
  })

  test('is black in a gap and beyond the ends', () => {
    expect([15, 16, 18, 19, -1].map((frame) => layersOf(cut, takes, frame).length)).toEqual([1, 0, 0, 0, 0])
  })

  test('plays the board where the chosen take is gone or too short', () => {
    expect(layersOf(cut, [], 0)[0]!.index).toBeNull()
    const short = [takeOf('ta', 'a', { frames: 7, headFrames: 4 })]
    expect([0, 1].map((frame) => layersOf(cut, short, frame)[0]!.index)).toEqual([6, null])
  })
})

const anyCut = fc
  .record({
    shots: fc.array(
      fc.record({
        durationFrames: fc.integer({ min: 1, max: 30 }),
        headFrames: fc.integer({ min: 0, max: 8 }),
        tailFrames: fc.integer({ min: 0, max: 8 }),
        taken: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    steps: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('clip' as const), shot: fc.nat(3), a: fc.nat(45), b: fc.nat(45) }),
        fc.record({ kind: fc.constant('gap' as const), durationFrames: fc.integer({ min: 1, max: 5 }) }),
        fc.record({ kind: fc.constant('dissolve' as const), inFrames: fc.nat(6), outFrames: fc.nat(6) }),
      ),
      { maxLength: 12 },
    ),
  })
  .map(({ shots, steps }): Film => {
    const film = filmOfShots(
      shots.map((shot, index) => ({ ...shot, id: `s${index}`, ...(shot.taken ? { takeId: `t${index}` } : {}) })),
    )
    const items = steps.map((step, index): CutItem => {
      const id = `i${index}`
      if (step.kind !== 'clip') return { ...step, id }
      const shot = film.shots[step.shot % film.shots.length]!
      const { start, end } = shotFrames(shot)
      const [low, high] = [step.a % (end - start), step.b % (end - start)].toSorted((a, b) => a - b)
      return { kind: 'clip', id, shotId: shot.id, source: { start: start + low!, end: start + high! + 1 }, markers: [] }
    })
    const cut = { ...film.cut, items }
    return { ...film, cut: fitCut({ ...film, cut }) }
  })

test('any cut shows what its export writes, frame by frame', () => {
  fc.assert(
    fc.property(anyCut, (film) => {
      const takes = film.shots.flatMap((shot) => {
        const { start, end } = shotFrames(shot)
        return shot.chosenTakeId === null
          ? []
          : [takeOf(shot.chosenTakeId, shot.id, { frames: end - start, headFrames: -start })]
      })
      const media = film.shots.map((shot): [string, TakeMedia] => {
        const { start, end } = shotFrames(shot)
        const file = { id: shot.id, name: shot.id, path: null, startFrame: 0, durationFrames: end - start }
        const takeMedia = { ...file, picture: film.format, sound: null }
        return [shot.id, { takeId: shot.chosenTakeId, headFrames: -start, media: takeMedia }]
      })
      const exported = cutFrames(sequenceFromFilm(film, { takes: new Map(media), sounds: new Map() }))
      expect(exported.length).toBe(cutDuration(film.cut.items))
      exported.forEach((layers, frame) => {
        const shown = cutFrameAt(film, takes, frame).filter(({ weight }) => weight > 0)
        expect(shown.map(({ shot }) => shot.id)).toEqual(layers.map(({ mediaId }) => mediaId))
        shown.forEach(({ shot, shotFrame, take, weight }, index) => {
          expect(shotFrame + shot.handles.headFrames).toBe(layers[index]!.frame)
          expect(take === null ? null : take.index).toBe(shot.chosenTakeId === null ? null : layers[index]!.frame)
          expect(weight).toBeCloseTo(layers[index]!.weight, 12)
        })
      })
    }),
  )
})

test('the search for a frame finds what reading through the cut finds', () => {
  fc.assert(
    fc.property(anyCut, fc.integer({ min: -3, max: 400 }), (film, frame) => {
      const placed = cutLayout(film.cut.items)
      const found = placed.findIndex(
        ({ item, record }) => item.kind !== 'dissolve' && frame >= record.start && frame < record.end,
      )
      expect(clipIndexAt(placed, frame)).toBe(found)
    }),
  )
})
