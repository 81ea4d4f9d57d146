import { HoleFiller } from './fill.ts'
import type { CacheFrame } from './rasterise.ts'
import { FRINGE, HOLE, RIM, SURFACE } from './triangle.ts'

/** Detail is what differs from the mean of a square of this many pixels to each side. */
const REACH_PIXELS = 12

/** A model's detail is strengthened at most so far: what it does not know cannot be amplified out of it. */
const MOST_GAIN = 2.2

/** Deviation that nobody sees; keeps the gain finite. */
const LEAST_DEVIATION = 0.004

/**
 * Gives what a model drew into holes as much detail as there is around them: its blotches vanish beside a clear sky,
 * its texture stands out beside gravel. How strong detail is comes from the surface at the holes' far sides.
 * @param view with filled inverse depth
 * @param missing 1 in holes, `[height, width]`
 * @param drawn 1 where `planes` hold the model's own drawing: holes and some border, `[height, width]`
 * @param planes the model's picture `[3, height, width]`, changed in place where drawn
 */
export function matchDetail(view: CacheFrame, missing: Uint8Array, drawn: Uint8Array, planes: Float32Array): void {
  const { width, height, layers } = view
  const pixels = width * height
  const known = missing.map((hole, i) => Number(hole === 0 && layers[i] !== RIM && layers[i] !== FRINGE))
  const deviation = deviationAround(view, known)
  const means = [0, 1, 2].map((k) => meanAround(planes.subarray(k * pixels, (k + 1) * pixels), drawn, width))
  const luma = new Float32Array(pixels)
  for (let i = 0; i < pixels; i++) {
    const difference = (k: number): number => planes[k * pixels + i]! - means[k]![i]!
    const value = difference(0) / 4 + difference(1) / 2 + difference(2) / 4
    luma[i] = value * value
  }
  const own = meanAround(luma, drawn, width)
  for (let i = 0; i < pixels; i++) {
    if (drawn[i] === 0) continue
    const ratio = (deviation[i]! + LEAST_DEVIATION) / (Math.sqrt(Math.max(0, own[i]!)) + LEAST_DEVIATION)
    const gain = Math.min(MOST_GAIN, ratio)
    for (let k = 0; k < 3; k++) {
      const mean = means[k]![i]!
      planes[k * pixels + i] = mean + gain * (planes[k * pixels + i]! - mean)
    }
  }
}

/** Deviation of luma from its local mean on known surface, carried on into everything else. */
function deviationAround(view: CacheFrame, known: Uint8Array): Float32Array {
  const { width, height, rgb } = view
  const pixels = width * height
  const luma = Float32Array.from(known, (_, i) => rgb[i * 3]! / 4 + rgb[i * 3 + 1]! / 2 + rgb[i * 3 + 2]! / 4)
  const mean = meanAround(luma, known, width)
  const squares = luma.map((value, i) => (value - mean[i]!) * (value - mean[i]!))
  const variance = meanAround(squares, known, width)
  const carried = {
    layers: known.map((one) => (one ? SURFACE : HOLE)),
    rgb: new Float32Array(pixels * 3),
    inverseDepth: view.inverseDepth.slice(),
  }
  for (let i = 0; i < pixels; i++) {
    if (known[i] === 1) carried.rgb[i * 3] = Math.sqrt(Math.max(0, variance[i]!))
    else carried.inverseDepth[i] = 0
  }
  new HoleFiller(width, height).fillWithDepth(carried)
  return luma.map((_, i) => carried.rgb[i * 3]!)
}

/** Mean of chosen values in the square around each place, 0 where none is. */
function meanAround(values: Float32Array, chosen: Uint8Array, width: number): Float32Array {
  const height = values.length / width
  const sums = new Float64Array(values.length)
  const counts = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    counts[i] = chosen[i]!
    sums[i] = chosen[i] === 1 ? values[i]! : 0
  }
  for (const plane of [sums, counts]) {
    for (let row = 0; row < height; row++) sumLine(plane, row * width, 1, width)
    for (let column = 0; column < width; column++) sumLine(plane, column, width, height)
  }
  return values.map((_, i) => (counts[i]! > 0 ? sums[i]! / counts[i]! : 0))
}

/** Sums over the values in reach, in place. */
function sumLine(values: Float64Array, start: number, stride: number, count: number): void {
  const line = Float64Array.from({ length: count }, (_, i) => values[start + i * stride]!)
  let sum = 0
  for (let i = 0; i < Math.min(REACH_PIXELS, count); i++) sum += line[i]!
  for (let i = 0; i < count; i++) {
    if (i + REACH_PIXELS < count) sum += line[i + REACH_PIXELS]!
    if (i > REACH_PIXELS) sum -= line[i - REACH_PIXELS - 1]!
    values[start + i * stride] = sum
  }
}
