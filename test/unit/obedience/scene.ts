import { quaternionFromRotationVector, rotationRows } from '../../../core/math/quaternion.ts'
import { seededRandom } from '../../../core/math/random.ts'
import type { Vector3 } from '../../../core/math/vector3.ts'
import type { Sightings } from '../../../core/obedience/sightings.ts'

/** fx, fy, cx, cy of a frame of 576 × 320 pixels. */
export const lens = [553, 553, 288, 160]

/** `worldFromCamera`, upper 3×4, of a camera turned by a rotation vector (radians) at a place. */
export function pose(turn: Vector3, place: Vector3): number[] {
  return rotationRows(quaternionFromRotationVector(turn)).flatMap((row, index) => [...row, place[index]!])
}

/**
 * Points in front of the board's camera, where a pose's camera sees them, written out anew: p = Rᵀ (x − c).
 * @param noise of each pixel, its standard deviation
 */
export function scene(
  worldFromCamera: readonly number[],
  { count = 80, noise = 0, seed = 1, depth = [0.6, 3] as readonly [number, number] } = {},
): { points: Float64Array; pixels: Float64Array; count: number; lens: number[] } {
  const random = seededRandom(seed)
  const points = new Float64Array(count * 3)
  const pixels = new Float64Array(count * 2)
  for (let at = 0; at < count; at++) {
    const z = depth[0] + random.nextUnit() * (depth[1] - depth[0])
    points.set([(random.nextUnit() - 0.5) * z, (random.nextUnit() - 0.5) * 0.56 * z, z], at * 3)
    const way = [0, 1, 2].map((axis) => points[at * 3 + axis]! - worldFromCamera[axis * 4 + 3]!)
    const [x = 0, y = 0, far = 1] = [0, 1, 2].map((axis) =>
      way.reduce((sum, part, row) => sum + worldFromCamera[row * 4 + axis]! * part, 0),
    )
    pixels[at * 2] = (lens[0]! * x) / far + lens[2]! + noise * random.nextNormal()
    pixels[at * 2 + 1] = (lens[1]! * y) / far + lens[3]! + noise * random.nextNormal()
  }
  return { points, pixels, count, lens }
}

/** The same with the first sightings put anywhere in the picture. */
export function withStrays(sightings: Sightings, strays: number): Sightings {
  const random = seededRandom(77)
  const pixels = Float64Array.from(sightings.pixels)
  for (let at = 0; at < strays; at++) pixels.set([random.nextUnit() * 576, random.nextUnit() * 320], at * 2)
  return { ...sightings, pixels }
}
