import { powerOfTwo } from './binary.ts'
import { exactSum } from './double-double.ts'

/** An angle less its nearest multiple of π/2: `high + low` in about −π/4..π/4, and that multiple modulo 4. */
export interface ReducedAngle {
  readonly quadrant: number
  readonly high: number
  readonly low: number
}

/** π/2 in three parts; the first two have 33 bits, so that their products with a 20-bit integer are exact. */
const HALF_PI_FIRST = 1.5707963267341256
const HALF_PI_SECOND = 6.077100506303966e-11
const HALF_PI_THIRD = 2.0222662487959506e-21
const TWO_OVER_PI = 0.6366197723675814

/** Below this distance to a multiple of π/2 the three parts keep too few bits. */
const CLOSE_TO_MULTIPLE = powerOfTwo(-20)
const LARGEST_MULTIPLE = 1048576

/** Reduces a finite angle in radians; good to more than 2^-70 of the result for every double. */
export function reduceAngle(radians: number): ReducedAngle {
  if (Math.abs(radians) <= Math.PI / 4) return { quadrant: 0, high: radians, low: 0 }
  const multiple = Math.round(radians * TWO_OVER_PI)
  if (Math.abs(multiple) > LARGEST_MULTIPLE) return reduceExactly(radians)
  const [rest, restLow] = exactSum(radians - multiple * HALF_PI_FIRST, -multiple * HALF_PI_SECOND)
  if (Math.abs(rest) < CLOSE_TO_MULTIPLE) return reduceExactly(radians)
  const [high, low] = exactSum(rest, restLow - multiple * HALF_PI_THIRD)
  return { quadrant: multiple & 3, high, low }
}

const RESULT_BITS = 256n
/** The largest double has 1024 bits before the point; the rest is head-room. */
const PI_BITS = RESULT_BITS + 1100n
let halfPiFixed: bigint | undefined

/** The same reduction in integers, for huge angles and those next to a multiple of π/2. */
function reduceExactly(radians: number): ReducedAngle {
  halfPiFixed ??= halfPi(PI_BITS)
  const angle = fixedPoint(radians, PI_BITS)
  let multiple = angle / halfPiFixed
  let rest = angle - multiple * halfPiFixed
  if (2n * (rest < 0n ? -rest : rest) > halfPiFixed) {
    const step = rest < 0n ? -1n : 1n
    multiple += step
    rest -= step * halfPiFixed
  }
  rest >>= PI_BITS - RESULT_BITS
  const high = Number(rest)
  const low = Number(rest - BigInt(high))
  const scale = powerOfTwo(-Number(RESULT_BITS))
  return { quadrant: Number(BigInt.asUintN(2, multiple)), high: high * scale, low: low * scale }
}

/** `value · 2^bits` as an integer; `value` must be a multiple of `2^-bits`. */
function fixedPoint(value: number, bits: bigint): bigint {
  let integer = value
  let shift = bits
  while (!Number.isInteger(integer)) {
    integer *= 2
    shift -= 1n
  }
  return BigInt(integer) << shift
}

/** π/2 · 2^bits by Machin's formula, π/4 = 4 atan(1/5) − atan(1/239). */
function halfPi(bits: bigint): bigint {
  const guard = 64n
  const one = 1n << (bits + guard)
  return (2n * (4n * arcTangentOfInverse(5n, one) - arcTangentOfInverse(239n, one))) >> guard
}

function arcTangentOfInverse(denominator: bigint, one: bigint): bigint {
  let power = one / denominator
  let sum = power
  for (let order = 3n, sign = -1n; power !== 0n; order += 2n, sign = -sign) {
    power /= denominator * denominator
    sum += (sign * power) / order
  }
  return sum
}
