import { checkLength, type DepthRaster } from './depth.ts'
import type { Picture } from './texture.ts'

/** The window is 5×5 samples. */
const REACH = 2
const WINDOW = 25

/** A colour so many 8-bit steps away counts a quarter; noise and shading stay well below, outlines well above. */
const COLOUR_STEPS = 20

/**
 * Windows whose depths differ by less are one smooth surface and stay as they are: medians would turn a slanted plane into
 * steps, and nothing is cut there anyway.
 */
const SMOOTH_RATIO = 1.05

/**
 * Draws a raster's edges where the picture's are: each sample near a depth jump becomes the median of its 5×5
 * neighbours, weighted by how alike their colours are. It only ever takes depths that are there, so no surface appears
 * between near and far.
 * @param guide the picture of the same frame at the raster's size
 * @param passes times to do it; each pass moves an edge by at most two samples
 * @throws StudioError `cache.raster.length`
 */
export function sharpenDepth(depth: DepthRaster, guide: Picture, passes = 1): DepthRaster {
  checkLength(depth, depth.values.length, 1)
  checkLength(depth, guide.rgb.length, 3)
  let { values } = depth
  for (let pass = 0; pass < passes; pass++) values = sharpened({ ...depth, values }, guide.rgb)
  return { width: depth.width, height: depth.height, values }
}

function sharpened(depth: DepthRaster, rgb: Uint8Array): Float32Array {
  const { width, height, values } = depth
  const result = values.slice()
  const places = new Int32Array(WINDOW)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const count = windowAround(column, row, depth, places)
      if (isSmooth(values, places, count)) continue
      result[row * width + column] = weightedMedian(values, rgb, row * width + column, places.subarray(0, count))
    }
  }
  return result
}

/** Fills `places` with the samples of the window that lie in the raster. */
function windowAround(column: number, row: number, { width, height }: DepthRaster, places: Int32Array): number {
  let count = 0
  for (let y = Math.max(0, row - REACH); y <= Math.min(height - 1, row + REACH); y++) {
    for (let x = Math.max(0, column - REACH); x <= Math.min(width - 1, column + REACH); x++)
      places[count++] = y * width + x
  }
  return count
}

function isSmooth(values: Float32Array, places: Int32Array, count: number): boolean {
  let [nearest, farthest] = [Infinity, 0]
  for (let i = 0; i < count; i++) {
    const depth = values[places[i]!]!
    if (depth < nearest) nearest = depth
    if (depth > farthest) farthest = depth
  }
  return farthest < nearest * SMOOTH_RATIO
}

function weightedMedian(values: Float32Array, rgb: Uint8Array, centre: number, places: Int32Array): number {
  const rising = places.toSorted((a, b) => values[a]! - values[b]!)
  const weights = new Float64Array(rising.length)
  let total = 0
  for (const [i, place] of rising.entries()) total += weights[i] = colourLikeness(rgb, centre, place)
  let passed = 0
  for (const [i, place] of rising.entries()) {
    passed += weights[i]!
    if (passed * 2 >= total) return values[place]!
  }
  return values[centre]!
}

/** 1 for the same colour, falling with the fourth power of the difference. */
function colourLikeness(rgb: Uint8Array, a: number, b: number): number {
  const red = rgb[a * 3]! - rgb[b * 3]!
  const green = rgb[a * 3 + 1]! - rgb[b * 3 + 1]!
  const blue = rgb[a * 3 + 2]! - rgb[b * 3 + 2]!
  const part = 1 + (red * red + green * green + blue * blue) / (COLOUR_STEPS * COLOUR_STEPS)
  return 1 / (part * part)
}
