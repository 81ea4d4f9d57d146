import type { Result } from '../../contract/result.ts'
import type { PoseRow } from '../pose-row.ts'
import {
  checkedTimes,
  failure,
  isFocal,
  poseRowFrom,
  readNumber,
  TIMED_COLUMNS,
  UNTIMED_COLUMNS,
  type PosePlace,
} from './pose-checks.ts'

/** A camera track as RealEstate10K and CameraCtrl write it. */
export interface PoseFile {
  /** The first line: by convention the address of the source video, often blank. */
  readonly source: string
  /** At least one row, times strictly ascending. */
  readonly rows: readonly PoseRow[]
}

/**
 * Reads RealEstate10K text: a first line, then per frame 19 numbers: time in µs, fx, fy, cx, cy in parts of the
 * picture, two unused, and the 3×4 world-to-camera matrix row by row. Lenient where tools differ: any blanks
 * between numbers, any line ends, blank lines, a byte order mark, a missing first line, rows without the time (18
 * numbers), the same time in all rows.
 *
 * Errors name file, line and column: `camera.pose-file.empty`, `.columns`, `.number`, `.not-finite`, `.order`, `.lens`,
 * `.rotation`, `.mirrored`.
 *
 * @param file name for error texts
 */
export function parseRealEstate10k(text: string, file: string): Result<PoseFile> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const hasHeader = !looksLikePose(lines[0]!)
  const rows: PoseRow[] = []
  const lineNumbers: number[] = []
  let columns = 0
  for (let index = hasHeader ? 1 : 0; index < lines.length; index++) {
    const words = wordsOf(lines[index]!)
    if (words.length === 0) continue
    const place = { file, line: index + 1 }
    const numbers = numbersOf(words, place, columns)
    if (!numbers.ok) return numbers
    columns = words.length
    const row = poseRowFrom(numbers.value, place, rows.length)
    if (!row.ok) return row
    rows.push(row.value)
    lineNumbers.push(index + 1)
  }
  if (rows.length === 0) return failure('camera.pose-file.empty', { file })
  const timed = checkedTimes(rows, file, lineNumbers)
  if (!timed.ok) return timed
  return { ok: true, value: { source: hasHeader ? lines[0]!.trim() : '', rows: timed.value } }
}

function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '')
}

/** A first line that is meant as a pose, even a broken one, must not be skipped as the address. */
function looksLikePose(line: string): boolean {
  const words = wordsOf(line)
  const numeric = words.filter((word) => /^[-+]?[\d.]/.test(word) && Number.isFinite(Number(word)))
  return words.length > 1 && numeric.length * 2 > words.length
}

/** More than any row that lost its line ends by mistake. */
const mostColumns = 1000

function numbersOf(words: readonly string[], place: PosePlace, columns: number): Result<number[]> {
  const allowed = columns > 0 ? [columns] : [TIMED_COLUMNS, UNTIMED_COLUMNS]
  // No pose; each of a million words need not be looked at to say so.
  if (words.length > mostColumns)
    return failure('camera.pose-file.columns', { ...place, found: words.length, expected: allowed[0]! })
  const numbers: number[] = []
  for (const [index, word] of words.entries()) {
    const number = readNumber(word, place, index + 1)
    if (!number.ok) return number
    numbers.push(number.value)
  }
  // A first number that can be no focal length is a time: the row lost another number.
  const lostOne = words.length === UNTIMED_COLUMNS && !isFocal(numbers[0]!)
  if (allowed.includes(words.length) && !lostOne) return { ok: true, value: numbers }
  return failure('camera.pose-file.columns', { ...place, found: words.length, expected: allowed[0]! })
}

/**
 * Writes RealEstate10K text as the reference code reads it: one line of 19 numbers a frame, exactly one space between
 * them and none at the end. Numbers are the shortest that read back the same.
 */
export function formatRealEstate10k(poses: PoseFile): string {
  const source = poses.source.replaceAll(/\s+/g, ' ').trim()
  return [source, ...poses.rows.map(lineOf)].map((line) => `${line}\n`).join('')
}

function lineOf(row: PoseRow): string {
  const lens = [row.focalX, row.focalY, row.centreX, row.centreY]
  return [row.timestampMicroseconds, ...lens, ...row.unused, ...row.cameraFromWorld].map(String).join(' ')
}
