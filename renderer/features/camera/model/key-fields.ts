import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { Vector3 } from '../../../../core/math/vector3.ts'
import { keyAtPose, poseOfKey, type BoardPose } from './board-space.ts'
import { anglesFromOrientation, orientationFromAngles, type PoseAngles } from './pose-angles.ts'

export type AngleName = keyof PoseAngles

/** Where a key stands from the board's camera, subject distances. */
export function placeOfKey(key: CameraKey, anchor: BoardPose): Vector3 {
  return poseOfKey(key, anchor).position
}

/** Where a key looks from the board's camera; turns of its roll are counted. */
export function anglesOfKey(key: CameraKey, anchor: BoardPose): PoseAngles {
  return anglesFromOrientation(poseOfKey(key, anchor).orientation, rollOfKey(key))
}

/** The key with one coordinate changed. */
export function withPlace(key: CameraKey, axis: 0 | 1 | 2, value: number, anchor: BoardPose): CameraKey {
  const pose = poseOfKey(key, anchor)
  const position = pose.position.map((each, index) => (index === axis ? value : each)) as unknown as Vector3
  return keyAtPose(key, { ...pose, position }, anchor)
}

/** The key with one angle changed; the other two stay as they were shown. */
export function withAngle(key: CameraKey, name: AngleName, degrees: number, anchor: BoardPose): CameraKey {
  const pose = poseOfKey(key, anchor)
  const angles = { ...anglesOfKey(key, anchor), [name]: degrees }
  const rollRadians = (angles.rollDegrees * Math.PI) / 180
  return keyAtPose({ ...key, rollRadians }, { ...pose, orientation: orientationFromAngles(angles) }, anchor)
}

function rollOfKey({ rollRadians = 0 }: CameraKey): number {
  return (rollRadians * 180) / Math.PI
}

/** The value that all of the keys have, or null. @param keys at least one */
export function commonValue<Value>(keys: readonly CameraKey[], value: (key: CameraKey) => Value): Value | null {
  const first = value(keys[0]!)
  return keys.every((key) => value(key) === first) ? first : null
}
