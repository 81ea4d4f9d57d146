import { expect, test } from 'vitest'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { aShot } from './films.ts'

const takes = [
  { id: 'new', shotId: 's1', madeAt: 30 },
  { id: 'old', shotId: 's1', madeAt: 10 },
  { id: 'elsewhere', shotId: 's2', madeAt: 40 },
]
const mark = { stars: 0, note: '' }

test('the chosen take wins over newer ones, also one made for another shot', () => {
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'old' }), takes)?.id).toBe('old')
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'elsewhere' }), takes)?.id).toBe('elsewhere')
})

test('without a choice it is the newest that is not rejected', () => {
  const shot = aShot('s1', 'b1')
  expect(takeInCut(shot, takes)?.id).toBe('new')
  const rejecting = { ...shot, takeMarks: [{ ...mark, takeId: 'new', rejected: true }] }
  expect(takeInCut(rejecting, takes)?.id).toBe('old')
})

test('a chosen take that is gone counts as no choice; a shot without takes has none', () => {
  expect(takeInCut(aShot('s1', 'b1', { chosenTakeId: 'removed' }), takes)?.id).toBe('new')
  expect(takeInCut(aShot('s3', 'b1'), takes)).toBeNull()
})
