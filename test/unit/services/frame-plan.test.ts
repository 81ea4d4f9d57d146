import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planFrames, type LengthWish } from '../../../main/services/takes/frame-plan.ts'

const pack = { min: 2, max: 32 }
const nothing: LengthWish = { sampleFrames: null, seconds: null, rate: null }
const ntsc = { numerator: 24000, denominator: 1001 }

test.each([
  [{}, 16, 16, 16, 8, 1],
  [{}, 25, 25, 25, 8, 1],
  [{ sampleFrames: 14 }, 25, 14, 14, 8, 1],
  [{ sampleFrames: 14, rate: ntsc }, 25, 14, 14, 24000, 1001],
  [{ seconds: 2 }, 16, 48, 16, 24, 1],
  [{ seconds: 2, sampleFrames: 25 }, 16, 48, 25, 24, 1],
  [{ seconds: 1.001, rate: ntsc }, 16, 24, 16, 24000, 1001],
  // A shot shorter than the camera's own frames samples each of its frames.
  [{ seconds: 0.25 }, 16, 6, 6, 24, 1],
  // A pack that cannot sample so many frames still delivers them all.
  [{}, 100, 100, 32, 8, 1],
] as const)('%j over %d poses: %d frames from %d samples', (wish, poses, film, samples, numerator, denominator) => {
  expect(planFrames({ ...nothing, ...wish }, poses, pack)).toEqual({
    filmFrames: film,
    sampleFrames: samples,
    rate: { numerator, denominator },
  })
})

test('a shot without a frame, or too long, is refused by name', () => {
  for (const seconds of [0.01, 20_000]) {
    expect(() => planFrames({ ...nothing, seconds }, 16, pack)).toThrow(
      expect.objectContaining({ code: 'command.length' }),
    )
  }
})

test('the model never samples more than it can, nor more than are delivered when that is within its range', () => {
  const wish = fc.record({
    sampleFrames: fc.option(fc.integer({ min: 1, max: 200 })),
    seconds: fc.option(fc.double({ min: 0.2, max: 60, noNaN: true })),
    rate: fc.option(fc.constantFrom(ntsc, { numerator: 24, denominator: 1 }, { numerator: 60, denominator: 1 })),
  })
  fc.assert(
    fc.property(wish, fc.integer({ min: 1, max: 200 }), (length, poses) => {
      const plan = planFrames(length, poses, pack)
      expect(plan.sampleFrames).toBeLessThanOrEqual(pack.max)
      expect(plan.sampleFrames).toBeLessThanOrEqual(Math.max(pack.min, plan.filmFrames))
      if (length.seconds !== null) {
        const exact = (length.seconds * plan.rate.numerator) / plan.rate.denominator
        expect(Math.abs(plan.filmFrames - exact)).toBeLessThanOrEqual(0.5)
      }
    }),
  )
})
