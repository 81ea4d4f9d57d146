import { exp, log } from '../math/exponential.ts'
import { checkLength, medianDepth, normaliseDepth, type DepthRaster } from './depth.ts'

/**
 * Expected error of log depth at which a prediction counts half. Beside real neighbours 0.35 is the difference between
 * one subject distance and 1.4 of them: a layout that is off by so much moves worse than a plane does.
 */
const HALF_WEIGHT_LOG_ERROR = 0.35

/** Keeps the plane's equations solvable where all samples lie on one line; too small to tilt any other plane. */
const RIDGE = 1e-9

/** A plane's inverse depth at a place of the frame: `atCentre + right · x + down · y`, x and y in −1..1. */
interface InverseDepthPlane {
  readonly atCentre: number
  readonly right: number
  readonly down: number
}

export interface GatedDepth {
  /** Median 1; never invalid. */
  readonly depth: DepthRaster
  /** Mean part of a sample that the plane decides, 0 (sure everywhere) to 1 (sure nowhere). */
  readonly planeShare: number
}

/**
 * How much a predicted depth counts: `1 / (1 + (error / 0.35)²)` for the expected error of its logarithm; 0 where that
 * is no number.
 */
export function confidenceWeight(logError: number): number {
  const part = exp(logError) / HALF_WEIGHT_LOG_ERROR
  return Number.isNaN(part) ? 0 : 1 / (1 + part * part)
}

/**
 * Falls back towards a plane where a prediction is unsure: the logarithm of depth becomes
 * `w · predicted + (1 − w) · plane`, with the plane that fits the sure samples best. The plane is nowhere nearer or
 * farther than what was predicted, so that it never crosses the camera.
 * @param logDepth `[height, width]` natural logarithm of z-depth in any unit; samples that are not finite count nothing
 * @param logError `[height, width]` natural logarithm of the expected absolute error of `logDepth`
 * @throws StudioError `cache.raster.length`; `cache.depth.no-valid` when no sample is finite
 */
export function gateDepth(
  logDepth: Float32Array,
  logError: Float32Array,
  size: { readonly width: number; readonly height: number },
): GatedDepth {
  checkLength(size, logDepth.length, 1)
  checkLength(size, logError.length, 1)
  const { width, height } = size
  const predicted = logDepth.map((value) => exp(value))
  // Counted in the median, so that no unit can make the sums of the fit overflow.
  const median = medianDepth({ width, height, values: predicted })
  const weights = Float64Array.from(logError, (error, i) => (isUsable(predicted[i]!) ? confidenceWeight(error) : 0))
  const inverse = Float64Array.from(predicted, (depth) => (isUsable(depth) ? median / depth : 0))
  const plane = fitInverseDepthPlane(inverse, weights, size)
  const [least, most] = extremes(inverse)
  const values = new Float32Array(width * height)
  let sure = 0
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!
    sure += weight
    const flat = Math.min(most, Math.max(least, planeAt(plane, i, size)))
    const logInverse = weight === 0 ? log(flat) : weight * log(inverse[i]!) + (1 - weight) * log(flat)
    values[i] = exp(-logInverse)
  }
  return { depth: normaliseDepth({ width, height, values }), planeShare: 1 - sure / values.length }
}

/**
 * The plane whose inverse depth, linear in the picture, comes nearest to the samples' by weighted least squares. Without
 * any weight all samples above 0 count alike.
 * @param inverse `[height, width]` 1 / z-depth; 0 where there is none
 * @param weights `[height, width]`, not negative
 */
export function fitInverseDepthPlane(
  inverse: Float64Array,
  weights: Float64Array,
  size: { readonly width: number; readonly height: number },
): InverseDepthPlane {
  const counts = weights.some((weight) => weight > 0)
  const weightAt = (i: number): number => (counts ? weights[i]! : inverse[i]! > 0 ? 1 : 0)
  let [total, meanX, meanY, meanQ] = [0, 0, 0, 0]
  for (let i = 0; i < inverse.length; i++) {
    const weight = weightAt(i)
    total += weight
    meanX += weight * columnPlace(i, size)
    meanY += weight * rowPlace(i, size)
    meanQ += weight * inverse[i]!
  }
  if (!(total > 0)) return { atCentre: 0, right: 0, down: 0 }
  meanX /= total
  meanY /= total
  meanQ /= total
  let [xx, xy, yy, xq, yq] = [RIDGE, 0, RIDGE, 0, 0]
  for (let i = 0; i < inverse.length; i++) {
    const weight = weightAt(i) / total
    const x = columnPlace(i, size) - meanX
    const y = rowPlace(i, size) - meanY
    const q = inverse[i]! - meanQ
    xx += weight * x * x
    xy += weight * x * y
    yy += weight * y * y
    xq += weight * x * q
    yq += weight * y * q
  }
  const determinant = xx * yy - xy * xy
  const right = (xq * yy - yq * xy) / determinant
  const down = (yq * xx - xq * xy) / determinant
  return { atCentre: meanQ - right * meanX - down * meanY, right, down }
}

function planeAt(
  { atCentre, right, down }: InverseDepthPlane,
  index: number,
  size: { readonly width: number; readonly height: number },
): number {
  return atCentre + right * columnPlace(index, size) + down * rowPlace(index, size)
}

function columnPlace(index: number, { width }: { readonly width: number }): number {
  return ((index % width) + 0.5) * (2 / width) - 1
}

function rowPlace(index: number, { width, height }: { readonly width: number; readonly height: number }): number {
  return (Math.floor(index / width) + 0.5) * (2 / height) - 1
}

function isUsable(depth: number): boolean {
  return depth > 0 && depth < Infinity
}

/** Smallest and largest of the values above 0. */
function extremes(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, 0]
  for (const value of values) {
    if (!(value > 0)) continue
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}
