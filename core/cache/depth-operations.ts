import { StudioError } from '../contract/errors.ts'
import { exp, log } from '../math/exponential.ts'
import { checkLength, FAR_DEPTH, LEAST_DEPTH, type DepthRaster } from './depth.ts'
import { isOneSurface } from './rim.ts'

/**
 * Makes the relief of a raster stronger or weaker about the subject distance: depth becomes depth^strength, so that equal
 * ratios stay equal. 0 is the flat board, 1 changes nothing, 2 squares every ratio; a median of 1 stays 1.
 * @param depth in subject distances, every value usable
 * @param strength 0 or more
 */
export function scaleRelief(depth: DepthRaster, strength: number): DepthRaster {
  if (strength === 1) return depth
  return mapDepth(depth, (value) => exp(strength * log(value)))
}

/**
 * Stretches a raster so that its nearest value lies at `near` and its farthest at `far`, in subject distances. What lies
 * at 1 stays there, so a median of 1 stays 1: nearer and farther depths are scaled apart, each by its own power.
 * @param near above 0, at most 1
 * @param far at least 1
 */
export function nearFarDepth(depth: DepthRaster, near: number, far: number): DepthRaster {
  let [nearest, farthest] = [1, 1]
  for (const value of depth.values) {
    nearest = Math.min(nearest, value)
    farthest = Math.max(farthest, value)
  }
  const nearPower = nearest < 1 ? log(near) / log(nearest) : 1
  const farPower = farthest > 1 ? log(far) / log(farthest) : 1
  return mapDepth(depth, (value) => exp((value < 1 ? nearPower : farPower) * log(value)))
}

/**
 * Turns nearness (1 / depth, in any unit) into depth and back. Nearness 0 is infinitely far; what is below 0, or no
 * number, stays unusable.
 */
export function invertDepth(depth: DepthRaster): DepthRaster {
  return { ...depth, values: depth.values.map((value) => (value >= 0 ? 1 / value : Number.NaN)) }
}

/**
 * Evens a raster out: each value becomes the mean inverse depth of its square neighbourhood, of which only samples of its
 * own surface count. Planes stay planes and edges stay sharp.
 * @param radius in samples; smaller at the frame's border, so that every neighbourhood lies evenly round its sample
 */
export function smoothDepth(depth: DepthRaster, radius: number): DepthRaster {
  const { width, height } = depth
  const inverse = depth.values.map((value) => 1 / value)
  const values = new Float32Array(depth.values.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const reach = Math.min(radius, column, row, width - 1 - column, height - 1 - row)
      values[row * width + column] = 1 / surfaceMean(inverse, width, row * width + column, reach)
    }
  }
  return { width, height, values }
}

/** Mean of the square round a sample that lies whole in the raster, of values that belong to the sample's surface. */
function surfaceMean(inverse: Float32Array, width: number, centre: number, reach: number): number {
  const own = inverse[centre]!
  let [sum, count] = [0, 0]
  for (let row = -reach; row <= reach; row++) {
    const middle = centre + row * width
    for (let i = middle - reach; i <= middle + reach; i++) {
      if (!isOneSurface(inverse[i]!, own)) continue
      sum += inverse[i]!
      count++
    }
  }
  return sum / count
}

/**
 * One raster where the mask is 0, the other where it is 1; in between a mean of inverse depths, which lies between both.
 * @param mask `[height, width]` in 0..1
 * @throws StudioError `cache.raster.length` when the three are not of one size
 */
export function blendDepth(depth: DepthRaster, other: DepthRaster, mask: Float32Array): DepthRaster {
  checkLength(depth, other.values.length, 1)
  checkLength(depth, mask.length, 1)
  const values = depth.values.map((value, i) => {
    const part = mask[i]!
    return part === 0 ? value : 1 / ((1 - part) / value + part / other.values[i]!)
  })
  return { width: depth.width, height: depth.height, values }
}

/** A round, soft brush; places and lengths are parts of the frame's width and height. */
export interface DepthBrush {
  /** Centre, parts of the width and of the height. */
  readonly x: number
  readonly y: number
  /** Part of the width. */
  readonly radius: number
  /** What depth is multiplied by in the middle: below 1 nearer, above 1 farther. */
  readonly factor: number
}

/** Moves what lies under a brush nearer or farther; the effect fades smoothly to nothing at its edge. */
export function brushDepth(depth: DepthRaster, { x, y, radius, factor }: DepthBrush): DepthRaster {
  const { width, height } = depth
  const reach = radius * width
  const values = depth.values.slice()
  for (let i = 0; i < values.length; i++) {
    const right = ((i % width) + 0.5 - x * width) / reach
    const down = (Math.floor(i / width) + 0.5 - y * height) / reach
    const inside = 1 - right * right - down * down
    if (inside <= 0) continue
    values[i] = clampDepth(values[i]! * exp(inside * inside * log(factor)))
  }
  return { width, height, values }
}

/**
 * Gives samples without a depth (not above 0, or no number) the depth of what lies beside them, ring by ring; between
 * near and far the farther, since holes of depth pictures are what near things hide. Infinite depth is sky and stays.
 * @throws StudioError `cache.depth.no-valid` when there is nothing to fill from
 */
export function fillInvalidDepth(depth: DepthRaster): DepthRaster {
  const { width, height } = depth
  const values = depth.values.slice()
  if (!values.some((value) => value > 0)) throw new StudioError('cache.depth.no-valid')
  const isBorder = (i: number): boolean => !(values[i]! > 0) && farthestNeighbour(values, width, height, i) > 0
  let ring = [...values.keys()].filter(isBorder)
  while (ring.length > 0) {
    const filled = ring.map((i) => farthestNeighbour(values, width, height, i))
    for (const [k, i] of ring.entries()) values[i] = filled[k]!
    ring = [...new Set(ring.flatMap((i) => neighbours(width, height, i)))].filter(isBorder)
  }
  return { width, height, values }
}

/** 0 where no neighbour has a depth. */
function farthestNeighbour(values: Float32Array, width: number, height: number, index: number): number {
  return neighbours(width, height, index).reduce((most, i) => (values[i]! > most ? values[i]! : most), 0)
}

function neighbours(width: number, height: number, index: number): number[] {
  const column = index % width
  return [
    ...(column > 0 ? [index - 1] : []),
    ...(column < width - 1 ? [index + 1] : []),
    ...(index >= width ? [index - width] : []),
    ...(index < (height - 1) * width ? [index + width] : []),
  ]
}

function mapDepth(depth: DepthRaster, change: (value: number) => number): DepthRaster {
  return { width: depth.width, height: depth.height, values: depth.values.map((value) => clampDepth(change(value))) }
}

function clampDepth(value: number): number {
  return Math.max(LEAST_DEPTH, Math.min(value, FAR_DEPTH))
}
