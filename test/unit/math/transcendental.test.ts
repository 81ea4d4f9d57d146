import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp, log, pow } from '../../../core/math/exponential.ts'
import { acos, atan, atan2, cos, sin, tan } from '../../../core/math/trigonometry.ts'

const view = new DataView(new ArrayBuffer(8))

/** Place of a double in the order of all doubles, so that neighbours differ by 1. */
function ordinal(value: number): bigint {
  view.setFloat64(0, value)
  const bits = view.getBigInt64(0)
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits
}

function expectWithinUlps(found: number, expected: number, ulps: bigint): void {
  if (Number.isNaN(expected) || Number.isNaN(found)) {
    expect(found).toBe(expected)
    return
  }
  const distance = ordinal(found) - ordinal(expected)
  if (distance > ulps || distance < -ulps) expect(found).toBe(expected)
}

const anyDouble = fc.double({ noNaN: true })
const ordinary = fc.double({ min: -30, max: 30, noNaN: true })
const unit = fc.double({ min: -1, max: 1, noNaN: true })
const positive = fc.double({ min: Number.MIN_VALUE, noNaN: true })
const runs = { numRuns: 2000 }

describe('against the engine, within 2 units in the last place', () => {
  it.each([
    ['sin', sin, Math.sin, fc.oneof(ordinary, anyDouble)],
    ['cos', cos, Math.cos, fc.oneof(ordinary, anyDouble)],
    ['tan', tan, Math.tan, fc.oneof(ordinary, anyDouble)],
    ['atan', atan, Math.atan, fc.oneof(ordinary, anyDouble)],
    ['acos', acos, Math.acos, fc.oneof(unit, ordinary)],
    ['exp', exp, Math.exp, fc.oneof(ordinary, fc.double({ min: -760, max: 720, noNaN: true }))],
    ['log', log, Math.log, fc.oneof(positive, fc.double({ min: 0.5, max: 2, noNaN: true }), anyDouble)],
  ] as const)('%s', (_, ours, engine, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expectWithinUlps(ours(value), engine(value), 2n)
      }),
      runs,
    )
  })

  it('atan2', () => {
    const either = fc.oneof(ordinary, anyDouble)
    fc.assert(
      fc.property(either, either, (y, x) => {
        expectWithinUlps(atan2(y, x), Math.atan2(y, x), 2n)
      }),
      runs,
    )
  })

  it('pow', () => {
    const base = fc.oneof(fc.double({ min: 0.01, max: 100, noNaN: true }), anyDouble)
    const exponent = fc.oneof(ordinary, fc.integer({ min: -20, max: 20 }), anyDouble)
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        expectWithinUlps(pow(x, y), Math.pow(x, y), 2n)
      }),
      runs,
    )
  })
})

describe('values that decide', () => {
  it('keeps every bit next to a multiple of π and far out', () => {
    // π rounded to a double is short of π by its sine; the others are known from 1000-bit arithmetic.
    expect(sin(Math.PI)).toBe(1.2246467991473532e-16)
    expect(cos(Math.PI / 2)).toBe(6.123233995736766e-17)
    expect(tan(Math.PI / 2)).toBe(16331239353195370)
    expect(sin(1e22)).toBe(-0.8522008497671888)
    expect(cos(Number.MAX_VALUE)).toBe(-0.9999876894265599)
  })

  it.each([
    [sin(0), 0],
    [sin(-0), -0],
    [cos(0), 1],
    [exp(0), 1],
    [exp(1), Math.E],
    [exp(Number.NEGATIVE_INFINITY), 0],
    [exp(1000), Number.POSITIVE_INFINITY],
    [log(1), 0],
    [log(0), Number.NEGATIVE_INFINITY],
    [log(-1), Number.NaN],
    [acos(1), 0],
    [acos(-1), Math.PI],
    [acos(1.0000001), Number.NaN],
    [atan2(0, -1), Math.PI],
    [atan2(-0, -1), -Math.PI],
    [atan2(-0, 1), -0],
    [atan2(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), 2.356194490192345],
    [pow(10, 3), 1000],
    [pow(2, -1074), Number.MIN_VALUE],
    [pow(-2, 3), -8],
    [pow(-2, 0.5), Number.NaN],
    [pow(0, -1), Number.POSITIVE_INFINITY],
    [pow(-0, -3), Number.NEGATIVE_INFINITY],
    [pow(1, Number.POSITIVE_INFINITY), Number.NaN],
    [pow(Number.NaN, 0), 1],
  ])('%d is %d', (found, expected) => {
    expect(found).toBe(expected)
  })
})

describe('identities', () => {
  it('has the symmetries exactly', () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        expect(sin(-x)).toBe(-sin(x))
        expect(cos(-x)).toBe(cos(x))
        expect(atan(-x)).toBe(-atan(x))
      }),
    )
  })

  it('keeps sine and cosine on the circle', () => {
    fc.assert(fc.property(ordinary, (x) => Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1) < 4e-16))
  })

  it('takes exp back with log, and angles back with atan2', () => {
    fc.assert(fc.property(ordinary, (x) => Math.abs(log(exp(x)) - x) <= 2e-16 * Math.max(1, Math.abs(x))))
    fc.assert(
      fc.property(fc.double({ min: -3.14, max: 3.14, noNaN: true }), (x) => {
        expect(Math.abs(atan2(sin(x), cos(x)) - x)).toBeLessThan(1e-15)
      }),
    )
  })
})
