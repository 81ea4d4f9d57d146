import { expect, test } from 'vitest'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { aShot } from './films.ts'

const whole = { frames: 36, headFrames: 6 }
const takes = [
  { id: 'new', shotId: 's1', madeAt: 30, ...whole },
  { id: 'old', shotId: 's1', madeAt: 10, ...whole },
  { id: 'elsewhere', shotId: 's2', madeAt: 40, ...whole },
  { id: 'short', shotId: 's1', madeAt: 50, frames: 29, headFrames: 6 },
]

test('the chosen take wins over newer ones, also one made for another shot; one that is gone is not replaced', () => {
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'old' }), takes)?.id).toBe('old')
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'elsewhere' }), takes)?.id).toBe('elsewhere')
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'removed' }), takes)).toBeNull()
})

test('without a choice it is the newest that is not rejected and holds the whole shot', () => {
  const shot = aShot('s1', 'b1')
  expect(takeInCut(shot, takes)?.id).toBe('new')
  const mark = { takeId: 'new', rejected: true, stars: 0, note: '' }
  expect(takeInCut({ ...shot, takeMarks: [mark] }, takes)?.id).toBe('old')
  expect(takeInCut({ ...shot, durationFrames: 23 }, takes)?.id).toBe('short')
  expect(takeInCut({ ...shot, durationFrames: 31 }, takes)).toBeNull()
  expect(takeInCut(aShot('s3', 'b1'), takes)).toBeNull()
})

test('a take of another camera than the shot’s own is in the cut only when it is chosen', () => {
  const orbit = { id: 'orbit', shotId: 's1', madeAt: 60, ...whole, shotMove: 'orbit:20' }
  expect(takeInCut(aShot('s1', 'b1'), [...takes, orbit])?.id).toBe('new')
  expect(takeInCut(aShot('s1', 'b1'), [orbit])).toBeNull()
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'orbit' }), [...takes, orbit])?.id).toBe('orbit')
})
