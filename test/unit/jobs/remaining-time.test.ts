import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RemainingTime } from '../../../main/jobs/remaining-time.ts'

describe('RemainingTime', () => {
  it('is exact at an even pace, whatever the pace and the moments of the reports', () => {
    const moments = fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 10_000_000 }), moments, (total, parts) => {
        const remaining = new RemainingTime(5000)
        for (const part of parts.toSorted((a, b) => a - b)) {
          const told = remaining.told(part, 5000 + part * total)
          // Two reports in one moment tell no pace.
          if (told !== null) expect(Math.abs(told - (1 - part) * total)).toBeLessThan(1)
        }
      }),
    )
  })

  it('knows nothing before there is a pace, or while nobody knows how much is done', () => {
    const remaining = new RemainingTime(0)
    expect(remaining.told(0, 0)).toBeNull()
    expect(remaining.told(0.005, 900)).toBeNull()
    expect(remaining.told(null, 5000)).toBeNull()
    expect(remaining.told(0.5, 5000)).toBe(5000)
  })

  it('takes what was done at once for a head start, not for the pace', () => {
    const remaining = new RemainingTime(0)
    remaining.told(0.5, 100)
    // A quarter in ten seconds: ten more for the last one.
    expect(remaining.told(0.75, 10_100)).toBe(10_000)
  })

  it('follows a pace that changes', () => {
    const remaining = new RemainingTime(0)
    for (let second = 1; second <= 10; second++) remaining.told(second * 0.05, second * 1000)
    let last: number | null = null
    for (let second = 11; second <= 50; second++) last = remaining.told(0.5 + (second - 10) * 0.01, second * 1000)
    expect(last).toBe(10_000)
  })
})
