/** A part of a picture in its own pixels; edges may lie between pixels. */
export interface PixelBox {
  readonly x: number
  readonly y: number
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
export function resampleLanczos(
  source: Uint8Array,
  size: { readonly width: number; readonly height: number },
  box: PixelBox,
  out: { readonly width: number; readonly height: number },
): Uint8Array {
  const columns = lanczosTaps(box.x, box.width, size.width, out.width)
  const rows = lanczosTaps(box.y, box.height, size.height, out.height)
  const firstRow = rows[0]?.first ?? 0
  const lastTaps = rows.at(-1)
  const rowCount = lastTaps ? lastTaps.first + lastTaps.weights.length - firstRow : 0
  const narrow = shrinkRows(source, size.width, firstRow, rowCount, columns)
  const result = new Uint8Array(out.width * out.height * 3)
  const rowLength = out.width * 3
  for (const [y, { first, weights }] of rows.entries()) {
    for (let i = 0; i < rowLength; i++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) {
        sum += (weights[k] as number) * (narrow[(first - firstRow + k) * rowLength + i] as number)
      }
      result[y * rowLength + i] = Math.min(255, Math.max(0, Math.round(sum)))
    }
  }
  return result
}

function shrinkRows(
  source: Uint8Array,
  sourceWidth: number,
  firstRow: number,
  rowCount: number,
  columns: readonly Taps[],
): Float32Array {
  const result = new Float32Array(rowCount * columns.length * 3)
  let at = 0
  for (let row = firstRow; row < firstRow + rowCount; row++) {
    for (const { first, weights } of columns) {
      let red = 0
      let green = 0
      let blue = 0
      let from = (row * sourceWidth + first) * 3
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
  return result
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
