import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FrameRate } from '../../../core/contract/generation.ts'
import {
  compareTimes,
  framesPerSecond,
  reduceRate,
  rescale,
  rescaleExactly,
  sameRate,
  secondsOf,
  wholeRate,
} from '../../../core/timeline/rational.ts'

const film: FrameRate = { numerator: 24000, denominator: 1001 }
const ntsc: FrameRate = { numerator: 30000, denominator: 1001 }
const anyRate = fc.constantFrom(film, ntsc, wholeRate(24), wholeRate(25), wholeRate(48000), {
  numerator: 60000,
  denominator: 1001,
})
const anyValue = fc.integer({ min: -100_000_000, max: 100_000_000 })

describe('exact time', () => {
  test('known conversions', () => {
    // 24 frames at 23.976 last 1.001 s: 48048 samples at 48 kHz, and exactly 30 frames at 29.97.
    expect(rescale({ value: 24, rate: film }, wholeRate(48000), 'floor').value).toBe(48048)
    expect(rescaleExactly({ value: 24, rate: film }, ntsc)).toEqual({ value: 30, rate: ntsc })
    expect(rescaleExactly({ value: 1, rate: film }, ntsc)).toBeNull()
    expect(rescale({ value: 1, rate: wholeRate(24) }, wholeRate(25), 'floor').value).toBe(1)
    expect(rescale({ value: 1, rate: wholeRate(24) }, wholeRate(25), 'ceil').value).toBe(2)
    expect(rescale({ value: 1, rate: wholeRate(2) }, wholeRate(1), 'nearest').value).toBe(1)
    expect(rescale({ value: -1, rate: wholeRate(2) }, wholeRate(1), 'nearest').value).toBe(0)
    expect(rescale({ value: -1, rate: wholeRate(24) }, wholeRate(25), 'floor').value).toBe(-2)
  })

  test('doubles that other programs write', () => {
    expect(String(framesPerSecond(film))).toBe('23.976023976023978')
    expect(String(framesPerSecond(ntsc))).toBe('29.97002997002997')
    expect(secondsOf({ value: 24, rate: film })).toBe(1.001)
  })

  test('a result beyond safe integers is refused', () => {
    const late = { value: Number.MAX_SAFE_INTEGER, rate: wholeRate(1) }
    expect(() => rescale(late, wholeRate(2), 'floor')).toThrow(RangeError)
  })

  test('there and back is the same when the other rate is exact', () => {
    fc.assert(
      fc.property(anyValue, anyRate, anyRate, (value, rate, other) => {
        const there = rescaleExactly({ value, rate }, other)
        if (there !== null) expect(rescaleExactly(there, rate)).toEqual({ value, rate })
      }),
    )
  })

  test('floor <= exact <= ceil, within one unit, and nearest is one of them', () => {
    fc.assert(
      fc.property(anyValue, anyRate, anyRate, (value, rate, other) => {
        const time = { value, rate }
        const floor = rescale(time, other, 'floor')
        const ceil = rescale(time, other, 'ceil')
        const nearest = rescale(time, other, 'nearest')
        expect(compareTimes(floor, time)).toBeLessThanOrEqual(0)
        expect(compareTimes(ceil, time)).toBeGreaterThanOrEqual(0)
        expect(ceil.value - floor.value).toBe(compareTimes(floor, time) === 0 ? 0 : 1)
        expect([floor.value, ceil.value]).toContain(nearest.value)
      }),
    )
  })

  test('comparing agrees with exact fractions far beyond double precision', () => {
    const a = { value: 9_007_199_254_740_991, rate: film }
    const b = { value: 9_007_199_254_740_990, rate: film }
    expect(compareTimes(a, b)).toBe(1)
    expect(compareTimes(b, a)).toBe(-1)
    expect(compareTimes(a, { ...a })).toBe(0)
  })

  test('rates reduce and compare as numbers', () => {
    expect(reduceRate({ numerator: 48000, denominator: 2002 })).toEqual(film)
    expect(sameRate({ numerator: 48, denominator: 2 }, wholeRate(24))).toBe(true)
    expect(sameRate(film, wholeRate(24))).toBe(false)
  })
})
