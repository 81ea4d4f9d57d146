import type { Quaternion } from '../../../../core/math/quaternion.ts'
import { conjugateQuaternion, rotateVector } from '../../../../core/math/quaternion.ts'
import { subtractVectors, type Vector3 } from '../../../../core/math/vector3.ts'

/** How a viewport shows its space. */
export interface Screen {
  readonly width: number
  readonly height: number
  readonly position: Vector3
  readonly orientation: Quaternion
  /** Tangent of half the vertical field of view; ignored in orthographic views. */
  readonly fovYTangent: number
  /** Half of the shown height, in subject distances; null in perspective. */
  readonly orthographicHalfHeight: number | null
}

/** Point on the screen in pixels, from the upper left; null behind the eye. */
export function projectToScreen(screen: Screen, point: Vector3): readonly [number, number] | null {
  const { width, height, position, orientation, fovYTangent, orthographicHalfHeight } = screen
  const [x, y, z] = rotateVector(conjugateQuaternion(orientation), subtractVectors(point, position))
  const depth = -z
  if (orthographicHalfHeight === null && depth <= 1e-4) return null
  const half = orthographicHalfHeight ?? depth * fovYTangent
  const scale = height / 2 / half
  return [width / 2 + x * scale, height / 2 - y * scale]
}

/** A line in space. */
export type Segment = readonly [Vector3, Vector3]

/** Distance in pixels from a place on the screen to a projected line; Infinity when it is not in sight. */
export function distanceToSegment(screen: Screen, place: readonly [number, number], segment: Segment): number {
  const from = projectToScreen(screen, segment[0])
  const to = projectToScreen(screen, segment[1])
  if (from === null || to === null) return Infinity
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : ((place[0] - from[0]) * dx + (place[1] - from[1]) * dy) / squared
  const part = Math.max(0, Math.min(1, along))
  const [x, y] = [from[0] + part * dx - place[0], from[1] + part * dy - place[1]]
  return Math.sqrt(x * x + y * y)
}

/** The nearest of several things made of lines, within `reachPixels`; -1 for none. Of equals the last, drawn on top. */
export function nearestThing(
  screen: Screen,
  place: readonly [number, number],
  things: readonly (readonly Segment[])[],
  reachPixels = 8,
): number {
  let nearest = -1
  let least = reachPixels
  things.forEach((segments, index) => {
    for (const segment of segments) {
      const distance = distanceToSegment(screen, place, segment)
      if (distance > least) continue
      least = distance
      nearest = index
    }
  })
  return nearest
}
