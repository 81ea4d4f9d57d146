import fc from 'fast-check'
import { fitCut } from '../../../core/project/edits/cut-fit.ts'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { filmOfShots } from '../playback/films.ts'

const anyShot = fc.record({
  durationFrames: fc.integer({ min: 1, max: 30 }),
  headFrames: fc.integer({ min: 0, max: 8 }),
  tailFrames: fc.integer({ min: 0, max: 8 }),
  taken: fc.boolean(),
})

const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('clip' as const), shot: fc.nat(3), a: fc.nat(45), b: fc.nat(45) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('gap' as const), durationFrames: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('dissolve' as const), inFrames: fc.nat(5), outFrames: fc.nat(5) }),
  },
)

/** Any valid film with up to twelve items in its cut, ids `i0`, `i1` and on; a film that could be saved. */
export const anyFilm = fc
  .record({ shots: fc.array(anyShot, { minLength: 1, maxLength: 4 }), steps: fc.array(anyStep, { maxLength: 12 }) })
  .map(({ shots, steps }): Film => {
    const facts = shots.map((shot, index) => ({
      ...shot,
      id: `s${index}`,
      ...(shot.taken ? { takeId: `t${index}` } : {}),
    }))
    const film = withRealPaths(filmOfShots(facts))
    const items = steps.map((step, index): CutItem => {
      const id = `i${index}`
      if (step.kind !== 'clip') return { ...step, id }
      const shot = film.shots[step.shot % film.shots.length]!
      const { start, end } = shotFrames(shot)
      const [low, high] = [step.a % (end - start), step.b % (end - start)].toSorted((a, b) => a - b)
      return { kind: 'clip', id, shotId: shot.id, source: { start: start + low!, end: start + high! + 1 }, markers: [] }
    })
    return { ...film, cut: fitCut({ ...film, cut: { ...film.cut, items } }) }
  })

/** Edits that change a shot check all of it. */
export function withRealPaths(film: Film): Film {
  const path = pathFromMoves([{ name: 'dolly', amount: 0.1 }], { frames: 10, easing: 'linear' })
  return { ...film, shots: film.shots.map((shot) => ({ ...shot, camera: { source: 'keys', path, layers: [] } })) }
}

/** Ids of the film's clips and gaps, in their order. */
export function orderOf({ cut }: Film): string[] {
  return cut.items.flatMap((item) => (item.kind === 'dissolve' ? [] : [item.id]))
}
