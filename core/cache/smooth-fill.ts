import { meanAround } from './local-mean.ts'

/** Wide enough that the fill's streaks, a pixel across, are not seen in what a decoder adds itself to. */
const REACH_PIXELS = 4

/**
 * A view's colours with the fill of its holes smoothed: outside the board's frame that fill is its border drawn out to
 * streaks, which a decoder would copy.
 * @param rgb of the view `[height, width, 3]`
 * @param missing 1 in holes, `[height, width]`
 * @returns rgb `[height, width, 3]`, known pixels as they are
 */
export function smoothFill(rgb: Float32Array, missing: Uint8Array, width: number): Float32Array {
  const all = new Uint8Array(missing.length).fill(1)
  const smoothed = rgb.slice()
  for (let k = 0; k < 3; k++) {
    const plane = Float32Array.from(missing, (_, i) => rgb[i * 3 + k]!)
    const once = meanAround(plane, all, width, REACH_PIXELS)
    const twice = meanAround(once, all, width, REACH_PIXELS)
    for (let i = 0; i < missing.length; i++) if (missing[i] === 1) smoothed[i * 3 + k] = twice[i]!
  }
  return smoothed
}
