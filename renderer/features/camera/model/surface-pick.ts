import type { CacheMesh } from '../../../../core/cache/mesh.ts'
import { editorPointFromOpenCv, openCvPointFromEditor } from '../../../../core/camera/conventions.ts'
import { rotateVector } from '../../../../core/math/quaternion.ts'
import { addVectors, scaleVector, type Vector3 } from '../../../../core/math/vector3.ts'
import type { PixelBox } from '../../../../core/framing/framing.ts'
import type { BoardPose } from './board-space.ts'
import type { Screen } from './screen.ts'

/** A half line in the board's space, editor axes; the direction's length is free. */
export interface Ray {
  readonly origin: Vector3
  readonly direction: Vector3
}

/** What lies behind a place of a viewport. @param place in pixels from the upper left */
export function rayThroughScreen(screen: Screen, [x, y]: readonly [number, number]): Ray {
  const { width, height, position, orientation, fovYTangent, orthographicHalfHeight } = screen
  const across = (2 * x - width) / height
  const up = 1 - (2 * y) / height
  if (orthographicHalfHeight === null) {
    const direction = rotateVector(orientation, [across * fovYTangent, up * fovYTangent, -1])
    return { origin: position, direction }
  }
  const aside = rotateVector(orientation, [across * orthographicHalfHeight, up * orthographicHalfHeight, 0])
  const direction = rotateVector(orientation, [0, 0, -1])
  // What lies behind the eye is shown too in parallel views.
  return { origin: addVectors(addVectors(position, aside), scaleVector(direction, -500)), direction }
}

/**
 * What lies behind a place of a camera's picture.
 * @param intrinsics fx, fy, cx, cy in pixels
 * @param frame the delivered part, in the same pixels
 * @param place in parts of the delivered frame from its upper left
 */
export function rayThroughFrame(
  { position, orientation }: BoardPose,
  intrinsics: readonly number[],
  frame: PixelBox,
  [u, v]: readonly [number, number],
): Ray {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const x = (frame.x + u * frame.width - cx) / fx
  const y = -(frame.y + v * frame.height - cy) / fy
  return { origin: position, direction: rotateVector(orientation, [x, y, -1]) }
}

/** The nearest point of the board's surface on a ray (Möller and Trumbore, 1997), from either side; null beside it. */
export function surfacePoint(
  { positions, indices }: Pick<CacheMesh, 'positions' | 'indices'>,
  ray: Ray,
): Vector3 | null {
  const [ox, oy, oz] = openCvPointFromEditor(ray.origin)
  const [dx, dy, dz] = openCvPointFromEditor(ray.direction)
  let nearest = Infinity
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i]! * 3, indices[i + 1]! * 3, indices[i + 2]! * 3]
    const ax = positions[a]!
    const ay = positions[a + 1]!
    const az = positions[a + 2]!
    const bx = positions[b]! - ax
    const by = positions[b + 1]! - ay
    const bz = positions[b + 2]! - az
    const ex = positions[c]! - ax
    const ey = positions[c + 1]! - ay
    const ez = positions[c + 2]! - az
    const px = dy * ez - dz * ey
    const py = dz * ex - dx * ez
    const pz = dx * ey - dy * ex
    const determinant = bx * px + by * py + bz * pz
    if (determinant === 0) continue
    const sx = ox - ax
    const sy = oy - ay
    const sz = oz - az
    const u = (sx * px + sy * py + sz * pz) / determinant
    if (u < 0 || u > 1) continue
    const qx = sy * bz - sz * by
    const qy = sz * bx - sx * bz
    const qz = sx * by - sy * bx
    const v = (dx * qx + dy * qy + dz * qz) / determinant
    if (v < 0 || u + v > 1) continue
    const distance = (ex * qx + ey * qy + ez * qz) / determinant
    if (distance > 0 && distance < nearest) nearest = distance
  }
  if (nearest === Infinity) return null
  return editorPointFromOpenCv([ox + dx * nearest, oy + dy * nearest, oz + dz * nearest])
}
