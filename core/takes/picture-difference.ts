/** How far two pictures are apart, in steps of 8 bits. */
export interface DifferenceNumbers {
  /** The largest difference of one channel of one pixel, 0..255. */
  readonly largest: number
  /** The mean of all channels, 0..255. */
  readonly mean: number
}

/** Factors that a difference is shown with. */
export const differenceGains = [1, 2, 4, 8, 16] as const
export type DifferenceGain = (typeof differenceGains)[number]

/**
 * The absolute difference of two pictures, channel by channel, times a whole factor, cut off at white: exact, in whole
 * numbers. The numbers that come with it are those without the factor.
 * @param first `[height, width, 4]` 8-bit RGBA; alpha is not compared
 * @param second as large as `first`
 * @param out as large too; gets the picture, opaque. May be one of the two.
 * @throws RangeError unless all three are of one size
 */
export function pictureDifference(
  first: Uint8ClampedArray,
  second: Uint8ClampedArray,
  gain: DifferenceGain,
  out: Uint8ClampedArray,
): DifferenceNumbers {
  const { length } = first
  if (second.length !== length || out.length !== length) throw new RangeError('pictures of different sizes')
  let largest = 0
  let sum = 0
  for (let at = 0; at < length; at += 4) {
    for (let channel = at; channel < at + 3; channel++) {
      const difference = Math.abs(first[channel]! - second[channel]!)
      if (difference > largest) largest = difference
      sum += difference
      out[channel] = difference * gain
    }
    out[at + 3] = 255
  }
  return { largest, mean: length === 0 ? 0 : sum / ((length / 4) * 3) }
}
