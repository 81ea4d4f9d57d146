import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hermite, intervalIndex, monotoneSlopes } from '../../../core/math/spline.ts'

const knots = fc
  .array(fc.record({ step: fc.double({ min: 0.01, max: 50, noNaN: true }), value: fc.integer({ min: -5, max: 5 }) }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((list) => {
    let time = 0
    return { times: list.map(({ step }) => (time += step)), values: list.map(({ value }) => value) }
  })

function at(times: readonly number[], values: readonly number[], time: number): number {
  const slopes = monotoneSlopes(times, values)
  const i = intervalIndex(times, time)
  const step = times[i + 1]! - times[i]!
  return hermite(values[i]!, values[i + 1]!, slopes[i]!, slopes[i + 1]!, step, (time - times[i]!) / step)
}

describe('monotone spline', () => {
  it('never leaves the range of the two neighbouring knots, and rises or falls throughout', () => {
    fc.assert(
      fc.property(knots, ({ times, values }) => {
        for (let i = 0; i + 1 < times.length; i++) {
          const direction = Math.sign(values[i + 1]! - values[i]!)
          let before = values[i]!
          for (let part = 1; part <= 20; part++) {
            const value = at(times, values, times[i]! + ((times[i + 1]! - times[i]!) * part) / 20.0001)
            if (direction === 0) expect(value).toBe(values[i])
            expect((value - before) * direction).toBeGreaterThanOrEqual(-1e-12)
            before = value
          }
          expect((values[i + 1]! - before) * direction).toBeGreaterThanOrEqual(-1e-12)
        }
      }),
    )
  })

  it('is exact at knots, straight through a line, and follows a parabola where it rises', () => {
    const times = [0, 1, 3, 4, 7]
    const line = times.map((t) => 2 * t - 5)
    const parabola = times.map((t) => t * t + t)
    times.slice(0, -1).forEach((t, i) => expect(at(times, parabola, t)).toBe(parabola[i]))
    for (const t of [0.3, 1.7, 3.2, 6.9]) {
      expect(at(times, line, t)).toBeCloseTo(2 * t - 5, 12)
      expect(at(times, parabola, t)).toBeCloseTo(t * t + t, 12)
    }
  })

  it('moves and scales with its values', () => {
    fc.assert(
      fc.property(knots, fc.double({ min: 0, max: 1, noNaN: true }), ({ times, values }, part) => {
        const time = times[0]! + (times[times.length - 1]! - times[0]!) * part
        const changed = at(
          times,
          values.map((value) => 3 * value + 7),
          time,
        )
        expect(changed).toBeCloseTo(3 * at(times, values, time) + 7, 9)
      }),
    )
  })
})
