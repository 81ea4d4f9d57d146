/** Differences of brightness from which an edge is drawn, and from which it is drawn fully; of 255. */
const faintest = 22
const fullest = 110

/**
 * The outlines of a picture in one colour on nothing: a ghost that can lie over another picture, and both be read.
 * @param rgba `[height, width, 4]`
 * @param colour red, green, blue, 0–255
 * @returns `[height, width, 4]`
 */
export function ghostEdges(
  { rgba, width, height }: { readonly rgba: Uint8ClampedArray; readonly width: number; readonly height: number },
  [red, green, blue]: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const brightness = new Float32Array(width * height)
  for (let pixel = 0; pixel < brightness.length; pixel++) {
    const at = pixel * 4
    brightness[pixel] = 0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!
  }
  const edges = new Uint8ClampedArray(width * height * 4)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const pixel = y * width + x
      const across = brightness[pixel + 1]! - brightness[pixel - 1]!
      const down = brightness[pixel + width]! - brightness[pixel - width]!
      const step = Math.sqrt(across * across + down * down)
      if (step <= faintest) continue
      edges.set([red, green, blue, Math.min(1, (step - faintest) / (fullest - faintest)) * 255], pixel * 4)
    }
  }
  return edges
}
