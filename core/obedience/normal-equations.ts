import { rotationRows } from '../math/quaternion.ts'
import type { RigidView } from './rigid-view.ts'
import type { Sightings } from './sightings.ts'

/** Unknowns of a view: turn and shift, three each. */
export const unknowns = 6

/** Jᵀ·W·J and −Jᵀ·W·r of the reprojection error about a view, with J by the turn and shift of `movedView`. */
export interface NormalEquations {
  /** `[6, 6]`. */
  readonly matrix: Float64Array
  /** `[6]`. */
  readonly right: Float64Array
}

/** @param weights one for each sighting; 0 leaves it out */
export function normalEquations(
  { count, points, lens: [fx = 1, fy = 1] }: Sightings,
  view: RigidView,
  residuals: Float64Array,
  weights: Float64Array,
): NormalEquations {
  const sums = { matrix: new Float64Array(unknowns * unknowns), right: new Float64Array(unknowns) }
  const [a, b, c] = rotationRows(view.rotation)
  const [tx, ty, tz] = view.translation
  const row = new Float64Array(unknowns)
  for (let at = 0; at < count; at++) {
    const weight = weights[at]!
    if (weight === 0) continue
    const x = points[at * 3]!
    const y = points[at * 3 + 1]!
    const z = points[at * 3 + 2]!
    const turned = [
      a[0] * x + a[1] * y + a[2] * z,
      b[0] * x + b[1] * y + b[2] * z,
      c[0] * x + c[1] * y + c[2] * z,
    ] as const
    const inverse = 1 / (turned[2] + tz)
    writeRow(row, turned, fx * inverse, 0, -fx * (turned[0] + tx) * inverse * inverse)
    addRow(sums, row, residuals[at * 2]!, weight)
    writeRow(row, turned, 0, fy * inverse, -fy * (turned[1] + ty) * inverse * inverse)
    addRow(sums, row, residuals[at * 2 + 1]!, weight)
  }
  for (let i = 0; i < unknowns; i++)
    for (let j = 0; j < i; j++) sums.matrix[i * unknowns + j] = sums.matrix[j * unknowns + i]!
  return sums
}

/** A residual's derivative by the turn, which is its gradient's moment about the turn's centre, and by the shift. */
function writeRow(
  row: Float64Array,
  [x, y, z]: readonly [number, number, number],
  gx: number,
  gy: number,
  gz: number,
): void {
  row[0] = y * gz - z * gy
  row[1] = z * gx - x * gz
  row[2] = x * gy - y * gx
  row[3] = gx
  row[4] = gy
  row[5] = gz
}

/** The upper half alone. */
function addRow({ matrix, right }: NormalEquations, row: Float64Array, residual: number, weight: number): void {
  for (let i = 0; i < unknowns; i++) {
    const weighted = weight * row[i]!
    right[i]! -= weighted * residual
    for (let j = i; j < unknowns; j++) matrix[i * unknowns + j]! += weighted * row[j]!
  }
}

/**
 * Solves `matrix · x = right` for a symmetric, positive `[6, 6]` matrix by Cholesky's method.
 * @returns null for one that is not positive
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const factor = choleskyFactor(matrix)
  if (factor === null) return null
  const solution = Float64Array.from(right)
  for (let i = 0; i < unknowns; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= factor[i * unknowns + k]! * solution[k]!
    solution[i]! /= factor[i * unknowns + i]!
  }
  for (let i = unknowns - 1; i >= 0; i--) {
    for (let k = i + 1; k < unknowns; k++) solution[i]! -= factor[k * unknowns + i]! * solution[k]!
    solution[i]! /= factor[i * unknowns + i]!
  }
  return solution
}

function choleskyFactor(matrix: Float64Array): Float64Array | null {
  const factor = new Float64Array(unknowns * unknowns)
  for (let i = 0; i < unknowns; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * unknowns + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * unknowns + k]! * factor[j * unknowns + k]!
      if (i !== j) factor[i * unknowns + j] = sum / factor[j * unknowns + j]!
      else if (sum > 0 && Number.isFinite(sum)) factor[i * unknowns + i] = Math.sqrt(sum)
      else return null
    }
  }
  return factor
}
