import { depthFromDepth, type AnsweredDepth } from './answered-depth.ts'

/** What a network says of every pixel. */
export interface PointMap {
  readonly width: number
  readonly height: number
  /** `[height, width, 3]` x right, y down, z forward, of one free scale; z of a free offset besides. */
  readonly points: Float32Array
  /** `[height, width]`, below 0.5 for sky; null where the network gives none. */
  readonly mask: Float32Array | null
}

/** So many places in a row and in a column are looked at. */
const PLACES = 64
const ROUNDS = 30
/** The nearest point comes no nearer to the camera than this part of the extent of all, and goes no farther than that. */
const LEAST_PART = 0.002
const MOST_PART = 1e4

/**
 * Depth from a point map: the offset of z that puts the points onto their own pixels through the board's lens.
 * @param focalWidths focal length in widths of the picture
 * @throws StudioError `inference.depth-answer` without any usable point
 */
export function depthFromPoints(map: PointMap, focalWidths: number): AnsweredDepth {
  const { points, mask } = map
  const sky = mask && Uint8Array.from(mask, (value) => (value < 0.5 ? 1 : 0))
  const offset = depthOffset(map, focalWidths)
  const depth = Float32Array.from({ length: map.width * map.height }, (_, i) => points[3 * i + 2]! + offset)
  return depthFromDepth(depth, sky)
}

interface Place {
  /** Of the pixel, in widths of the picture from its middle. */
  readonly u: number
  readonly v: number
  /** Focal length times the point's x and y. */
  readonly x: number
  readonly y: number
  readonly z: number
}

/** The offset that makes `Σ |(x, y) / (z + offset) − (u, v)|²` least, all points in front of the camera. */
function depthOffset(map: PointMap, focalWidths: number): number {
  const places = somePlaces(map, focalWidths)
  if (places.length === 0) return 0
  const most = (of: (place: Place) => number): number =>
    places.reduce((found, each) => Math.max(found, of(each)), -Infinity)
  const nearest = -most(({ z }) => -z)
  const extent = Math.max(
    most(({ z }) => z) - nearest,
    most(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))),
  )
  const within = (offset: number): number =>
    Math.min(MOST_PART * extent, Math.max(LEAST_PART * extent, offset + nearest)) - nearest
  let offset = within(algebraicOffset(places))
  for (let round = 0; round < ROUNDS; round++) {
    let [slopes, sum] = [0, 0]
    for (const { u, v, x, y, z } of places) {
      const depth = z + offset
      const [dx, dy] = [x / (depth * depth), y / (depth * depth)]
      slopes += dx * dx + dy * dy
      sum += dx * (x / depth - u) + dy * (y / depth - v)
    }
    if (!(slopes > 0)) break
    offset = within(offset + sum / slopes)
  }
  return offset
}

/** A first guess: the offset that makes `Σ |(x, y) − (u, v) · (z + offset)|²` least. */
function algebraicOffset(places: readonly Place[]): number {
  let [squares, sum] = [0, 0]
  for (const { u, v, x, y, z } of places) {
    squares += u * u + v * v
    sum += u * (x - u * z) + v * (y - v * z)
  }
  return squares > 0 ? sum / squares : 0
}

function somePlaces({ width, height, points, mask }: PointMap, focalWidths: number): Place[] {
  const places: Place[] = []
  const [right, down] = [Math.max(1, Math.floor(width / PLACES)), Math.max(1, Math.floor(height / PLACES))]
  for (let row = down >> 1; row < height; row += down) {
    for (let column = right >> 1; column < width; column += right) {
      const i = row * width + column
      const [x, y, z] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]
      if ((mask && !(mask[i]! >= 0.5)) || !Number.isFinite(x + y + z)) continue
      const [u, v] = [(column + 0.5) / width - 0.5, (row + 0.5 - height / 2) / width]
      places.push({ u, v, x: focalWidths * x, y: focalWidths * y, z })
    }
  }
  return places
}
