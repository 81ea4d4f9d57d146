import { FRINGE, HOLE, type PixelTarget } from './triangle.ts'

/** How far from a hole the fringe is cut, in parts of the frame's longer side: its own width, not along the jump. */
const REACH_PART = 1 / 100

/**
 * Turns the surface right behind a depth jump into a hole where a hole has opened beside it. A camera that only turns
 * or zooms opens none and keeps every pixel.
 */
export function cutFringe({ width, height, layers, inverseDepth }: PixelTarget): void {
  let wave: number[] = []
  const take = (pixel: number, into: number[]): void => {
    if (layers[pixel] !== FRINGE) return
    layers[pixel] = HOLE
    inverseDepth[pixel] = 0
    into.push(pixel)
  }
  const takeAround = (pixel: number, into: number[]): void => {
    const column = pixel % width
    if (column > 0) take(pixel - 1, into)
    if (column < width - 1) take(pixel + 1, into)
    if (pixel >= width) take(pixel - width, into)
    if (pixel < layers.length - width) take(pixel + width, into)
  }
  const holes: number[] = []
  for (let pixel = 0; pixel < layers.length; pixel++) if (layers[pixel] === HOLE) holes.push(pixel)
  for (const pixel of holes) takeAround(pixel, wave)
  const steps = Math.ceil(Math.max(width, height) * REACH_PART)
  for (let step = 1; step < steps && wave.length > 0; step++) {
    const next: number[] = []
    for (const pixel of wave) takeAround(pixel, next)
    wave = next
  }
}
