import { hermite, monotoneSlopes } from '../math/spline.ts'
import {
  conjugateQuaternion,
  multiplyQuaternions,
  quaternionFromRotationVector,
  rotationVectorFromQuaternion,
  type Quaternion,
} from '../math/quaternion.ts'
import { cos, sin } from '../math/trigonometry.ts'
import { addVectors, crossProduct, scaleVector, vectorLength, type Vector3 } from '../math/vector3.ts'

/**
 * A smooth curve through unit quaternions: in each interval the rotation from its first key is a cubic in the
 * exponential map, whose end slopes make the angular velocity continuous. Velocities at keys follow the same monotone
 * rule as the other channels, per camera axis (tilt, pan, roll), so a pan never swings past its key.
 *
 * @returns orientation in interval `index` at `fraction` 0..1 of it
 */
export function orientationSpline(
  times: readonly number[],
  keys: readonly Quaternion[],
): (index: number, fraction: number) => Quaternion {
  if (keys.length === 1) return () => keys[0]!
  const turns = keys.slice(1).map((key, i) => turnBetween(keys[i]!, key))
  const velocities = angularVelocities(times, turns)
  const endSlopes = turns.map((turn, i) => slopeFromVelocity(turn, velocities[i + 1]!))
  return (index, fraction) => {
    const step = times[index + 1]! - times[index]!
    const along = (axis: 0 | 1 | 2): number =>
      hermite(0, turns[index]![axis], velocities[index]![axis], endSlopes[index]![axis], step, fraction)
    return multiplyQuaternions(keys[index]!, quaternionFromRotationVector([along(0), along(1), along(2)]))
  }
}

/** Rotation vector from one key to the next; exactly zero between equal keys, where the products would leave a last bit. */
function turnBetween(from: Quaternion, to: Quaternion): Vector3 {
  if (from.every((value, i) => value === to[i])) return [0, 0, 0]
  return rotationVectorFromQuaternion(multiplyQuaternions(conjugateQuaternion(from), to))
}

/** Angular velocity at each key in its own camera's axes; the turn of an interval is the same seen from both ends. */
function angularVelocities(times: readonly number[], turns: readonly Vector3[]): readonly Vector3[] {
  const slopes = ([0, 1, 2] as const).map((axis) => {
    let angle = 0
    return monotoneSlopes(times, [0, ...turns.map((turn) => (angle += turn[axis]))])
  })
  return times.map((_, i) => [slopes[0]![i]!, slopes[1]![i]!, slopes[2]![i]!])
}

/**
 * Rate of the rotation vector φ at which exp(φ) turns with a given angular velocity in the turned frame: the inverse
 * right Jacobian of SO(3), 1 + φ×/2 + (1/θ² − (1 + cos θ)/(2 θ sin θ)) φ××.
 */
function slopeFromVelocity(turn: Vector3, velocity: Vector3): Vector3 {
  const angle = vectorLength(turn)
  const once = crossProduct(turn, velocity)
  const twice = crossProduct(turn, once)
  return addVectors(addVectors(velocity, scaleVector(once, 0.5)), scaleVector(twice, secondOrderFactor(angle)))
}

function secondOrderFactor(angle: number): number {
  // The series' first term; closer to 0 the formula cancels. At half a turn the factor ends at 1/π².
  if (angle < 1e-2) return 1 / 12 + (angle * angle) / 720
  if (angle > 3.14) return 1 / (angle * angle)
  return 1 / (angle * angle) - (1 + cos(angle)) / (2 * angle * sin(angle))
}
