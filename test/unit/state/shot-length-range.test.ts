import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shotSchema } from '../../../core/project/schema/shot.ts'
import { handleLengthRange, shotLengthRange } from '../../../renderer/state/shot-length-range.ts'
import { steppedValue } from '../../../renderer/ui/fields/number-steps.ts'
import { aShot } from '../project/films.ts'

const steps = { fine: false, coarse: false }

const isTaken = (durationFrames: number, tailFrames = 0) =>
  shotSchema.safeParse(aShot('s', 'b', { durationFrames, handles: { headFrames: 0, tailFrames } })).success

test('an arrow makes any shot that a film can have one frame longer or shorter, until it is as long as it can be', () => {
  const { min, max } = shotLengthRange
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (frames) => {
      expect(isTaken(frames)).toBe(true)
      expect(steppedValue(frames, 1, steps, { min, max, step: 1 })).toBe(Math.min(frames + 1, max))
      expect(steppedValue(frames, -1, steps, { min, max, step: 1 })).toBe(Math.max(frames - 1, min))
    }),
  )
  expect([isTaken(max), isTaken(max + 1)]).toEqual([true, false])
})

test('handles are offered as long as a film takes them', () => {
  expect([isTaken(24, handleLengthRange.max), isTaken(24, handleLengthRange.max + 1)]).toEqual([true, false])
})
