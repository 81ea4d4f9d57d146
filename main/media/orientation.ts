/** True when an EXIF orientation swaps width and height. */
export function turnsSideways(orientation: number): boolean {
  return orientation >= 5
}

/**
 * Brings a stored picture upright (EXIF 2.32, tag 274).
 * @param rgb `[height, width, 3]` as stored.
 * @param orientation 1..8.
 * @returns the upright picture; the same array for orientation 1.
 */
export function orient(rgb: Uint8Array, width: number, height: number, orientation: number): Uint8Array {
  if (orientation === 1) return rgb
  const sideways = turnsSideways(orientation)
  const outWidth = sideways ? height : width
  const outHeight = sideways ? width : height
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBottom = [3, 4, 6, 7].includes(orientation)
  const result = new Uint8Array(rgb.length)
  let to = 0
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const column = sideways ? y : x
      const row = sideways ? x : y
      const from = ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)) * 3
      result[to++] = rgb[from] as number
      result[to++] = rgb[from + 1] as number
      result[to++] = rgb[from + 2] as number
    }
  }
  return result
}
