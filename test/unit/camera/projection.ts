import type { Camera } from '../../../core/contract/generation.ts'
import type { CameraPose } from '../../../core/camera/path.ts'

/** Pixel of an OpenCV world point in a contract camera, by the textbook formula. */
export function projectOpenCv(camera: Camera, point: readonly number[]): { x: number; y: number; depth: number } {
  const m = camera.worldFromCamera
  const offset = [point[0]! - m[3]!, point[1]! - m[7]!, point[2]! - m[11]!]
  // The inverse of a rotation is its transpose.
  const [x, y, z] = [0, 1, 2].map((c) => m[c]! * offset[0]! + m[4 + c]! * offset[1]! + m[8 + c]! * offset[2]!)
  const [fx, fy, cx, cy] = camera.intrinsics
  return { x: (fx! * x!) / z! + cx!, y: (fy! * y!) / z! + cy!, depth: z! }
}

/**
 * Pixel of an editor world point seen the way three.js draws: into the camera's frame by its quaternion, through the
 * perspective matrix made from the vertical field of view, from clip space to a viewport with y down.
 */
export function projectThree(
  pose: CameraPose,
  fovYRadians: number,
  size: { width: number; height: number },
  point: readonly number[],
): { x: number; y: number } {
  const [x, y, z, w] = pose.orientation
  const v = point.map((value, axis) => value - pose.position[axis]!)
  // Rotation by the conjugate quaternion, columns of the rotation matrix dotted with v.
  const right = [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)]
  const up = [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)]
  const back = [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)]
  const along = (axis: readonly number[]) => axis.reduce((sum, value, i) => sum + value * v[i]!, 0)
  const top = Math.tan(fovYRadians / 2)
  const clipW = -along(back)
  const clipX = along(right) / (top * (size.width / size.height))
  const clipY = along(up) / top
  return { x: ((clipX / clipW + 1) / 2) * size.width, y: ((1 - clipY / clipW) / 2) * size.height }
}
