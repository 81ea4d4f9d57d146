/** Sides that the depth networks take. */
const SIDE_MULTIPLE = 32

/**
 * About so many pixels, 256×192: the scale at which the depth network was trained to see things. Finer pictures show it
 * nothing more; edges are sharpened afterwards on the picture itself.
 */
const WORKING_PIXELS = 256 * 192

const SHORTEST = 64
const LONGEST = 448

/** A shape that is off by a tenth costs as much as twice the pixels: squashed pictures look tilted to the network. */
const SHAPE_WEIGHT = 7

/**
 * The size at which a picture's depth is estimated: sides multiples of 32, of about the picture's shape.
 * @param picture in pixels, of any shape; very long ones are squashed to at most 7:1
 */
export function workingDepthSize(picture: { readonly width: number; readonly height: number }): {
  readonly width: number
  readonly height: number
} {
  const shape = picture.width / picture.height
  let best = { width: SHORTEST, height: SHORTEST, cost: Infinity }
  for (let width = SHORTEST; width <= LONGEST; width += SIDE_MULTIPLE) {
    for (let height = SHORTEST; height <= LONGEST; height += SIDE_MULTIPLE) {
      const cost = SHAPE_WEIGHT * unlikeness(width / height, shape) + unlikeness(width * height, WORKING_PIXELS)
      if (cost < best.cost) best = { width, height, cost }
    }
  }
  return { width: best.width, height: best.height }
}

/**
 * The size in which an estimated raster is kept: the picture's own shape, with the longer side of
 * {@link workingDepthSize}.
 */
export function estimatedDepthSize(picture: { readonly width: number; readonly height: number }): {
  readonly width: number
  readonly height: number
} {
  const working = workingDepthSize(picture)
  const scale = Math.max(working.width, working.height) / Math.max(picture.width, picture.height)
  const side = (length: number): number => Math.max(1, Math.round(length * scale))
  return { width: side(picture.width), height: side(picture.height) }
}

/** 0 for equal numbers, 0.1 where one is a tenth larger. */
function unlikeness(a: number, b: number): number {
  return Math.max(a / b, b / a) - 1
}
