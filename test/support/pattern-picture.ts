/** A value of a picture that has edges everywhere, 0..255: easily made again in any language. */
export function patternValue(channel: number, y: number, x: number): number {
  return (7 * x + 13 * y + 29 * channel + Math.floor((x * y) / 5)) % 256
}

/** That picture as 8-bit RGB `[height, width, 3]`. */
export function patternPicture({ width, height }: { readonly width: number; readonly height: number }): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return patternValue(i % 3, Math.floor(pixel / width), pixel % width)
  })
}
