import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowStep, flowTimes } from '../../../core/diffusion/anchored-flow.ts'

const steps = fc.integer({ min: 1, max: 60 })
const shift = fc.double({ min: 0.2, max: 6, noNaN: true })
const values = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('flowTimes', () => {
  it('matches the shifted schedule worked out by hand for four steps', () => {
    // t = 1, 3/4, 1/2, 1/4, 0 with t' = 1.6 t / (1 + 0.6 t)
    const expected = [1, 1.2 / 1.45, 0.8 / 1.3, 0.4 / 1.15, 0]
    flowTimes(4, 1.6).forEach((time, i) => expect(time).toBeCloseTo(expected[i]!, 14))
  })

  it('goes from exactly 1 to exactly 0 and never rises', () => {
    fc.assert(
      fc.property(steps, shift, (count, amount) => {
        const times = flowTimes(count, amount)
        expect(times.length).toBe(count + 1)
        expect(times[0]).toBe(1)
        expect(times[count]).toBe(0)
        for (let i = 0; i < count; i++) expect(times[i]!).toBeGreaterThan(times[i + 1]!)
      }),
    )
  })

  it('refuses no steps and a shift that is not positive', () => {
    expect(() => flowTimes(0, 1.6)).toThrow(RangeError)
    expect(() => flowTimes(2.5, 1.6)).toThrow(RangeError)
    expect(() => flowTimes(4, 0)).toThrow(RangeError)
  })
})

describe('flowStep', () => {
  it('ends exactly at a prediction that stays the same, from any noise', () => {
    fc.assert(
      fc.property(values, steps, shift, (numbers, count, amount) => {
        const clean = Float32Array.from(numbers)
        const sample = Float32Array.from(numbers, (_, i) => i * 0.37 - 2)
        const times = flowTimes(count, amount)
        for (let i = 0; i < count; i++) flowStep(sample, clean, times[i]!, times[i + 1]!)
        expect(sample).toEqual(clean)
      }),
    )
  })

  it('stays on the straight line between noise and a constant clean sample', () => {
    fc.assert(
      fc.property(values, steps, shift, (numbers, count, amount) => {
        const clean = Float32Array.from(numbers)
        const noise = Float32Array.from(numbers, (_, i) => 3 - i * 0.21)
        const sample = noise.slice()
        const times = flowTimes(count, amount)
        for (let i = 0; i < count; i++) {
          flowStep(sample, clean, times[i]!, times[i + 1]!)
          const time = times[i + 1]!
          sample.forEach((value, j) => expect(value).toBeCloseTo((1 - time) * clean[j]! + time * noise[j]!, 4))
        }
      }),
    )
  })

  it('does one step of the formula', () => {
    const sample = Float32Array.of(2, -1)
    flowStep(sample, Float32Array.of(1, 1), 0.8, 0.5)
    // x + (0.5 − 0.8) (x − clean) / 0.8
    expect(sample[0]).toBeCloseTo(2 - 0.375 * 1, 6)
    expect(sample[1]).toBeCloseTo(-1 + 0.375 * 2, 6)
  })

  it('refuses samples and predictions of different length', () => {
    expect(() => flowStep(new Float32Array(2), new Float32Array(3), 1, 0.5)).toThrow(RangeError)
  })
})
