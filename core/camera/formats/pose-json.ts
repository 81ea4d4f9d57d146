import type { Result } from '../../contract/result.ts'
import type { PoseRow } from '../pose-row.ts'
import { checkedTimes, failure, poseRowFrom, TIMED_COLUMNS, UNTIMED_COLUMNS, type PosePlace } from './pose-checks.ts'

/**
 * Reads the JSON form that ComfyUI's CameraCtrl nodes pass on: an array with, per frame, the 18 numbers of a
 * RealEstate10K line without its time; 19 with it are read as well. Errors as for the text, with the line on which
 * the frame's array starts, and `camera.pose-file.json`.
 *
 * @param file name for error texts
 */
export function parsePoseJson(text: string, file: string): Result<readonly PoseRow[]> {
  const json = text.replace(/^\uFEFF/, '')
  const arrays = arraysOf(json)
  if (!arrays) return failure('camera.pose-file.json', { file })
  if (arrays.length === 0) return failure('camera.pose-file.empty', { file })
  const lines = linesOfInnerArrays(json)
  const columns = arrays[0]!.length === TIMED_COLUMNS ? TIMED_COLUMNS : UNTIMED_COLUMNS
  const rows: PoseRow[] = []
  for (const [index, values] of arrays.entries()) {
    const place = { file, line: lines[index]! }
    const numbers = numbersOf(values, place, columns)
    if (!numbers.ok) return numbers
    const row = poseRowFrom(numbers.value, place, index)
    if (!row.ok) return row
    rows.push(row.value)
  }
  return checkedTimes(rows, file, lines)
}

function arraysOf(json: string): readonly (readonly unknown[])[] | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  return Array.isArray(value) && value.every((row) => Array.isArray(row)) ? value : null
}

function numbersOf(values: readonly unknown[], place: PosePlace, expected: number): Result<number[]> {
  if (values.length !== expected) {
    return failure('camera.pose-file.columns', { ...place, found: values.length, expected })
  }
  const wrong = values.findIndex((value) => typeof value !== 'number')
  if (wrong >= 0) {
    const details = { ...place, column: wrong + 1, found: JSON.stringify(values[wrong]) }
    return failure('camera.pose-file.number', details)
  }
  const infinite = values.findIndex((value) => !Number.isFinite(value))
  if (infinite < 0) return { ok: true, value: values as number[] }
  return failure('camera.pose-file.not-finite', { ...place, column: infinite + 1, found: String(values[infinite]) })
}

/** Line, counted from 1, on which each array inside the outer one opens. */
function linesOfInnerArrays(json: string): number[] {
  const lines: number[] = []
  let line = 1
  let depth = 0
  for (const [token] of json.matchAll(/\n|\[|\]|"(?:[^"\\]|\\.)*"/g)) {
    if (token === '\n') line += 1
    else if (token === ']') depth -= 1
    else if (token === '[') {
      depth += 1
      if (depth === 2) lines.push(line)
    }
  }
  return lines
}
