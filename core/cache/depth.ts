import { StudioError } from '../contract/errors.ts'

/** z-depth `[height, width]`, row-major, in subject distances; covers the board's frame edge to edge at any size. */
export interface DepthRaster {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** fx, fy, cx, cy in pixels of a frame; pixel centres lie at half integers. */
export type FrameIntrinsics = readonly number[]

/**
 * Where the backdrop of {@link groundDepth} stands: its foot is this part of the picture's height under the horizon.
 * With the horizon in the middle it is then six times as far as the nearest ground: deep enough for a street, and
 * moves of a part of the subject's distance still keep the ground in the frame.
 */
const BACKDROP_FOOT_UNDER_HORIZON = 0.08

/** Sky, in subject distances: nothing is drawn farther, and numbers this large still keep their precision. */
export const FAR_DEPTH = 100

/** What is this many times as far as the lower fifth of a raster is sky to the median, as which a file may write anything. */
const SKY_RATIO = 50

/** What lies nearer was cut away long before; smaller numbers would vanish in float32. */
export const LEAST_DEPTH = 1e-6

/** Depth 1 everywhere: the board as one plane at the subject's distance, facing its camera. */
export function flatDepth(width: number, height: number): DepthRaster {
  return { width, height, values: new Float32Array(width * height).fill(1) }
}

/**
 * A ground plane below the horizon and a backdrop standing upright on it above, median 1. The horizon's row tells the
 * camera's pitch, so both planes are exact in perspective.
 * @param horizon row of the horizon as part of the picture's height, 0 (top) to 1 (bottom)
 * @param intrinsics of the board's camera, in pixels of `frame`
 * @throws StudioError `cache.depth.horizon`
 */
export function groundDepth(
  size: { readonly width: number; readonly height: number },
  horizon: number,
  intrinsics: FrameIntrinsics,
  frame: { readonly width: number; readonly height: number },
): DepthRaster {
  if (!(horizon >= 0 && horizon <= 1)) throw new StudioError('cache.depth.horizon', { value: horizon })
  const [, fy = 1, , cy = 0] = intrinsics
  const slopeAt = (part: number): number => (part * frame.height - cy) / fy
  const horizonSlope = slopeAt(horizon)
  const footSlope = slopeAt(horizon + BACKDROP_FOOT_UNDER_HORIZON)
  const foot = 1 / (footSlope - horizonSlope)
  const values = new Float32Array(size.width * size.height)
  for (let row = 0; row < size.height; row++) {
    const slope = slopeAt((row + 0.5) / size.height)
    const upright = Math.max(1 + horizonSlope * slope, 1e-3)
    const backdrop = (foot * (1 + horizonSlope * footSlope)) / upright
    const depth = slope >= footSlope ? 1 / (slope - horizonSlope) : backdrop
    values.fill(depth, row * size.width, (row + 1) * size.width)
  }
  return normaliseDepth({ ...size, values })
}

/**
 * Scales depth so that its {@link medianDepth} is 1 subject distance. Values that are not finite or not positive become the
 * farthest usable depth, so that one bad pixel neither stops the shot nor stands in front of it. Infinite means sky;
 * nothing is farther than that, a hundred medians away, as some files write a huge number for it.
 * @param subjectDistance what becomes 1 in place of the median, in the raster's own unit: a board's length stays when
 *   its depth is framed anew or made again
 * @throws StudioError `cache.depth.no-valid` when no value is usable
 */
export function normaliseDepth(depth: DepthRaster, subjectDistance: number | null = null): DepthRaster {
  checkLength(depth, depth.values.length, 1)
  const usable = risingUsable(depth)
  const unit = subjectDistance ?? medianOf(usable)
  const farthest = Math.min(usable[usable.length - 1]! / unit, FAR_DEPTH)
  const values = depth.values.map((value) =>
    value > 0 ? Math.max(LEAST_DEPTH, Math.min(value / unit, FAR_DEPTH)) : farthest,
  )
  return { width: depth.width, height: depth.height, values }
}

/**
 * The median of all usable values but the sky's, in the raster's own unit: a board's subject distance. Sky counted in
 * would be the subject wherever it fills half of the picture.
 * @throws StudioError `cache.depth.no-valid` when no value is usable
 */
export function medianDepth(depth: DepthRaster): number {
  return medianOf(risingUsable(depth))
}

function risingUsable({ values }: DepthRaster): Float32Array {
  const usable = values.filter((value) => value > 0 && value < Infinity).sort()
  if (usable.length === 0) throw new StudioError('cache.depth.no-valid')
  return usable
}

function medianOf(rising: Float32Array): number {
  const farthest = rising[Math.floor(rising.length / 5)]! * SKY_RATIO
  const sky = rising.findLastIndex((value) => value <= farthest) + 1
  const middle = sky >> 1
  const upper = rising[middle]!
  return sky % 2 === 1 ? upper : (upper + rising[middle - 1]!) / 2
}

/**
 * Refuses a depth raster that cannot be drawn.
 * @throws StudioError `cache.raster.length` or `cache.depth.invalid`, with the first bad place
 */
export function checkDepth(depth: DepthRaster): void {
  checkLength(depth, depth.values.length, 1)
  const bad = depth.values.findIndex((value) => !(value > 0 && value < Infinity))
  if (bad < 0) return
  const details = { column: bad % depth.width, row: Math.floor(bad / depth.width), value: depth.values[bad]! }
  throw new StudioError('cache.depth.invalid', details)
}

/** @throws StudioError `cache.raster.length` when `found` is not width × height × channels */
export function checkLength(
  size: { readonly width: number; readonly height: number },
  found: number,
  channels: number,
): void {
  if (found === size.width * size.height * channels && found > 0) return
  throw new StudioError('cache.raster.length', { width: size.width, height: size.height, found: found / channels })
}
