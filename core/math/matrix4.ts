import type { Vector3 } from './vector3.ts'
import { rotationRows, type Quaternion } from './quaternion.ts'

/** A 4×4 matrix of doubles, 16 numbers row-major; it multiplies column vectors. */
export type Matrix4 = Float64Array

export function identityMatrix(): Matrix4 {
  return Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)
}

/** The rigid motion that rotates, then translates: it takes the frame's own coordinates to its parent's. */
export function rigidMatrix(position: Vector3, orientation: Quaternion): Matrix4 {
  const [[a, b, c], [d, e, f], [g, h, i]] = rotationRows(orientation)
  return Float64Array.of(a, b, c, position[0], d, e, f, position[1], g, h, i, position[2], 0, 0, 0, 1)
}

/** A 4×4 matrix from its upper 3×4 part, 12 numbers row-major. */
export function matrixFromRows3x4(rows: ArrayLike<number>): Matrix4 {
  const matrix = identityMatrix()
  for (let index = 0; index < 12; index++) matrix[index] = rows[index]!
  return matrix
}

/** `a · b`. */
export function multiplyMatrices(a: Matrix4, b: Matrix4): Matrix4 {
  const product = new Float64Array(16)
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      let sum = 0
      for (let k = 0; k < 4; k++) sum += a[row * 4 + k]! * b[k * 4 + column]!
      product[row * 4 + column] = sum
    }
  }
  return product
}

/** The matrix times the point (x, y, z, 1), without perspective division. */
export function transformPoint(matrix: Matrix4, point: Vector3): Vector3 {
  const row = (r: number): number =>
    matrix[r * 4]! * point[0] + matrix[r * 4 + 1]! * point[1] + matrix[r * 4 + 2]! * point[2] + matrix[r * 4 + 3]!
  return [row(0), row(1), row(2)]
}

/**
 * Inverse by Gauss-Jordan elimination with partial pivoting. General on purpose: rotations in pose files are
 * orthonormal only to their printed digits, and CameraCtrl's networks learnt from a general inverse.
 *
 * @returns null for a singular matrix
 */
export function invertMatrix(matrix: Matrix4): Matrix4 | null {
  const left = Float64Array.from(matrix)
  const inverse = identityMatrix()
  for (let column = 0; column < 4; column++) {
    const pivot = pivotRow(left, column)
    const value = left[pivot * 4 + column]!
    if (value === 0 || !Number.isFinite(value)) return null
    swapRows(left, pivot, column)
    swapRows(inverse, pivot, column)
    scaleRow(left, column, value)
    scaleRow(inverse, column, value)
    for (let row = 0; row < 4; row++) {
      const factor = left[row * 4 + column]!
      if (row === column || factor === 0) continue
      subtractRow(left, row, column, factor)
      subtractRow(inverse, row, column, factor)
    }
  }
  return inverse
}

function pivotRow(matrix: Matrix4, column: number): number {
  let best = column
  for (let row = column + 1; row < 4; row++) {
    if (Math.abs(matrix[row * 4 + column]!) > Math.abs(matrix[best * 4 + column]!)) best = row
  }
  return best
}

function swapRows(matrix: Matrix4, a: number, b: number): void {
  if (a === b) return
  for (let column = 0; column < 4; column++) {
    const kept = matrix[a * 4 + column]!
    matrix[a * 4 + column] = matrix[b * 4 + column]!
    matrix[b * 4 + column] = kept
  }
}

function scaleRow(matrix: Matrix4, row: number, divisor: number): void {
  for (let column = 0; column < 4; column++) matrix[row * 4 + column]! /= divisor
}

function subtractRow(matrix: Matrix4, row: number, source: number, factor: number): void {
  for (let column = 0; column < 4; column++) matrix[row * 4 + column]! -= factor * matrix[source * 4 + column]!
}
