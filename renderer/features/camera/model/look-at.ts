import { subtractVectors, vectorLength, type Vector3 } from '../../../../core/math/vector3.ts'
import { atan2 } from '../../../../core/math/trigonometry.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { anchorKeyTime, anchorPose, isAnchorKey, keyAtPose, poseOfKey, type BoardPose } from './board-space.ts'
import { changedKeys, keyAtFrame, withKey, type KeyTimes } from './key-edits.ts'
import { anglesFromOrientation, orientationFromAngles } from './pose-angles.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'

/** So near a camera its point is no direction, subject distances. */
const nearest = 1e-6

/** The camera in its place, turned to have the point in the middle of its picture; its roll stays. */
export function lookingAt(pose: BoardPose, point: Vector3): BoardPose {
  const toward = subtractVectors(point, pose.position)
  if (vectorLength(toward) < nearest) return pose
  const [x, y, z] = toward
  const { rollDegrees } = anglesFromOrientation(pose.orientation)
  const panDegrees = (atan2(x, -z) * 180) / Math.PI
  const tiltDegrees = (atan2(y, Math.sqrt(x * x + z * z)) * 180) / Math.PI
  return { ...pose, orientation: orientationFromAngles({ panDegrees, tiltDegrees, rollDegrees }) }
}

/**
 * The path with those keys turned to look at a point of the board's space. The camera at the anchor is the board's and
 * stays: it gets a key where others would carry it along.
 * @returns null where none of the keys can turn
 */
export function pathLookingAt(shot: Shot, path: CameraPath, times: KeyTimes, point: Vector3): CameraPath | null {
  const anchored = path.keys.length > 1 ? withKey(path, keyAtFrame(path, anchorKeyTime(path, shot.anchorFrame))) : path
  const held: Shot = { ...shot, camera: { source: 'keys', path: anchored, layers: [] } }
  const turning = times.filter((time) => !isAnchorKey(held, time))
  if (turning.length === 0) return null
  const anchor = anchorPose(anchored, shot.anchorFrame)
  return changedKeys(anchored, turning, (key) => keyAtPose(key, lookingAt(poseOfKey(key, anchor), point), anchor))
}
