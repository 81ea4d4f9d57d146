import { editorPoseFromOpenCv } from '../../../../core/camera/conventions.ts'
import { timeInRound } from '../../../../core/camera/loop.ts'
import { evaluatePath } from '../../../../core/camera/path.ts'
import type { CameraKey, CameraPath } from '../../../../core/camera/path-schema.ts'
import type { Camera } from '../../../../core/contract/generation.ts'
import { matrixFromRows3x4 } from '../../../../core/math/matrix4.ts'
import {
  conjugateQuaternion,
  multiplyQuaternions,
  normalizeQuaternion,
  quaternionFromRotationRows,
  rotateVector,
  type Quaternion,
} from '../../../../core/math/quaternion.ts'
import { addVectors, subtractVectors, type Vector3 } from '../../../../core/math/vector3.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { anglesFromOrientation, headFromAngles, orientationFromAngles } from './pose-angles.ts'

/**
 * A camera as viewports show it: in the space of the board, where the board's camera stands at the origin. Editor axes (x
 * right, y up, z back), subject distances.
 */
export interface BoardPose {
  readonly position: Vector3
  readonly orientation: Quaternion
}

/** The pose of the path at the anchor: there the camera is the board's. */
export function anchorPose(path: CameraPath, anchorFrame: number): BoardPose {
  return evaluatePath(path, [anchorFrame])[0]!
}

/** Where a camera of the compiled shot stands in the board's space. */
export function poseOfCamera(camera: Camera): BoardPose {
  const m = editorPoseFromOpenCv(matrixFromRows3x4(camera.worldFromCamera))
  const row = (r: number): Vector3 => [m[r * 4]!, m[r * 4 + 1]!, m[r * 4 + 2]!]
  return { position: [m[3]!, m[7]!, m[11]!], orientation: quaternionFromRotationRows([row(0), row(1), row(2)]) }
}

/** Where a key stands in the board's space, roll included. */
export function poseOfKey(key: CameraKey, anchor: BoardPose): BoardPose {
  const back = conjugateQuaternion(anchor.orientation)
  return {
    position: rotateVector(back, subtractVectors(key.position, anchor.position)),
    orientation: multiplyQuaternions(back, totalOrientation(key)),
  }
}

/** The key moved to a pose of the board's space. Turns of its roll are kept. */
export function keyAtPose(key: CameraKey, pose: BoardPose, anchor: BoardPose): CameraKey {
  const position = addVectors(anchor.position, rotateVector(anchor.orientation, pose.position))
  const orientation = multiplyQuaternions(anchor.orientation, normalizeQuaternion(pose.orientation))
  const angles = anglesFromOrientation(orientation, degrees(key.rollRadians ?? 0))
  const { rollRadians: _roll, ...rest } = key
  return {
    ...rest,
    position: [...position],
    orientation: [...headFromAngles(angles)],
    ...(angles.rollDegrees === 0 ? {} : { rollRadians: (angles.rollDegrees * Math.PI) / 180 }),
  }
}

/** Whether that key alone decides where the board's camera is, so that it cannot leave it. */
export function isAnchorKey({ camera, anchorFrame }: Shot, timeFrames: number): boolean {
  return camera.source === 'keys' && timeFrames === anchorKeyTime(camera.path, anchorFrame)
}

/**
 * Where a key of the path is the camera of the anchor. Before the first and after the last key the camera stands still:
 * there the key at the end is the anchor; on a loop it is the one in the loop's round.
 */
export function anchorKeyTime({ keys, loop }: CameraPath, anchorFrame: number): number {
  const first = keys[0]!.timeFrames
  if (loop !== undefined) return timeInRound(anchorFrame, first, loop)
  return Math.max(first, Math.min(keys.at(-1)!.timeFrames, anchorFrame))
}

function totalOrientation(key: CameraKey): Quaternion {
  const head = normalizeQuaternion(key.orientation)
  const rollDegrees = degrees(key.rollRadians ?? 0)
  return multiplyQuaternions(head, orientationFromAngles({ panDegrees: 0, tiltDegrees: 0, rollDegrees }))
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}
