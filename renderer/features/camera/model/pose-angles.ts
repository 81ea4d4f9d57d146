import {
  conjugateQuaternion,
  multiplyQuaternions,
  normalizeQuaternion,
  quaternionAboutAxis,
  rotateVector,
  type Quaternion,
} from '../../../../core/math/quaternion.ts'
import { atan2 } from '../../../../core/math/trigonometry.ts'

/** Where a camera looks, as an operator says it: pan + right, tilt + up, roll + clockwise camera, in degrees. */
export interface PoseAngles {
  /** −180 to 180. */
  readonly panDegrees: number
  /** −90 to 90. */
  readonly tiltDegrees: number
  /** More than a turn is kept. */
  readonly rollDegrees: number
}

const radiansPerDegree = Math.PI / 180
/** Looking this straight up or down, pan and roll are one turn; it is all called roll. */
const pole = 1e-6

/** The orientation: pan about the vertical, then tilt, then roll about the lens axis. Editor axes. */
export function orientationFromAngles({ panDegrees, tiltDegrees, rollDegrees }: PoseAngles): Quaternion {
  return multiplyQuaternions(headFromAngles({ panDegrees, tiltDegrees }), rollRotation(rollDegrees))
}

/** Pan and tilt alone, as a key keeps them beside its roll. */
export function headFromAngles({ panDegrees, tiltDegrees }: Omit<PoseAngles, 'rollDegrees'>): Quaternion {
  const pan = quaternionAboutAxis([0, 1, 0], -panDegrees * radiansPerDegree)
  return multiplyQuaternions(pan, quaternionAboutAxis([1, 0, 0], tiltDegrees * radiansPerDegree))
}

/**
 * The reverse of {@link orientationFromAngles}.
 * @param nearRollDegrees the roll comes out within half a turn of it, so that turns once made are not lost
 */
export function anglesFromOrientation(orientation: Quaternion, nearRollDegrees = 0): PoseAngles {
  const unit = normalizeQuaternion(orientation)
  const [x, y, z] = rotateVector(unit, [0, 0, -1])
  const across = Math.sqrt(x * x + z * z)
  const panDegrees = across < pole ? 0 : clean(atan2(x, -z) / radiansPerDegree)
  const tiltDegrees = clean(atan2(y, across) / radiansPerDegree)
  const rest = multiplyQuaternions(conjugateQuaternion(headFromAngles({ panDegrees, tiltDegrees })), unit)
  const roll = (-2 * atan2(rest[2], rest[3])) / radiansPerDegree
  return { panDegrees, tiltDegrees, rollDegrees: clean(roll + 360 * Math.round((nearRollDegrees - roll) / 360)) }
}

function rollRotation(rollDegrees: number): Quaternion {
  return quaternionAboutAxis([0, 0, 1], -rollDegrees * radiansPerDegree)
}

/** What rounding leaves of zero is shown and stored as zero. */
function clean(degrees: number): number {
  return Math.abs(degrees) < 1e-9 ? 0 : degrees
}
