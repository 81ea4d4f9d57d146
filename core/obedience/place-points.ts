import type { DepthRaster } from '../cache/depth.ts'

interface PixelSize {
  readonly width: number
  readonly height: number
}

/** The board's camera as tracks see it: pixels of the picture that they start from. */
export interface BoardView {
  readonly size: PixelSize
  /** fx, fy, cx, cy in those pixels. */
  readonly lens: readonly number[]
  /** The part of the depth raster's frame that the picture shows, in parts of its width and height. */
  readonly part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** What lies farther, in subject distances, has a depth that somebody made up. */
const farthest = 60
/** Of nearness, from one sample to the next but one: more bend than any surface has, that is an edge. */
const mostBend = 0.04
/** Samples round a pixel that are looked at: an edge is some samples wide once a raster was resampled. */
const window = 4

/**
 * Places pixels of the board's picture in space by its depth. At an edge of depth nobody knows which side a feature
 * belongs to, and it slides along when the camera moves.
 * @param pixels `[count, 2]`, centres at half integers
 * @returns `[count, 3]` OpenCV axes, subject distances; NaN for what lies too far or at an edge of depth
 */
export function placePoints(pixels: Float64Array, depth: DepthRaster, { size, lens, part }: BoardView): Float64Array {
  const count = pixels.length / 2
  const points = new Float64Array(count * 3)
  const [fx = 1, fy = 1, cx = 0, cy = 0] = lens
  for (let at = 0; at < count; at++) {
    const x = pixels[at * 2]!
    const y = pixels[at * 2 + 1]!
    const column = (part.x + (x / size.width) * part.width) * depth.width - 0.5
    const row = (part.y + (y / size.height) * part.height) * depth.height - 0.5
    const z = depthAt(depth, column, row)
    points[at * 3] = ((x - cx) / fx) * z
    points[at * 3 + 1] = ((y - cy) / fy) * z
    points[at * 3 + 2] = z
  }
  return points
}

/** Between samples as on a plane, whose nearness (1 / z) is linear in the picture; NaN where it bends too much. */
function depthAt({ width, height, values }: DepthRaster, column: number, row: number): number {
  const left = windowStart(column, width)
  const top = windowStart(row, height)
  const nearness = new Float64Array(window * window)
  for (let y = 0; y < window; y++) {
    const line = Math.min(height - 1, top + y) * width
    for (let x = 0; x < window; x++) nearness[y * window + x] = 1 / values[line + Math.min(width - 1, left + x)]!
  }
  const x = cellIn(column - left)
  const y = cellIn(row - top)
  const across = column - left - x
  const down = row - top - y
  const at = y * window + x
  const upper = nearness[at]! * (1 - across) + nearness[at + 1]! * across
  const lower = nearness[at + window]! * (1 - across) + nearness[at + window + 1]! * across
  const middle = upper * (1 - down) + lower * down
  // Not a number is not larger either.
  if (!(middle > 1 / farthest) || !(mostBendOf(nearness) <= mostBend * middle)) return NaN
  return 1 / middle
}

/** The first sample of the window round a place, all of it inside the raster. */
function windowStart(place: number, samples: number): number {
  return Math.max(0, Math.min(samples - window, Math.floor(place) - 1))
}

/** The sample before a place in the window; at a raster's rim the next ones tell. */
function cellIn(place: number): number {
  return Math.max(0, Math.min(window - 2, Math.floor(place)))
}

/** The largest second difference along a row or a column of the window. */
function mostBendOf(nearness: Float64Array): number {
  let most = 0
  for (let line = 0; line < window; line++) {
    for (let at = 0; at < window - 2; at++) {
      const row = line * window + at
      const column = at * window + line
      const alongRow = nearness[row]! - 2 * nearness[row + 1]! + nearness[row + 2]!
      const alongColumn = nearness[column]! - 2 * nearness[column + window]! + nearness[column + 2 * window]!
      most = Math.max(most, Math.abs(alongRow), Math.abs(alongColumn))
    }
  }
  return most
}
