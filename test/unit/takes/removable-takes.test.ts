import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut, type CutTake } from '../../../core/project/take-in-cut.ts'
import { takeGrouping } from '../../../core/takes/removable-takes.ts'
import { removableNow } from '../../../main/services/takes/clean-takes.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { aShot } from '../project/films.ts'

const takeIds = Array.from({ length: 8 }, (_, index) => `t${index}`)
const shotIds = ['s1', 's2', 's3']

const mark = fc.record({
  takeId: fc.constantFrom(...takeIds),
  stars: fc.integer({ min: 0, max: 5 }),
  rejected: fc.boolean(),
  note: fc.constantFrom('', 'keep an eye on it'),
})
const shots: fc.Arbitrary<Shot[]> = fc.subarray(shotIds).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          chosenTakeId: fc.option(fc.constantFrom(...takeIds)),
          takeMarks: fc.uniqueArray(mark, { selector: ({ takeId }) => takeId }),
        })
        .map((own) => aShot(id, 'b1', { ...own, durationFrames: 24 })),
    ),
  ),
)
const takes: fc.Arbitrary<CutTake[]> = fc
  .tuple(
    ...takeIds.map((id) =>
      fc.record({
        id: fc.constant(id),
        shotId: fc.option(fc.constantFrom(...shotIds)),
        madeAt: fc.integer({ min: 0, max: 9 }),
        frames: fc.constantFrom(24, 12),
        headFrames: fc.constant(0),
      }),
    ),
  )
  .map((all) => all.slice())

describe('takes that may be removed', () => {
  it('are never those that a shot has chosen or that the cut shows', () => {
    fc.assert(
      fc.property(shots, takes, (film, all) => {
        const groupOf = takeGrouping(film, all)
        const mayGo = removableNow(() => ({ shots: film }), all as unknown as TakeSummary[])
        for (const shot of film) {
          const shown = takeInCut(shot, all)
          if (shown !== null) expect([groupOf(shown), mayGo(shown.id)]).toEqual([null, false])
          const chosen = all.find(({ id }) => id === shot.chosenTakeId)
          if (chosen !== undefined) expect([groupOf(chosen), mayGo(chosen.id)]).toEqual([null, false])
        }
        // Removing the others changes nothing that the cut shows.
        const left = all.filter((take) => groupOf(take) === null)
        for (const shot of film) expect(takeInCut(shot, left)?.id).toBe(takeInCut(shot, all)?.id)
      }),
      { numRuns: 400 },
    )
  })

  it('are rejected, or nothing was said of them, or their shot is gone', () => {
    const all: CutTake[] = [
      ...['rejected', 'starred', 'noted', 'plain', 'newest'].map((id, at) => ({ id, shotId: 's1', madeAt: at })),
      { id: 'orphan', shotId: 'gone', madeAt: 0 },
      { id: 'nobody', shotId: null, madeAt: 0 },
    ].map((take) => ({ ...take, frames: 24, headFrames: 0 }))
    const none = { stars: 0, rejected: false, note: '' }
    const takeMarks = [
      { ...none, takeId: 'rejected', stars: 3, rejected: true },
      { ...none, takeId: 'starred', stars: 1 },
      { ...none, takeId: 'noted', note: 'the light' },
    ]
    const film = [aShot('s1', 'b1', { takeMarks, durationFrames: 24 })]
    const groups = all.map((take) => [take.id, takeGrouping(film, all)(take)])
    expect(Object.fromEntries(groups)).toEqual({
      rejected: 'rejected',
      starred: null,
      noted: null,
      plain: 'unused',
      newest: null,
      orphan: 'deleted-shots',
      nobody: 'deleted-shots',
    })
  })

  it('are asked of the film as it is then', () => {
    const all = ['old', 'new'].map((id, at) => ({ id, shotId: 's1', madeAt: at, frames: 24, headFrames: 0 }))
    let film = { shots: [aShot('s1', 'b1', { durationFrames: 24 })] }
    const mayGo = removableNow(() => film, all as unknown as TakeSummary[])
    expect([mayGo('old'), mayGo('new'), mayGo('unknown')]).toEqual([true, false, false])
    film = { shots: [aShot('s1', 'b1', { durationFrames: 24, chosenTakeId: 'old' })] }
    expect([mayGo('old'), mayGo('new')]).toEqual([false, true])
  })
})
