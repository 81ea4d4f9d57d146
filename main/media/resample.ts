/** A part of a picture in its own pixels; edges may lie between pixels. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface PixelSize {
  readonly width: number
  readonly height: number
}

/** For each output position the first input position and the weights from there on. */
interface Taps {
  readonly first: number
  readonly weights: Float64Array
}

const lobes = 3

/**
 * Lanczos-3 of a part of an 8-bit picture `[height, width, 3]` to another size, widened when shrinking so that
 * nothing aliases. Pixels beyond the box but inside the picture take part at its edges.
 * @returns 8-bit `[outHeight, outWidth, 3]`.
 */
export function resampleLanczos(source: Uint8Array, size: PixelSize, box: PixelBox, out: PixelSize): Uint8Array {
  const result = new Uint8Array(out.width * out.height * 3)
  new LanczosResampler(size, box, out).resample(source, result)
  return result
}

/** {@link resampleLanczos} with its weights and its memory kept, for many pictures of one size. */
export class LanczosResampler {
  readonly #sourceWidth: number
  readonly #columns: readonly Taps[]
  readonly #rows: readonly Taps[]
  readonly #firstRow: number
  /** The rows that take part, at the new width: `[rows, outWidth, 3]`. */
  readonly #narrow: Float32Array

  constructor(size: PixelSize, box: PixelBox, out: PixelSize) {
    this.#sourceWidth = size.width
    this.#columns = lanczosTaps(box.x, box.width, size.width, out.width)
    this.#rows = lanczosTaps(box.y, box.height, size.height, out.height)
    this.#firstRow = this.#rows[0]?.first ?? 0
    const last = this.#rows.at(-1)
    const rowCount = last ? last.first + last.weights.length - this.#firstRow : 0
    this.#narrow = new Float32Array(rowCount * out.width * 3)
  }

  /** @param result gets the picture, 8-bit `[outHeight, outWidth, 3]` */
  resample(source: Uint8Array, result: Uint8Array): void {
    this.#resampleRows(source)
    const rowLength = this.#columns.length * 3
    for (const [y, { first, weights }] of this.#rows.entries()) {
      const from = (first - this.#firstRow) * rowLength
      const line = result.subarray(y * rowLength, (y + 1) * rowLength)
      if (weights.length === 2 * lobes) mixSixRows(this.#narrow, from, weights, line)
      else mixRows(this.#narrow, from, weights, line)
    }
  }

  #resampleRows(source: Uint8Array): void {
    const result = this.#narrow
    for (let row = this.#firstRow, at = 0; at < result.length; row++) {
      for (const { first, weights } of this.#columns) {
        let red = 0
        let green = 0
        let blue = 0
        let from = (row * this.#sourceWidth + first) * 3
        for (let k = 0; k < weights.length; k++) {
          const weight = weights[k] as number
          red += weight * (source[from++] as number)
          green += weight * (source[from++] as number)
          blue += weight * (source[from++] as number)
        }
        result[at++] = red
        result[at++] = green
        result[at++] = blue
      }
    }
  }
}

/** One output row as the weighted sum of rows that lie one after the other. */
function mixRows(rows: Float32Array, from: number, weights: Float64Array, out: Uint8Array): void {
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (rows[from + k * out.length + i] as number)
    out[i] = toByte(sum)
  }
}

/** {@link mixRows} for enlarging, which a movie does for every frame: the same sum written out, three times as fast. */
function mixSixRows(rows: Float32Array, from: number, weights: Float64Array, out: Uint8Array): void {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0] = weights
  const length = out.length
  let [a, b, c] = [from, from + length, from + 2 * length]
  let [d, e, f] = [from + 3 * length, from + 4 * length, from + 5 * length]
  for (let i = 0; i < length; i++) {
    const upper = w0 * rows[a++]! + w1 * rows[b++]! + w2 * rows[c++]!
    out[i] = toByte(upper + w3 * rows[d++]! + w4 * rows[e++]! + w5 * rows[f++]!)
  }
}

/** Rounds to the nearest; the bitwise or only cuts the fraction off, much faster than `Math.round`. */
function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0
}

function lanczosTaps(start: number, length: number, sourceLength: number, outLength: number): Taps[] {
  const scale = length / outLength
  const stretch = Math.max(1, scale)
  const support = lobes * stretch
  return Array.from({ length: outLength }, (_, i) => {
    const centre = start + (i + 0.5) * scale
    const first = Math.max(0, Math.floor(centre - support + 0.5))
    const end = Math.min(sourceLength, Math.floor(centre + support + 0.5))
    const weights = Float64Array.from({ length: end - first }, (_unused, k) =>
      lanczos((first + k + 0.5 - centre) / stretch),
    )
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: weights.map((weight) => weight / total) }
  })
}

function lanczos(x: number): number {
  if (x === 0) return 1
  if (x <= -lobes || x >= lobes) return 0
  const angle = Math.PI * x
  return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle)
}
