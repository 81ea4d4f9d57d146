import type { Preview } from '../../core/contract/tasks.ts'
import { valueCount, type FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'
import { picturePlanes } from './picture-planes.ts'

/** Pixels of a preview a side of a latent cell: smooth enough to be looked at, for hardly any work. */
const PREVIEW_SCALE = 4
/** Keeps the fit defined for a board of one colour; far below the spread of any latent. */
const RIDGE = 1e-4

/**
 * Guesses what latents look like without a decoder: red, green and blue as weighted sums of a cell's channels, fitted to
 * the board, whose pixels and latent are both known. What a decoder would need seconds for is there at once, blurred.
 */
export class LatentPreview {
  /** For each colour a weight for each channel, and what is added. */
  readonly #weights: readonly Float64Array[]

  /**
   * @param latent of the board `[1, channels, h, w]`
   * @param image the board's planes `[3, height, width]` in −1..1; height and width are multiples of h and w
   */
  constructor({ dims, data }: FloatTensor, image: Float32Array) {
    const [, channels = 0, h = 0, w = 0] = dims
    const rows = Array.from({ length: h * w }, (_, cell) => featuresOf(data, channels, h * w, cell))
    const side = Math.round(Math.sqrt(image.length / 3 / (h * w)))
    this.#weights = [0, 1, 2].map((colour) => {
      const plane = image.subarray((colour * image.length) / 3, ((colour + 1) * image.length) / 3)
      return leastSquares(rows, cellMeans(plane, w, h, side))
    })
  }

  /** @param latents `[frames, channels, h, w]`, not scaled, of which one frame is shown */
  show({ dims, data }: FloatTensor, frame: number): Preview {
    const [, channels = 0, h = 0, w = 0] = dims
    const size = valueCount([channels, h, w])
    const shown = data.subarray(frame * size, (frame + 1) * size)
    const planes = new Float32Array(3 * h * w)
    for (let cell = 0; cell < h * w; cell++) {
      const features = featuresOf(shown, channels, h * w, cell)
      this.#weights.forEach((weights, colour) => {
        const value = features.reduce((sum, feature, i) => sum + feature * weights[i]!, 0)
        planes[colour * h * w + cell] = value / 2 + 0.5
      })
    }
    const size4 = { width: w * PREVIEW_SCALE, height: h * PREVIEW_SCALE }
    const smooth = picturePlanes(toRgb8(planes, w, h), { width: w, height: h }, size4)
    return { ...size4, rgb: toRgb8(smooth, size4.width, size4.height) }
  }
}

/** A cell's channels and a 1 for what is added. */
function featuresOf(data: Float32Array, channels: number, cells: number, cell: number): number[] {
  return [...Array.from({ length: channels }, (_, channel) => data[channel * cells + cell]!), 1]
}

function cellMeans(plane: Float32Array, columns: number, rows: number, side: number): Float64Array {
  return Float64Array.from({ length: columns * rows }, (_, cell) => {
    const start = Math.floor(cell / columns) * side * columns * side + (cell % columns) * side
    let sum = 0
    for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) sum += plane[start + y * columns * side + x]!
    return sum / (side * side)
  })
}

/** Weights for which the weighted sums of the rows come nearest to the targets: normal equations, by elimination. */
function leastSquares(rows: readonly (readonly number[])[], targets: Float64Array): Float64Array {
  const count = rows[0]?.length ?? 0
  const equations = Array.from({ length: count }, (_, i) =>
    new Float64Array(count + 1).fill(0).with(i, RIDGE * rows.length),
  )
  rows.forEach((row, at) => {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) equations[i]![j]! += row[i]! * row[j]!
      equations[i]![count]! += row[i]! * targets[at]!
    }
  })
  // Positive definite by the ridge, so no pivot is ever 0.
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < count; k++) {
      if (k === i) continue
      const factor = equations[k]![i]! / equations[i]![i]!
      for (let j = i; j <= count; j++) equations[k]![j]! -= factor * equations[i]![j]!
    }
  }
  return Float64Array.from({ length: count }, (_, i) => equations[i]![count]! / equations[i]![i]!)
}
