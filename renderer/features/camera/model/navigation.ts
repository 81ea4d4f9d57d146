import type { Quaternion } from '../../../../core/math/quaternion.ts'
import { rotateVector } from '../../../../core/math/quaternion.ts'
import { addVectors, scaleVector, type Vector3 } from '../../../../core/math/vector3.ts'
import type { BoardPose } from './board-space.ts'
import { anglesFromOrientation, orientationFromAngles } from './pose-angles.ts'

/** The eye that looks at the viewport's space: turns about a target, at a distance from it. Never rolled. */
export interface Eye {
  readonly target: Vector3
  /** Subject distances. */
  readonly distance: number
  readonly panDegrees: number
  readonly tiltDegrees: number
  readonly orthographic: boolean
}

/** From behind the camera, above and to the right: board, camera and subject in one view. */
export const firstEye: Eye = {
  target: [0, 0, -0.6],
  distance: 2.6,
  panDegrees: -35,
  tiltDegrees: -24,
  orthographic: false,
}

const nearest = 0.02
const farthest = 400
const tiltLimitDegrees = 89.9
const degreesPerPixel = 0.35

export function eyeOrientation({ panDegrees, tiltDegrees }: Eye): Quaternion {
  return orientationFromAngles({ panDegrees, tiltDegrees, rollDegrees: 0 })
}

export function eyePosition(eye: Eye): Vector3 {
  return addVectors(eye.target, scaleVector(rotateVector(eyeOrientation(eye), [0, 0, 1]), eye.distance))
}

/** Turned about its target by a pointer's travel in pixels, right and down. */
export function orbited(eye: Eye, right: number, down: number): Eye {
  return { ...turned(eye, right * degreesPerPixel, -down * degreesPerPixel), orthographic: false }
}

/** Looks round from where it stands, as while flying. */
export function lookedRound(eye: Eye, right: number, down: number): Eye {
  const position = eyePosition(eye)
  const looking = turned(eye, right * degreesPerPixel * 0.6, -down * degreesPerPixel * 0.6)
  return { ...standingAt(looking, position), orthographic: false }
}

function turned(eye: Eye, panDegrees: number, tiltDegrees: number): Eye {
  const tilt = Math.max(-tiltLimitDegrees, Math.min(tiltLimitDegrees, eye.tiltDegrees + tiltDegrees))
  const pan = eye.panDegrees + panDegrees
  return { ...eye, panDegrees: pan - 360 * Math.round(pan / 360), tiltDegrees: tilt }
}

function standingAt(eye: Eye, position: Vector3): Eye {
  return {
    ...eye,
    target: addVectors(position, scaleVector(rotateVector(eyeOrientation(eye), [0, 0, -1]), eye.distance)),
  }
}

/** Slid sideways so that what lies at the target follows the pointer. @param unitsPerPixel at the target */
export function panned(eye: Eye, right: number, down: number, unitsPerPixel: number): Eye {
  const shift = rotateVector(eyeOrientation(eye), [-right * unitsPerPixel, down * unitsPerPixel, 0])
  return { ...eye, target: addVectors(eye.target, shift) }
}

/** Nearer (factor below 1) or farther. */
export function dollied(eye: Eye, factor: number): Eye {
  return { ...eye, distance: Math.max(nearest, Math.min(farthest, eye.distance * factor)) }
}

/** Flown along its own axes: right, up, forward, in subject distances. Up is the world's. */
export function flown(eye: Eye, right: number, up: number, forward: number): Eye {
  const along = rotateVector(eyeOrientation(eye), [right, 0, -forward])
  return { ...eye, target: addVectors(eye.target, [along[0], along[1] + up, along[2]]), orthographic: false }
}

export type NamedView = 'front' | 'right' | 'top' | 'user'

/** Looks along an axis at the same target. `front` looks as the board's camera does. */
export function namedView(eye: Eye, view: Exclude<NamedView, 'user'>): Eye {
  const angles = {
    front: { panDegrees: 0, tiltDegrees: 0 },
    right: { panDegrees: -90, tiltDegrees: 0 },
    top: { panDegrees: 0, tiltDegrees: -tiltLimitDegrees },
  }
  return { ...eye, ...angles[view], orthographic: true }
}

/** Frames points: all of them within the view, as it looks now. @param fovYRadians of the viewport */
export function framing(eye: Eye, points: readonly Vector3[], fovYTangent: number, aspect: number): Eye {
  if (points.length === 0) return eye
  const low = [0, 1, 2].map((axis) => Math.min(...points.map((point) => point[axis]!)))
  const high = [0, 1, 2].map((axis) => Math.max(...points.map((point) => point[axis]!)))
  const target = low.map((value, axis) => (value + high[axis]!) / 2) as unknown as Vector3
  const radius = Math.max(
    0.15,
    Math.sqrt(high.reduce((sum, value, axis) => sum + (value - low[axis]!) * (value - low[axis]!), 0)) / 2,
  )
  const distance = (radius * 1.15) / (fovYTangent * Math.min(1, aspect))
  return { ...eye, target, distance: Math.max(nearest, Math.min(farthest, distance)) }
}

/** The eye in the place of a camera, looking the same way; a roll is left out. */
export function eyeAtPose(eye: Eye, { position, orientation }: BoardPose): Eye {
  const { panDegrees, tiltDegrees } = anglesFromOrientation(orientation)
  return standingAt({ ...eye, panDegrees, tiltDegrees, orthographic: false }, position)
}
