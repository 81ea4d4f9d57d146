import type { FrameRate } from '../contract/generation.ts'

/** A point or a length in time: `value` whole units of `1 / rate` seconds each. `value` is a safe integer. */
export interface RationalTime {
  readonly value: number
  readonly rate: FrameRate
}

export type Rounding = 'floor' | 'nearest' | 'ceil'

/** A rate of whole frames (or samples) per second. */
export function wholeRate(framesPerSecond: number): FrameRate {
  return { numerator: framesPerSecond, denominator: 1 }
}

/** The rate with numerator and denominator divided by their greatest common divisor. */
export function reduceRate(rate: FrameRate): FrameRate {
  let a = rate.numerator
  let b = rate.denominator
  while (b !== 0) [a, b] = [b, a % b]
  return { numerator: rate.numerator / a, denominator: rate.denominator / a }
}

/** True when both rates are the same number, e.g. 24/1 and 48/2. */
export function sameRate(a: FrameRate, b: FrameRate): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator
}

/** The double nearest to the rate; 24000/1001 gives 23.976023976023978. */
export function framesPerSecond(rate: FrameRate): number {
  return rate.numerator / rate.denominator
}

/** The double nearest to the time in seconds, for display and for formats that state seconds. */
export function secondsOf(time: RationalTime): number {
  return (time.value * time.rate.denominator) / time.rate.numerator
}

/** Exact fraction of the time in units of `rate`: [numerator, denominator > 0]. */
function unitsAt(time: RationalTime, rate: FrameRate): [bigint, bigint] {
  return [
    BigInt(time.value) * BigInt(time.rate.denominator) * BigInt(rate.numerator),
    BigInt(time.rate.numerator) * BigInt(rate.denominator),
  ]
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}

/**
 * The time in whole units of another rate, computed without floats. `nearest` rounds halves up (towards later).
 * Throws RangeError when the result is no safe integer.
 */
export function rescale(time: RationalTime, rate: FrameRate, rounding: Rounding): RationalTime {
  const [numerator, denominator] = unitsAt(time, rate)
  const units = {
    floor: () => floorDivide(numerator, denominator),
    nearest: () => floorDivide(2n * numerator + denominator, 2n * denominator),
    ceil: () => -floorDivide(-numerator, denominator),
  }[rounding]()
  const value = Number(units)
  if (!Number.isSafeInteger(value)) throw new RangeError(`time ${units} is beyond safe integers`)
  return { value, rate }
}

/** The same instant at another rate, or null when it falls between two of that rate's units. */
export function rescaleExactly(time: RationalTime, rate: FrameRate): RationalTime | null {
  const [numerator, denominator] = unitsAt(time, rate)
  return numerator % denominator === 0n ? rescale(time, rate, 'floor') : null
}

/** Negative when `a` is earlier than `b`, 0 when they are the same instant, positive when later; exact. */
export function compareTimes(a: RationalTime, b: RationalTime): number {
  const left = BigInt(a.value) * BigInt(a.rate.denominator) * BigInt(b.rate.numerator)
  const right = BigInt(b.value) * BigInt(b.rate.denominator) * BigInt(a.rate.numerator)
  return left < right ? -1 : left > right ? 1 : 0
}
