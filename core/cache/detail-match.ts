import { HoleFiller } from './fill.ts'
import { meanAround } from './local-mean.ts'
import type { CacheFrame } from './rasterise.ts'
import { FRINGE, HOLE, RIM, SURFACE } from './triangle.ts'

/** Detail is what differs from the mean of a square of this many pixels to each side. */
const REACH_PIXELS = 12

/** A model's detail is strengthened at most so far: what it does not know cannot be amplified out of it. */
const MOST_GAIN = 1.8

/** Part of the detail's chroma that is kept: a small model's fine changes of colour are blotches, those of light texture. */
const CHROMA_PART = 1 / 3

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
  const means = [0, 1, 2].map((k) =>
    meanAround(planes.subarray(k * pixels, (k + 1) * pixels), drawn, width, REACH_PIXELS),
  )
  const luma = new Float32Array(pixels)
  for (let i = 0; i < pixels; i++) {
    const difference = (k: number): number => planes[k * pixels + i]! - means[k]![i]!
    const value = difference(0) / 4 + difference(1) / 2 + difference(2) / 4
    luma[i] = value * value
  }
  const own = meanAround(luma, drawn, width, REACH_PIXELS)
  for (let i = 0; i < pixels; i++) {
    if (drawn[i] === 0) continue
    const ratio = (deviation[i]! + LEAST_DEVIATION) / (Math.sqrt(Math.max(0, own[i]!)) + LEAST_DEVIATION)
    const gain = Math.min(MOST_GAIN, ratio)
    const red = planes[i]! - means[0]![i]!
    const green = planes[pixels + i]! - means[1]![i]!
    const blue = planes[2 * pixels + i]! - means[2]![i]!
    const light = (1 - CHROMA_PART) * (red / 4 + green / 2 + blue / 4)
    planes[i] = means[0]![i]! + gain * (light + CHROMA_PART * red)
    planes[pixels + i] = means[1]![i]! + gain * (light + CHROMA_PART * green)
    planes[2 * pixels + i] = means[2]![i]! + gain * (light + CHROMA_PART * blue)
  }
}

/** Deviation of luma from its local mean on known surface, carried on into everything else. */
function deviationAround(view: CacheFrame, known: Uint8Array): Float32Array {
  const { width, height, rgb } = view
  const pixels = width * height
  const luma = Float32Array.from(known, (_, i) => rgb[i * 3]! / 4 + rgb[i * 3 + 1]! / 2 + rgb[i * 3 + 2]! / 4)
  const mean = meanAround(luma, known, width, REACH_PIXELS)
  const squares = luma.map((value, i) => (value - mean[i]!) * (value - mean[i]!))
  const variance = meanAround(squares, known, width, REACH_PIXELS)
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
