/**
 * Mean of chosen values in a square around each place, 0 where none is.
 * @param values `[height, width]`
 * @param chosen 1 or 0, `[height, width]`
 * @param reach pixels to each side
 */
export function meanAround(values: Float32Array, chosen: Uint8Array, width: number, reach: number): Float32Array {
  const height = values.length / width
  const sums = new Float64Array(values.length)
  const counts = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    counts[i] = chosen[i]!
    sums[i] = chosen[i] === 1 ? values[i]! : 0
  }
  for (const plane of [sums, counts]) {
    for (let row = 0; row < height; row++) sumLine(plane, row * width, 1, width, reach)
    for (let column = 0; column < width; column++) sumLine(plane, column, width, height, reach)
  }
  return values.map((_, i) => (counts[i]! > 0 ? sums[i]! / counts[i]! : 0))
}

/** Sums over the values in reach, in place. */
function sumLine(values: Float64Array, start: number, stride: number, count: number, reach: number): void {
  const line = Float64Array.from({ length: count }, (_, i) => values[start + i * stride]!)
  let sum = 0
  for (let i = 0; i < Math.min(reach, count); i++) sum += line[i]!
  for (let i = 0; i < count; i++) {
    if (i + reach < count) sum += line[i + reach]!
    if (i > reach) sum -= line[i - reach - 1]!
    values[start + i * stride] = sum
  }
}
