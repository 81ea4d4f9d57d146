/**
 * 8-bit RGB `[sourceHeight, sourceWidth, 3]` as planes 0..1 `[3, height, width]`. Where sizes differ each target pixel
 * is a mean weighted by a tent as wide as two target pixels (two source pixels when growing), so that shrinking does
 * not alias; at equal sizes values pass unchanged.
 */
export function picturePlanes(
  rgb: Uint8Array,
  source: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number },
): Float32Array {
  const columns = tentTaps(source.width, target.width)
  const rows = tentTaps(source.height, target.height)
  const planes = new Float32Array(3 * target.width * target.height)
  const narrow = new Float64Array(source.height * target.width)
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < source.height; y++) {
      for (let x = 0; x < target.width; x++) {
        const { first, weights } = columns[x]!
        let sum = 0
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * rgb[(y * source.width + first + i) * 3 + channel]!
        narrow[y * target.width + x] = sum
      }
    }
    const plane = planes.subarray(channel * target.width * target.height)
    for (let y = 0; y < target.height; y++) {
      const { first, weights } = rows[y]!
      for (let x = 0; x < target.width; x++) {
        let sum = 0
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * narrow[(first + i) * target.width + x]!
        plane[y * target.width + x] = sum / 255
      }
    }
  }
  return planes
}

interface Taps {
  readonly first: number
  readonly weights: readonly number[]
}

function tentTaps(sourceCount: number, targetCount: number): Taps[] {
  const scale = sourceCount / targetCount
  const reach = Math.max(1, scale)
  return Array.from({ length: targetCount }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(sourceCount - 1, Math.floor(centre + reach))
    const weights = Array.from({ length: last - first + 1 }, (_, k) => 1 - Math.abs(first + k - centre) / reach)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: weights.map((weight) => weight / total) }
  })
}
