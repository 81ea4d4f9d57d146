import { FRINGE, HOLE, type PixelTarget } from './triangle.ts'

/** How far from a hole the fringe is cut, in parts of the frame's longer side: its own width, not along the jump. */
const REACH_PART = 1 / 100

/**
 * Turns the surface right behind a depth jump into a hole where a hole has opened beside it. A camera that only turns
 * or zooms opens none and keeps every pixel.
 */
export function cutFringe({ width, height, layers, inverseDepth }: PixelTarget): void {
  let fringe: number[] = []
  for (let pixel = 0; pixel < layers.length; pixel++) if (layers[pixel] === FRINGE) fringe.push(pixel)
  const touchesHole = (pixel: number): boolean => {
    const column = pixel % width
    return (
      (column > 0 && layers[pixel - 1] === HOLE) ||
      (column < width - 1 && layers[pixel + 1] === HOLE) ||
      (pixel >= width && layers[pixel - width] === HOLE) ||
      (pixel < layers.length - width && layers[pixel + width] === HOLE)
    )
  }
  for (let step = Math.ceil(Math.max(width, height) * REACH_PART); step > 0; step--) {
    const cut = fringe.filter(touchesHole)
    if (cut.length === 0) return
    for (const pixel of cut) {
      layers[pixel] = HOLE
      inverseDepth[pixel] = 0
    }
    fringe = fringe.filter((pixel) => layers[pixel] === FRINGE)
  }
}
