import type { TextureLevel } from './texture-level.ts'

/** Texels of a row and of a column that a colour is mixed from. */
const TAPS = 4
const columnWeights = new Float64Array(TAPS)
const rowWeights = new Float64Array(TAPS)
const columns = new Int32Array(TAPS)

/**
 * A level's colour between its texels by Catmull-Rom splines, which keep fine detail that a linear mix averages away:
 * exactly a texel's colour at its centre, at most a little above 1 or below 0 beside hard edges.
 * @param x,y in texels from the centre of the first one; beyond the outermost centres the border is continued
 * @param out receives red, green and blue
 */
export function fetchCubic({ width, height, rgb }: TextureLevel, x: number, y: number, out: Float64Array): void {
  const column = Math.floor(x)
  const row = Math.floor(y)
  splineWeights(x - column, columnWeights)
  splineWeights(y - row, rowWeights)
  for (let i = 0; i < TAPS; i++) columns[i] = Math.min(width - 1, Math.max(0, column + i - 1)) * 3
  const [w0, w1, w2, w3] = columnWeights as unknown as [number, number, number, number]
  const [c0, c1, c2, c3] = columns as unknown as [number, number, number, number]
  let red = 0
  let green = 0
  let blue = 0
  for (let k = 0; k < TAPS; k++) {
    const start = Math.min(height - 1, Math.max(0, row + k - 1)) * width * 3
    const [a, b, c, d] = [start + c0, start + c1, start + c2, start + c3]
    const weight = rowWeights[k]!
    red += weight * (w0 * rgb[a]! + w1 * rgb[b]! + w2 * rgb[c]! + w3 * rgb[d]!)
    green += weight * (w0 * rgb[a + 1]! + w1 * rgb[b + 1]! + w2 * rgb[c + 1]! + w3 * rgb[d + 1]!)
    blue += weight * (w0 * rgb[a + 2]! + w1 * rgb[b + 2]! + w2 * rgb[c + 2]! + w3 * rgb[d + 2]!)
  }
  out[0] = red
  out[1] = green
  out[2] = blue
}

/** Catmull-Rom weights of four neighbours for a place `t` (0..1) from the second to the third; they sum to 1. */
function splineWeights(t: number, weights: Float64Array): void {
  const square = t * t
  const cube = square * t
  weights[0] = square - (cube + t) / 2
  weights[1] = (3 * cube - 5 * square) / 2 + 1
  weights[2] = 2 * square + (t - 3 * cube) / 2
  weights[3] = (cube - square) / 2
}
