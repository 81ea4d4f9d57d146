import {
  conjugateQuaternion,
  normalizeQuaternion,
  multiplyQuaternions,
  quaternionFromRotationRows,
  quaternionFromRotationVector,
  rotateVector,
  rotationRows,
  type Quaternion,
} from '../math/quaternion.ts'
import { addVectors, scaleVector, type Vector3 } from '../math/vector3.ts'

/** Where a camera is, the way it is solved for: `camera = rotation · world + translation`, OpenCV axes. */
export interface RigidView {
  readonly rotation: Quaternion
  readonly translation: Vector3
}

/** The view of a contract camera: the upper 3×4 of `worldFromCamera`, 12 numbers row-major. */
export function viewOfPose(worldFromCamera: readonly number[]): RigidView {
  const row = (r: number): Vector3 => [
    worldFromCamera[r * 4]!,
    worldFromCamera[r * 4 + 1]!,
    worldFromCamera[r * 4 + 2]!,
  ]
  const rotation = conjugateQuaternion(quaternionFromRotationRows([row(0), row(1), row(2)]))
  const centre: Vector3 = [worldFromCamera[3]!, worldFromCamera[7]!, worldFromCamera[11]!]
  return { rotation, translation: scaleVector(rotateVector(rotation, centre), -1) }
}

/** The reverse of {@link viewOfPose}. */
export function poseOfView({ rotation, translation }: RigidView): number[] {
  const turned = conjugateQuaternion(rotation)
  const centre = scaleVector(rotateVector(turned, translation), -1)
  return rotationRows(turned).flatMap((row, index) => [...row, centre[index]!])
}

/** The view turned by a rotation vector (radians) in its camera's axes, then shifted in them. */
export function movedView({ rotation, translation }: RigidView, turn: Vector3, shift: Vector3): RigidView {
  return {
    rotation: normalizeQuaternion(multiplyQuaternions(quaternionFromRotationVector(turn), rotation)),
    translation: addVectors(translation, shift),
  }
}
