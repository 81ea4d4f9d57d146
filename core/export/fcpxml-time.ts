import type { FrameRate } from '../contract/generation.ts'
import { sameRate, wholeRate } from '../timeline/rational.ts'

/** Frame rates that a Final Cut Pro project can have, as its own format names tell them. */
const projectRates: readonly { readonly name: string; readonly rate: FrameRate }[] = [
  { name: '2398', rate: { numerator: 24_000, denominator: 1001 } },
  { name: '24', rate: wholeRate(24) },
  { name: '25', rate: wholeRate(25) },
  { name: '2997', rate: { numerator: 30_000, denominator: 1001 } },
  { name: '30', rate: wholeRate(30) },
  { name: '50', rate: wholeRate(50) },
  { name: '5994', rate: { numerator: 60_000, denominator: 1001 } },
  { name: '60', rate: wholeRate(60) },
]

/** Name of the rate in Final Cut Pro's format names, e.g. `2398`; null for a rate that its projects cannot have. */
export function finalCutRateName(rate: FrameRate): string | null {
  return projectRates.find((each) => sameRate(each.rate, rate))?.name ?? null
}

/** Frames as the format's rational seconds: not reduced, so that the frame grid stays visible (100 at 24 is `100/24s`). */
export function frameTime(frames: number, rate: FrameRate): string {
  return frames === 0 ? '0s' : secondsText(BigInt(frames) * BigInt(rate.denominator), rate.numerator)
}

/**
 * Time from a frame to a sample as rational seconds in the coarsest unit that holds both; sounds seldom end on a frame.
 * Throws RangeError when the sample is not after the frame.
 */
export function timeFromFrameToSample(
  frame: number,
  rate: FrameRate,
  samples: number,
  samplesPerSecond: number,
): string {
  const common = leastCommonMultiple(rate.numerator, samplesPerSecond)
  const units = (value: number, { numerator, denominator }: FrameRate): bigint =>
    BigInt(value) * BigInt(denominator) * BigInt(common / numerator)
  const length = units(samples, wholeRate(samplesPerSecond)) - units(frame, rate)
  if (length <= 0n) throw new RangeError(`sample ${samples} is not after frame ${frame}`)
  return secondsText(length, common)
}

function secondsText(numerator: bigint, denominator: number): string {
  return denominator === 1 ? `${numerator}s` : `${numerator}/${denominator}s`
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b]
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest]
  return (a / divisor) * b
}
