import { StudioError } from '../../contract/errors.ts'
import type { Result } from '../../contract/result.ts'
import { crossProduct, dotProduct, type Vector3 } from '../../math/vector3.ts'
import type { PoseRow } from '../pose-row.ts'

/** Where a pose stands in a foreign file. `line` counts from 1. */
export interface PosePlace {
  readonly file: string
  readonly line: number
}

/** Numbers of a pose with its time, and without. */
export const TIMED_COLUMNS = 19
export const UNTIMED_COLUMNS = 18
/** Spacing given to poses without a usable time: 25 a second. */
const UNTIMED_STEP_MICROSECONDS = 40_000
/** Files round to few digits (0.71 for √½ is off by 0.8 %); anything worse is no rotation. */
const ROTATION_TOLERANCE = 0.01
const FOCAL_RANGE = { minimum: 0.01, maximum: 100 }
const CENTRE_RANGE = { minimum: -1, maximum: 2 }

/** Reads one number; `column` counts from 1. Errors: `camera.pose-file.number`, `camera.pose-file.not-finite`. */
export function readNumber(text: string, place: PosePlace, column: number): Result<number> {
  const details = { ...place, column, found: text }
  if (/^[-+]?(?:nan|inf|infinity)$/i.test(text)) return failure('camera.pose-file.not-finite', details)
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return failure('camera.pose-file.number', details)
  const value = Number(text)
  return Number.isFinite(value) ? { ok: true, value } : failure('camera.pose-file.not-finite', details)
}

/** Whether a number can be a focal length in parts of the picture. */
export function isFocal(value: number): boolean {
  return value >= FOCAL_RANGE.minimum && value <= FOCAL_RANGE.maximum
}

/** A row of 19 numbers, or of 18 without the time, checked: lens in parts of the picture, matrix a rotation. */
export function poseRowFrom(numbers: readonly number[], place: PosePlace, index: number): Result<PoseRow> {
  const timed = numbers.length === TIMED_COLUMNS
  const [focalX, focalY, centreX, centreY, unusedA, unusedB] = (timed ? numbers.slice(1) : numbers) as SixNumbers
  const matrixColumn = timed ? 8 : 7
  const row: PoseRow = {
    timestampMicroseconds: timed ? numbers[0]! : index * UNTIMED_STEP_MICROSECONDS,
    focalX,
    focalY,
    centreX,
    centreY,
    unused: [unusedA, unusedB],
    cameraFromWorld: numbers.slice(matrixColumn - 1),
  }
  const error = lensError(row, place, timed ? 2 : 1) ?? rotationError(row.cameraFromWorld, place, matrixColumn)
  return error ? { ok: false, error } : { ok: true, value: row }
}

type SixNumbers = readonly [number, number, number, number, number, number, ...number[]]

function lensError(row: PoseRow, place: PosePlace, firstColumn: number): StudioError | null {
  const values = [row.focalX, row.focalY, row.centreX, row.centreY]
  const wrong = values.findIndex((value, i) => {
    const range = i < 2 ? FOCAL_RANGE : CENTRE_RANGE
    return value < range.minimum || value > range.maximum
  })
  if (wrong < 0) return null
  const range = wrong < 2 ? FOCAL_RANGE : CENTRE_RANGE
  return new StudioError('camera.pose-file.lens', {
    ...place,
    column: firstColumn + wrong,
    found: values[wrong]!,
    ...range,
  })
}

function rotationError(pose: readonly number[], place: PosePlace, firstColumn: number): StudioError | null {
  const row = (r: number): Vector3 => [pose[r * 4]!, pose[r * 4 + 1]!, pose[r * 4 + 2]!]
  const [a, b, c] = [row(0), row(1), row(2)]
  const details = { ...place, column: firstColumn, lastColumn: firstColumn + 11 }
  const lengths = [dotProduct(a, a) - 1, dotProduct(b, b) - 1, dotProduct(c, c) - 1]
  const angles = [dotProduct(a, b), dotProduct(b, c), dotProduct(c, a)]
  if ([...lengths, ...angles].some((value) => Math.abs(value) > ROTATION_TOLERANCE)) {
    return new StudioError('camera.pose-file.rotation', details)
  }
  return dotProduct(crossProduct(a, b), c) > 0 ? null : new StudioError('camera.pose-file.mirrored', details)
}

/**
 * Gives poses usable times. Files of some tools carry 0 in every row: such rows are spaced evenly. Otherwise times
 * must ascend. Errors: `camera.pose-file.order`, at `lines[index]`.
 */
export function checkedTimes(
  rows: readonly PoseRow[],
  file: string,
  lines: readonly number[],
): Result<readonly PoseRow[]> {
  const first = rows[0]!.timestampMicroseconds
  if (rows.every((row) => row.timestampMicroseconds === first)) {
    return {
      ok: true,
      value: rows.map((row, i) => ({ ...row, timestampMicroseconds: first + i * UNTIMED_STEP_MICROSECONDS })),
    }
  }
  for (let i = 1; i < rows.length; i++) {
    const previous = rows[i - 1]!.timestampMicroseconds
    const found = rows[i]!.timestampMicroseconds
    if (found <= previous)
      return failure('camera.pose-file.order', { file, line: lines[i]!, column: 1, found, previous })
  }
  return { ok: true, value: rows }
}

/** A failed result with that error. */
export function failure(...error: ConstructorParameters<typeof StudioError>): { ok: false; error: StudioError } {
  return { ok: false, error: new StudioError(...error) }
}
