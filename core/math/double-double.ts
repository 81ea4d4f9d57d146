/**
 * A number as an unevaluated sum `[high, low]` of two doubles, about 106 bits. The error-free sums and products are
 * those of Knuth and Dekker; they need no fused multiply-add, so every engine gives the same bits.
 */
export type DoubleDouble = readonly [high: number, low: number]

/** 2^27 + 1. */
const SPLITTER = 134217729

/** `a + b` exactly. */
export function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b
  const partOfB = high - a
  return [high, a - (high - partOfB) + (b - partOfB)]
}

/** `a × b` exactly, while neither the product nor 2^27 times a factor over- or underflows. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b
  const wideA = SPLITTER * a
  const wideB = SPLITTER * b
  const topA = wideA - (wideA - a)
  const topB = wideB - (wideB - b)
  const restA = a - topA
  const restB = b - topB
  return [high, restA * restB - (high - topA * topB - topA * restB - restA * topB)]
}

/** `a + b`, relative error about 2^-104 where nothing cancels. */
export function addDoubleDouble(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = exactSum(a[0], b[0])
  return exactSum(high, low + a[1] + b[1])
}

/** `a × b`, relative error about 2^-102. */
export function multiplyDoubleDouble(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = exactProduct(a[0], b[0])
  return exactSum(high, low + a[0] * b[1] + a[1] * b[0])
}

/** `a ÷ b`, relative error about 2^-100. */
export function divideDoubleDouble(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a[0] / b[0]
  const [high, low] = exactProduct(quotient, b[0])
  const rest = a[0] - high - low + a[1] - quotient * b[1]
  return exactSum(quotient, rest / b[0])
}

/** `coefficients[0] + coefficients[1] z + coefficients[2] z² + …` in plain doubles. */
export function polynomial(z: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * z + coefficient, 0)
}
