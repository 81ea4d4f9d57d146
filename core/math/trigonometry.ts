import { powerOfTwo } from './binary.ts'
import { reduceAngle } from './angle-reduction.ts'
import {
  divideDoubleDouble,
  exactProduct,
  exactSum,
  polynomial,
  addDoubleDouble,
  type DoubleDouble,
} from './double-double.ts'

/*
 * Engines round their own transcendental functions differently in the last bit. These use only + − × ÷ √, which
 * IEEE 754 fixes, so that a path evaluates to the same bits everywhere. Errors stay below 1 unit in the last place.
 */

/** Taylor coefficients of sin(x)/x − 1 over x², and of cos(x) − 1 + x²/2 over x⁴, as series in x². */
const SINE_TAIL = inverseFactorials([3, 5, 7, 9, 11, 13, 15, 17, 19], -1)
const COSINE_TAIL = inverseFactorials([4, 6, 8, 10, 12, 14, 16, 18], 1)
/** Taylor coefficients of atan(x)/x − 1 over x², as a series in x². */
const ARC_TANGENT_TAIL = [3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25].map((n, i) => (i % 2 === 0 ? -1 : 1) / n)

/** atan(i/8), rounded to two doubles. */
const ARC_TANGENTS: readonly DoubleDouble[] = [
  [0, 0],
  [0.12435499454676144, -3.1253241424539383e-18],
  [0.24497866312686414, 1.0698755618734451e-17],
  [0.35877067027057225, -2.4623815582638635e-17],
  [0.4636476090008061, 2.2698777452961687e-17],
  [0.5585993153435624, -5.4556305485916264e-18],
  [0.6435011087932844, 1.5834785051444286e-17],
  [0.7188299996216245, -2.1478388444456983e-17],
  [0.7853981633974483, 3.061616997868383e-17],
]
/** Below this, sine and tangent are the angle itself to the last bit. */
const TINY = powerOfTwo(-27)
const HALF_PI: DoubleDouble = [1.5707963267948966, 6.123233995736766e-17]
const PI: DoubleDouble = [3.141592653589793, 1.2246467991473532e-16]

function inverseFactorials(orders: readonly number[], firstSign: number): readonly number[] {
  return orders.map((order, index) => {
    let factorial = 1
    for (let factor = 2; factor <= order; factor++) factorial *= factor
    return (index % 2 === 0 ? firstSign : -firstSign) / factorial
  })
}

/** Sine of an angle in radians; NaN for a non-finite angle. */
export function sin(radians: number): number {
  if (!Number.isFinite(radians)) return Number.NaN
  if (Math.abs(radians) < TINY) return radians
  const [sine] = sineAndCosine(radians)
  return sine[0]
}

/** Cosine of an angle in radians; NaN for a non-finite angle. */
export function cos(radians: number): number {
  if (!Number.isFinite(radians)) return Number.NaN
  const [, cosine] = sineAndCosine(radians)
  return cosine[0]
}

/** Tangent of an angle in radians; NaN for a non-finite angle. */
export function tan(radians: number): number {
  if (!Number.isFinite(radians)) return Number.NaN
  if (Math.abs(radians) < TINY) return radians
  const [sine, cosine] = sineAndCosine(radians)
  return divideDoubleDouble(sine, cosine)[0]
}

function sineAndCosine(radians: number): readonly [sine: DoubleDouble, cosine: DoubleDouble] {
  const { quadrant, high, low } = reduceAngle(radians)
  const square = high * high
  const sine = exactSum(high, high * square * polynomial(square, SINE_TAIL) + low * (1 - square / 2))
  const [cosineHigh, cosineLow] = exactSum(1, -square / 2)
  const cosine = exactSum(cosineHigh, cosineLow + square * square * polynomial(square, COSINE_TAIL) - high * low)
  if (quadrant === 0) return [sine, cosine]
  if (quadrant === 1) return [cosine, negate(sine)]
  if (quadrant === 2) return [negate(sine), negate(cosine)]
  return [negate(cosine), sine]
}

function negate(value: DoubleDouble): DoubleDouble {
  return [-value[0], -value[1]]
}

/** Arc tangent in −π/2..π/2 radians. */
export function atan(tangent: number): number {
  return atan2(tangent, 1)
}

/** Angle of the vector (x, y) from the x axis, −π..π radians, with the signs of zero of `Math.atan2`. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const size = Math.max(Math.abs(x), Math.abs(y))
  if (size === Number.POSITIVE_INFINITY) {
    return atan2(Math.abs(y) === size ? Math.sign(y) : y * 0, Math.abs(x) === size ? Math.sign(x) : x * 0)
  }
  // The exact product inside overflows near the ends of the double range.
  const scale = size > powerOfTwo(900) ? powerOfTwo(-600) : size < powerOfTwo(-300) ? powerOfTwo(600) : 1
  const angle = angleOf([Math.abs(y) * scale, 0], Math.abs(x) * scale, x < 0 || Object.is(x, -0))
  return y < 0 || Object.is(y, -0) ? -angle : angle
}

/** Arc cosine in 0..π radians; NaN outside −1..1. */
export function acos(cosine: number): number {
  if (!(Math.abs(cosine) <= 1)) return Number.NaN
  const [square, squareLow] = exactProduct(cosine, cosine)
  const [high, low] = addDoubleDouble([1, 0], [-square, -squareLow])
  const sine = Math.sqrt(high)
  if (sine === 0) return cosine > 0 ? 0 : PI[0]
  const [back, backLow] = exactProduct(sine, sine)
  return angleOf([sine, (high - back - backLow + low) / (2 * sine)], Math.abs(cosine), cosine < 0)
}

/** Angle of (±x, y) in 0..π for y, x ≥ 0; `left` says that x stands for −x. */
function angleOf(y: DoubleDouble, x: number, left: boolean): number {
  const steep = y[0] > x
  const shallow = steep ? arcTangentUpToOne([x, 0], y) : arcTangentUpToOne(y, [x, 0])
  const angle = steep ? addDoubleDouble(HALF_PI, negate(shallow)) : shallow
  return left ? addDoubleDouble(PI, negate(angle))[0] : angle[0]
}

/** atan(opposite ÷ adjacent) for 0 ≤ opposite ≤ adjacent. */
function arcTangentUpToOne(opposite: DoubleDouble, adjacent: DoubleDouble): DoubleDouble {
  if (opposite[0] === 0) return [0, 0]
  const rough = opposite[0] / adjacent[0]
  if (rough < powerOfTwo(-60)) return [rough, 0]
  const [quotient, quotientLow] = divideDoubleDouble(opposite, adjacent)
  const step = quotient < 0.1875 ? 0 : Math.round(quotient * 8)
  const centre = step / 8
  const near = ARC_TANGENTS[step]!
  const difference = quotient - centre + quotientLow
  const offset = difference / (1 + quotient * centre)
  const offsetLow = step === 0 ? quotient - offset + quotientLow : 0
  const square = offset * offset
  return addDoubleDouble(near, exactSum(offset, offsetLow + offset * square * polynomial(square, ARC_TANGENT_TAIL)))
}
