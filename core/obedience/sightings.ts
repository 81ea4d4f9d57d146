import { rotationRows } from '../math/quaternion.ts'
import type { RigidView } from './rigid-view.ts'

/** Points of the world and where a picture shows them. */
export interface Sightings {
  readonly count: number
  /** `[count, 3]`, OpenCV axes of the board's camera, subject distances. */
  readonly points: Float64Array
  /** `[count, 2]`, pixels; centres at half integers. */
  readonly pixels: Float64Array
  /** fx, fy, cx, cy in those pixels. */
  readonly lens: readonly number[]
}

/** Nothing nearer than this to a camera, in subject distances, is seen. */
const nearest = 0.01

/**
 * Where a view sees the points, less where the picture shows them.
 * @param residuals gets `[count, 2]` pixels; infinite for what is behind the camera
 */
export function residualsOf(
  { count, points, pixels, lens }: Sightings,
  view: RigidView,
  residuals: Float64Array,
): void {
  const [[a, b, c], [d, e, f], [g, h, i]] = rotationRows(view.rotation)
  const [x, y, z] = view.translation
  const [fx = 1, fy = 1, cx = 0, cy = 0] = lens
  for (let at = 0; at < count; at++) {
    const px = points[at * 3]!
    const py = points[at * 3 + 1]!
    const pz = points[at * 3 + 2]!
    const depth = g * px + h * py + i * pz + z
    const isSeen = depth > nearest
    residuals[at * 2] = isSeen ? (fx * (a * px + b * py + c * pz + x)) / depth + cx - pixels[at * 2]! : Infinity
    residuals[at * 2 + 1] = isSeen ? (fy * (d * px + e * py + f * pz + y)) / depth + cy - pixels[at * 2 + 1]! : Infinity
  }
}

/** The sightings at those places of the list. */
export function someSightings(all: Sightings, places: readonly number[]): Sightings {
  const points = new Float64Array(places.length * 3)
  const pixels = new Float64Array(places.length * 2)
  places.forEach((place, at) => {
    points.set(all.points.subarray(place * 3, place * 3 + 3), at * 3)
    pixels.set(all.pixels.subarray(place * 2, place * 2 + 2), at * 2)
  })
  return { count: places.length, points, pixels, lens: all.lens }
}
