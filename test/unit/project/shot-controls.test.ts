import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { setShotControl } from '../../../core/project/edits/shot-controls.ts'
import { filmSchema } from '../../../core/project/schema/film.ts'
import { aFilm, deepFreeze } from './films.ts'

const film = deepFreeze(aFilm())
const controlsOf = (changed: typeof film) => changed.shots[0]!.generation.controls

test('a control is set beside the others and left to the pack again; the last one takes the field with it', () => {
  const one = setShotControl(film, 's1', 'guidanceLast', 2.5)
  const two = setShotControl(one, 's1', 'betweenFrames', 'nearest')
  expect(controlsOf(two)).toEqual({ guidanceLast: 2.5, betweenFrames: 'nearest' })
  expect(two.shots[1]).toBe(film.shots[1])
  expect(controlsOf(setShotControl(two, 's1', 'guidanceLast', undefined))).toEqual({ betweenFrames: 'nearest' })
  const none = setShotControl(one, 's1', 'guidanceLast', undefined)
  expect(none.shots[0]).toEqual(film.shots[0])
  expect(Object.keys(none.shots[0]!.generation)).not.toContain('controls')
  expect(filmSchema.parse(two)).toEqual(two)
})

test('leaving a control to the pack that was never set changes nothing', () => {
  expect(setShotControl(film, 's1', 'motionBucket', undefined)).toEqual(film)
})

test('a number that no model takes is refused', () => {
  expect(() => setShotControl(film, 's1', 'motionBucket', -1)).toThrow(StudioError)
})
