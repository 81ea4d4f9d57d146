import type { Matrix4 } from '../math/matrix4.ts'
import type { Vector3 } from '../math/vector3.ts'

/*
 * The only place that knows both kinds of axes. The editor's are three.js': x right, y up, z back, a camera looks along
 * −z. The models' are OpenCV's: x right, y down, z forward, a camera looks along +z. y and z change sign, in the
 * camera and in the world alike: the world's axes are those of a camera (the board's), and changing only one of the
 * two would leave poses relative to it turned by half a turn.
 */

/** Pose (`worldFromCamera`) with OpenCV axes from one with the editor's. */
export function openCvPoseFromEditor(worldFromCamera: Matrix4): Matrix4 {
  return turnAxes(worldFromCamera)
}

/** Pose (`worldFromCamera`) with the editor's axes from one with OpenCV's. */
export function editorPoseFromOpenCv(worldFromCamera: Matrix4): Matrix4 {
  return turnAxes(worldFromCamera)
}

/** Point or direction with OpenCV axes from one with the editor's. */
export function openCvPointFromEditor(point: Vector3): Vector3 {
  return [point[0], 0 - point[1], 0 - point[2]]
}

/** Point or direction with the editor's axes from one with OpenCV's. */
export function editorPointFromOpenCv(point: Vector3): Vector3 {
  return openCvPointFromEditor(point)
}

const SIGNS = [1, -1, -1, 1] as const

/** diag(1, −1, −1, 1) · pose · diag(1, −1, −1, 1), without making negative zeros. */
function turnAxes(pose: Matrix4): Matrix4 {
  return pose.map((value, index) => (SIGNS[index >> 2]! === SIGNS[index & 3]! ? value : 0 - value))
}
