import { powerOfTwo, splitExponent } from './binary.ts'
import {
  addDoubleDouble,
  divideDoubleDouble,
  exactProduct,
  exactSum,
  multiplyDoubleDouble,
  polynomial,
  type DoubleDouble,
} from './double-double.ts'

/* Only + − × ÷ and bit operations, for the same bits on every engine; see trigonometry.ts. */

/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. */
const LN2_FIRST = 0.6931471803691238
const LN2_SECOND = 1.9082149292705877e-10
const INVERSE_LN2 = 1.4426950408889634
const SQRT_HALF = 0.7071067811865476

/** 1/2!, 1/3!, … 1/15!. */
const EXPONENTIAL_TAIL = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((order) => {
  let factorial = 1
  for (let factor = 2; factor <= order; factor++) factorial *= factor
  return 1 / factorial
})
/** 1/7, 1/9, … of the series atanh(s)/s = 1 + s²/3 + s⁴/5 + …; the first terms are kept in two doubles. */
const LOGARITHM_TAIL = [7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29].map((order) => 1 / order)
const THIRD = divideDoubleDouble([1, 0], [3, 0])
const FIFTH = divideDoubleDouble([1, 0], [5, 0])

/** e to the power `exponent`. */
export function exp(exponent: number): number {
  if (Number.isNaN(exponent)) return exponent
  return exponentialOf([exponent, 0])
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(value: number): number {
  if (Number.isNaN(value) || value < 0) return Number.NaN
  if (value === 0) return Number.NEGATIVE_INFINITY
  if (value === Number.POSITIVE_INFINITY) return value
  return logarithmOf(value)[0]
}

/** `base` to the power `exponent`, with the special cases of `Math.pow`. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1
  if (Number.isNaN(base) || Number.isNaN(exponent)) return Number.NaN
  const size = Math.abs(base)
  if (!Number.isFinite(exponent)) {
    if (size === 1) return Number.NaN
    return size > 1 === exponent > 0 ? Number.POSITIVE_INFINITY : 0
  }
  const odd = Math.abs(exponent % 2) === 1
  const negative = odd && (base < 0 || Object.is(base, -0))
  if (base < 0 && size !== Number.POSITIVE_INFINITY && !Number.isInteger(exponent)) return Number.NaN
  const result = powerOf(size, exponent)
  return negative ? -result : result
}

function powerOf(base: number, exponent: number): number {
  if (base === 0 || base === Number.POSITIVE_INFINITY) {
    return (base === 0) === exponent > 0 ? 0 : Number.POSITIVE_INFINITY
  }
  if (base === 1) return 1
  const logarithm = logarithmOf(base)
  const rough = logarithm[0] * exponent
  // Beyond this the result is 0 or Infinity; the exact product would overflow.
  if (Math.abs(rough) > 800) return exponentialOf([rough, 0])
  const [high, low] = exactProduct(logarithm[0], exponent)
  return exponentialOf(exactSum(high, low + logarithm[1] * exponent))
}

function exponentialOf(exponent: DoubleDouble): number {
  if (exponent[0] > 710) return Number.POSITIVE_INFINITY
  if (exponent[0] < -746) return 0
  const scale = Math.round(exponent[0] * INVERSE_LN2)
  const reduced = exactSum(exponent[0] - scale * LN2_FIRST, -scale * LN2_SECOND)
  const [rest, low] = addDoubleDouble(reduced, [exponent[1], 0])
  const [sum, sumLow] = exactSum(1, rest)
  const value = sum + (sumLow + (low + low * rest + rest * rest * polynomial(rest, EXPONENTIAL_TAIL)))
  // Two steps, because 2^scale alone may not be a normal double.
  const half = Math.trunc(scale / 2)
  return value * powerOfTwo(half) * powerOfTwo(scale - half)
}

/** Natural logarithm of a finite positive double, relative error below 2^-64. */
function logarithmOf(value: number): DoubleDouble {
  let { fraction, exponent } = splitExponent(value)
  if (fraction < SQRT_HALF) {
    fraction *= 2
    exponent -= 1
  }
  const s = divideDoubleDouble([fraction - 1, 0], exactSum(fraction, 1))
  const square = multiplyDoubleDouble(s, s)
  const tail = addDoubleDouble(FIFTH, [square[0] * polynomial(square[0], LOGARITHM_TAIL), 0])
  const series = addDoubleDouble(THIRD, multiplyDoubleDouble(square, tail))
  const half = addDoubleDouble(s, multiplyDoubleDouble(s, multiplyDoubleDouble(square, series)))
  const exponentPart = exactSum(exponent * LN2_FIRST, exponent * LN2_SECOND)
  return addDoubleDouble(exponentPart, [2 * half[0], 2 * half[1]])
}
