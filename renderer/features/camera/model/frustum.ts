import { conjugateQuaternion, rotateVector, rotationRows } from '../../../../core/math/quaternion.ts'
import { addVectors, type Vector3 } from '../../../../core/math/vector3.ts'
import type { PixelBox } from '../../../../core/framing/framing.ts'
import type { BoardPose } from './board-space.ts'
import type { Segment } from './screen.ts'

/** A camera's cone to the film's frame. */
export interface Frustum {
  readonly apex: Vector3
  /** Upper left, upper right, lower right, lower left. */
  readonly corners: readonly [Vector3, Vector3, Vector3, Vector3]
  /** Tip of the mark on the frame's upper side. */
  readonly up: Vector3
}

/**
 * @param intrinsics fx, fy, cx, cy in pixels
 * @param frame the delivered part, in the same pixels
 * @param length of the cone's long edges along the lens axis, subject distances
 */
export function frustumOf(pose: BoardPose, intrinsics: readonly number[], frame: PixelBox, length: number): Frustum {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const at = (x: number, y: number, raised = 0): Vector3 => {
    const ray: Vector3 = [((x - cx) / fx) * length, (-(y - cy) / fy) * length + raised, -length]
    return addVectors(pose.position, rotateVector(pose.orientation, ray))
  }
  const right = frame.x + frame.width
  const bottom = frame.y + frame.height
  const height = (frame.height / fy) * length
  return {
    apex: pose.position,
    corners: [at(frame.x, frame.y), at(right, frame.y), at(right, bottom), at(frame.x, bottom)],
    up: at(frame.x + frame.width / 2, frame.y, height * 0.28),
  }
}

/** The edges of a cone, and on its upper side the mark that tells up from down. */
export function frustumSegments({ apex, corners, up }: Frustum, withMark = true): Segment[] {
  const [a, b, c, d] = corners
  const part = (from: Vector3, to: Vector3, fraction: number): Vector3 => [
    from[0] + (to[0] - from[0]) * fraction,
    from[1] + (to[1] - from[1]) * fraction,
    from[2] + (to[2] - from[2]) * fraction,
  ]
  const edges: Segment[] = [
    [apex, a],
    [apex, b],
    [apex, c],
    [apex, d],
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ]
  return withMark ? [...edges, [part(a, b, 0.36), up], [up, part(a, b, 0.64)]] : edges
}

/**
 * Where a place lies in a camera's frame: 16 numbers row-major that take (x, y, z, 1) to (u w, v w, ·, w), with u and v in
 * parts of the frame from its upper left and w positive in front of the camera.
 */
export function frameFromWorld(pose: BoardPose, intrinsics: readonly number[], frame: PixelBox): number[] {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const back = conjugateQuaternion(pose.orientation)
  const [right, up, behind] = rotationRows(back)
  const [x, y, z] = rotateVector(back, pose.position)
  // Camera axes with the lens looking along +z and y down, as pixels count.
  const rows = [
    [...right, -x],
    [...up.map((value) => -value), y],
    [...behind.map((value) => -value), z],
  ]
  const across = [fx / frame.width, 0, (cx - frame.x) / frame.width]
  const down = [0, fy / frame.height, (cy - frame.y) / frame.height]
  const mixed = (weights: readonly number[]): number[] =>
    [0, 1, 2, 3].map((column) => weights.reduce((sum, weight, row) => sum + weight * rows[row]![column]!, 0))
  return [...mixed(across), ...mixed(down), 0, 0, 0, 0, ...rows[2]!]
}
