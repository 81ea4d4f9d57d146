import { exp } from '../math/exponential.ts'

interface Extent {
  readonly width: number
  readonly height: number
}

const LEAST_SIGMA = 0.001
const LEAST_TAPS = 3
/** Steepness of the cubic, PyTorch's. */
const CUBIC = -0.75

/**
 * A plane `[height, width]` at another size as Stable Video Diffusion shrinks the picture for its image encoder: a
 * Gaussian as wide as the shrinking asks for, then a bicubic whose corners meet the corners of the picture. The picture
 * is squashed where the shapes differ; values may leave their range a little.
 */
export function antialiasedResize(plane: Float32Array, source: Extent, target: Extent): Float32Array {
  const { width, height } = source
  const along = { lines: height, lineStep: width, step: 1, count: width }
  const down = { lines: width, lineStep: 1, step: width, count: height }
  const blurredRows = blurred(plane, along, gaussianTaps(width / target.width))
  const soft = blurred(blurredRows, down, gaussianTaps(height / target.height))
  const columns = cubicTaps(width, target.width)
  const rows = cubicTaps(height, target.height)
  const narrow = new Float64Array(height * target.width)
  for (let y = 0; y < height; y++) {
    for (const [x, { at, weights }] of columns.entries()) {
      let sum = 0
      for (let k = 0; k < 4; k++) sum += weights[k]! * soft[y * width + at[k]!]!
      narrow[y * target.width + x] = sum
    }
  }
  const out = new Float32Array(target.width * target.height)
  for (const [y, { at, weights }] of rows.entries()) {
    for (let x = 0; x < target.width; x++) {
      let sum = 0
      for (let k = 0; k < 4; k++) sum += weights[k]! * narrow[at[k]! * target.width + x]!
      out[y * target.width + x] = sum
    }
  }
  return out
}

/**
 * Weights of a Gaussian over an odd number of neighbours, 1 in sum.
 * @param factor source pixels for a target pixel; below 1 hardly anything is blurred
 */
export function gaussianTaps(factor: number): Float64Array {
  const sigma = Math.max((factor - 1) / 2, LEAST_SIGMA)
  const least = Math.floor(Math.max(4 * sigma, LEAST_TAPS))
  const count = least % 2 === 0 ? least + 1 : least
  const taps = Float64Array.from({ length: count }, (_, i) => {
    const distance = i - (count - 1) / 2
    return exp(-(distance * distance) / (2 * sigma * sigma))
  })
  const total = taps.reduce((sum, tap) => sum + tap, 0)
  return taps.map((tap) => tap / total)
}

interface Lines {
  readonly lines: number
  readonly lineStep: number
  readonly step: number
  readonly count: number
}

/** Lines outside the picture are its mirror image, the edge pixel not repeated; a line of one pixel stays as it is. */
function blurred(plane: Float32Array, { lines, lineStep, step, count }: Lines, taps: Float64Array): Float32Array {
  const out = new Float32Array(plane.length)
  const half = (taps.length - 1) / 2
  const mirrored = Array.from({ length: count + 2 * half }, (_, i) => mirror(i - half, count) * step)
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    for (let i = 0; i < count; i++) {
      let sum = 0
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * plane[start + mirrored[i + k]!]!
      out[start + i * step] = sum
    }
  }
  return out
}

function mirror(index: number, count: number): number {
  if (count === 1) return 0
  const period = 2 * (count - 1)
  const folded = ((index % period) + period) % period
  return folded < count ? folded : period - folded
}

interface CubicTaps {
  readonly at: readonly number[]
  readonly weights: readonly number[]
}

function cubicTaps(sourceCount: number, targetCount: number): CubicTaps[] {
  // Places are float32 there: beside a sharp edge their rounding is more than that of the values.
  const scale = Math.fround(targetCount > 1 ? (sourceCount - 1) / (targetCount - 1) : 0)
  return Array.from({ length: targetCount }, (_, i) => {
    const place = Math.fround(i * scale)
    const left = Math.floor(place)
    const t = place - left
    return {
      at: [-1, 0, 1, 2].map((k) => Math.min(sourceCount - 1, Math.max(0, left + k))),
      weights: [outerCubic(t + 1), innerCubic(t), innerCubic(1 - t), outerCubic(2 - t)],
    }
  })
}

/** The cubic at distances 0..1. */
function innerCubic(x: number): number {
  return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1
}

/** The cubic at distances 1..2. */
function outerCubic(x: number): number {
  return ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC
}
