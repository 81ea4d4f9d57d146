import { atan2, cos, sin } from './trigonometry.ts'
import { crossProduct, addVectors, scaleVector, vectorLength, type Vector3 } from './vector3.ts'

/** A rotation as a unit quaternion x, y, z, w. */
export type Quaternion = readonly [x: number, y: number, z: number, w: number]

export const IDENTITY_QUATERNION: Quaternion = [0, 0, 0, 1]

/** The rotation `second`, seen in the frame of `first`, after `first`: `first · second`. */
export function multiplyQuaternions(first: Quaternion, second: Quaternion): Quaternion {
  const [ax, ay, az, aw] = first
  const [bx, by, bz, bw] = second
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ]
}

/** The inverse of a unit quaternion. */
export function conjugateQuaternion(q: Quaternion): Quaternion {
  return [-q[0], -q[1], -q[2], q[3]]
}

export function dotQuaternions(a: Quaternion, b: Quaternion): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
}

/** The unit quaternion of the same direction; one that is unit to the last bit stays as it is. */
export function normalizeQuaternion(q: Quaternion): Quaternion {
  const length = Math.sqrt(dotQuaternions(q, q))
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length]
}

/** Right-handed rotation by `radians` about a unit axis. */
export function quaternionAboutAxis(axis: Vector3, radians: number): Quaternion {
  const sine = sin(radians / 2)
  return [axis[0] * sine, axis[1] * sine, axis[2] * sine, cos(radians / 2)]
}

/** The vector turned by the rotation. */
export function rotateVector(q: Quaternion, vector: Vector3): Vector3 {
  const axis: Vector3 = [q[0], q[1], q[2]]
  const twice = scaleVector(crossProduct(axis, vector), 2)
  return addVectors(addVectors(vector, scaleVector(twice, q[3])), crossProduct(axis, twice))
}

/** Rotation vector (axis × angle in radians, at most π long) of a unit quaternion: the logarithm of the rotation. */
export function rotationVectorFromQuaternion(q: Quaternion): Vector3 {
  const sign = q[3] < 0 ? -1 : 1
  const axis: Vector3 = [sign * q[0], sign * q[1], sign * q[2]]
  const sine = vectorLength(axis)
  if (sine === 0) return [0, 0, 0]
  return scaleVector(axis, (2 * atan2(sine, sign * q[3])) / sine)
}

/** The reverse of {@link rotationVectorFromQuaternion}: the exponential map. */
export function quaternionFromRotationVector(rotation: Vector3): Quaternion {
  const angle = vectorLength(rotation)
  if (angle === 0) return IDENTITY_QUATERNION
  return quaternionAboutAxis(scaleVector(rotation, 1 / angle), angle)
}

/** Constant-speed rotation from `a` (fraction 0) to `b` (fraction 1) the shorter way. */
export function slerp(a: Quaternion, b: Quaternion, fraction: number): Quaternion {
  const turn = rotationVectorFromQuaternion(multiplyQuaternions(conjugateQuaternion(a), b))
  return multiplyQuaternions(a, quaternionFromRotationVector(scaleVector(turn, fraction)))
}

/** Row-major 3×3 rotation matrix of a unit quaternion; exactly the identity for the identity. */
export function rotationRows(q: Quaternion): readonly [Vector3, Vector3, Vector3] {
  const [x, y, z, w] = q
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ]
}

/** Unit quaternion with w ≥ 0 of a rotation given by its rows; slight non-orthogonality is averaged out. */
export function quaternionFromRotationRows(rows: readonly [Vector3, Vector3, Vector3]): Quaternion {
  const [[m00, m01, m02], [m10, m11, m12], [m20, m21, m22]] = rows
  // Each is 4 times a column of q·qᵀ; the one of the largest component divides best.
  const columns: readonly Quaternion[] = [
    [1 + m00 - m11 - m22, m01 + m10, m02 + m20, m21 - m12],
    [m01 + m10, 1 - m00 + m11 - m22, m12 + m21, m02 - m20],
    [m02 + m20, m12 + m21, 1 - m00 - m11 + m22, m10 - m01],
    [m21 - m12, m02 - m20, m10 - m01, 1 + m00 + m11 + m22],
  ]
  const sizes = columns.map((column, index) => column[index]!)
  const q = normalizeQuaternion(columns[sizes.indexOf(Math.max(...sizes))]!)
  return q[3] < 0 ? [-q[0], -q[1], -q[2], -q[3]] : q
}
