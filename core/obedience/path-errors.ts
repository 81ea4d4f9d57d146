import { acos } from '../math/trigonometry.ts'
import { invertMatrix, matrixFromRows3x4, multiplyMatrices, type Matrix4 } from '../math/matrix4.ts'

const degreesPerRadian = 180 / Math.PI

/** Angle of the turn between two poses (`worldFromCamera`, 12 numbers row-major), 0 to π. */
export function turnBetween(a: readonly number[], b: readonly number[]): number {
  // The trace of Aᵀ·B.
  let trace = 0
  for (const row of [0, 4, 8]) for (let column = 0; column < 3; column++) trace += a[row + column]! * b[row + column]!
  return acos(Math.max(-1, Math.min(1, (trace - 1) / 2)))
}

/** {@link turnBetween} in degrees. */
export function turnDegrees(a: readonly number[], b: readonly number[]): number {
  return turnBetween(a, b) * degreesPerRadian
}

/** Distance of the places of two poses. */
export function distanceBetween(a: readonly number[], b: readonly number[]): number {
  const squares = [3, 7, 11].map((at) => (a[at]! - b[at]!) * (a[at]! - b[at]!))
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0))
}

/** A frame's authored and achieved pose, `worldFromCamera`, 12 numbers row-major. */
export interface PosePair {
  readonly authored: readonly number[]
  readonly achieved: readonly number[]
}

/**
 * RotErr and TransErr as CameraCtrl (arXiv 2404.02101) sums them: both paths relative to their own first pose, then the
 * angles in radians and the distances of the places over all frames. CameraCtrl scales what COLMAP found to the authored
 * path; here the depth gives the scale, so that a camera which goes half as far as it should is told.
 */
export function cameraCtrlSums(pairs: readonly PosePair[]): {
  readonly rotErrRadians: number
  readonly transErr: number
} {
  const [first] = pairs
  if (first === undefined) return { rotErrRadians: 0, transErr: 0 }
  const authoredFrom = inverseOf(first.authored)
  const achievedFrom = inverseOf(first.achieved)
  let rotErrRadians = 0
  let transErr = 0
  for (const { authored, achieved } of pairs) {
    const wanted = [...multiplyMatrices(authoredFrom, matrixFromRows3x4(authored))]
    const found = [...multiplyMatrices(achievedFrom, matrixFromRows3x4(achieved))]
    rotErrRadians += turnBetween(wanted, found)
    transErr += distanceBetween(wanted, found)
  }
  return { rotErrRadians, transErr }
}

/** A rigid pose always has an inverse. */
function inverseOf(pose: readonly number[]): Matrix4 {
  return invertMatrix(matrixFromRows3x4(pose))!
}

/** Shorter mean distances from the start, in subject distances, are no travel that an error could be a part of. */
const leastTravel = 0.03

/**
 * Distances between the places of authored and achieved poses, in sum, as part of the authored camera's distances from its
 * first place: 1 for a camera that stands still. Where that hardly moves, the mean distance in subject distances.
 */
export function travelError(pairs: readonly PosePair[]): {
  readonly travel: number
  readonly relativeTo: 'travel' | 'subject-distance'
} {
  const start = pairs[0]!.authored
  const error = meanOf(pairs.map(({ authored, achieved }) => distanceBetween(authored, achieved)))
  const travelled = meanOf(pairs.map(({ authored }) => distanceBetween(start, authored)))
  if (travelled < leastTravel) return { travel: error, relativeTo: 'subject-distance' }
  return { travel: error / travelled, relativeTo: 'travel' }
}

/**
 * The number that the authored camera's ways from its first place have to be multiplied with to come nearest to the
 * achieved ones; null where the authored camera hardly moves.
 */
export function travelScale(pairs: readonly PosePair[]): number | null {
  const [first] = pairs
  if (first === undefined || travelError(pairs).relativeTo !== 'travel') return null
  let product = 0
  let square = 0
  for (const { authored, achieved } of pairs) {
    for (const at of [3, 7, 11]) {
      const way = authored[at]! - first.authored[at]!
      product += way * (achieved[at]! - first.achieved[at]!)
      square += way * way
    }
  }
  return product / square
}

/** Of at least one number. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
