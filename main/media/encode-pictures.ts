import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'
import type { z } from 'zod'
import { StudioError } from '../../core/contract/errors.ts'
import type { encodePicturesSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'

const compress = promisify(deflate)

/** Writes raw frames `[height, width, 3]` as PNG files. */
export async function encodePictures(
  { pairs, width, height }: z.infer<typeof encodePicturesSchema>,
  { signal, report }: TaskContext,
): Promise<{ readonly count: number }> {
  for (const [index, { rawFile, pngFile }] of pairs.entries()) {
    signal.throwIfAborted()
    const step = { done: index, total: pairs.length }
    report({ stage: 'media.pictures', fraction: index / pairs.length, step })
    const png = await encodePng(await readFile(rawFile), width, height)
    await writeFile(pngFile, png).catch((cause: NodeJS.ErrnoException) => {
      throw new StudioError('media.write', { file: pngFile, reason: cause.code ?? cause.message }, { cause })
    })
  }
  return { count: pairs.length }
}

/**
 * An 8-bit RGB PNG marked as sRGB (W3C PNG, third edition), each row with the filter whose differences are smallest.
 * @param rgb `[height, width, 3]`.
 */
export async function encodePng(rgb: Uint8Array, width: number, height: number): Promise<Buffer> {
  if (rgb.length !== width * height * 3) throw new Error(`${rgb.length} bytes are no ${width}×${height} picture`)
  return colourPng(width, height, filterRows(rgb, width * 3, height))
}

/** White paper as such a PNG: in colour, because paint programs take the mode of the picture they open. */
export function blankPng({ width, height }: { readonly width: number; readonly height: number }): Promise<Buffer> {
  const rows = new Uint8Array((width * 3 + 1) * height).fill(255)
  // Each row starts with its filter: none.
  for (let row = 0; row < height; row++) rows[row * (width * 3 + 1)] = 0
  return colourPng(width, height, rows)
}

async function colourPng(width: number, height: number, filteredRows: Uint8Array): Promise<Buffer> {
  return pngFile({ width, height, bitDepth: 8, colourType: 2 }, [
    ['sRGB', Buffer.from([0])],
    ['IDAT', await compress(filteredRows)],
  ])
}

/** A PNG of the chunks between its first and its last. @param colourType 0 grey, 2 colour */
export function pngFile(
  { width, height, bitDepth, colourType }: Readonly<Record<'width' | 'height' | 'bitDepth' | 'colourType', number>>,
  chunks: readonly (readonly [name: string, data: Buffer])[],
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, colourType, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...chunks.map(([name, data]) => chunk(name, data)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const filterCount = 5

function filterRows(rgb: Uint8Array, rowLength: number, height: number): Uint8Array {
  const result = new Uint8Array((rowLength + 1) * height)
  const candidate = new Uint8Array(rowLength)
  for (let row = 0; row < height; row++) {
    const to = row * (rowLength + 1)
    let smallest = Infinity
    for (let filter = 0; filter < filterCount; filter++) {
      const sum = filterRow(rgb, row, rowLength, filter, candidate)
      if (sum >= smallest) continue
      smallest = sum
      result[to] = filter
      result.set(candidate, to + 1)
    }
  }
  return result
}

/** Fills `out` with one filtered row and answers the sum of its differences' sizes. */
function filterRow(rgb: Uint8Array, row: number, rowLength: number, filter: number, out: Uint8Array): number {
  const start = row * rowLength
  let sum = 0
  for (let i = 0; i < rowLength; i++) {
    const left = i >= 3 ? (rgb[start + i - 3] as number) : 0
    const up = row > 0 ? (rgb[start + i - rowLength] as number) : 0
    const upLeft = row > 0 && i >= 3 ? (rgb[start + i - rowLength - 3] as number) : 0
    const difference = ((rgb[start + i] as number) - prediction(filter, left, up, upLeft)) & 0xff
    out[i] = difference
    sum += difference < 128 ? difference : 256 - difference
  }
  return sum
}

function prediction(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const estimate = left + up - upLeft
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toUpLeft = Math.abs(estimate - upLeft)
  if (toLeft <= toUp && toLeft <= toUpLeft) return left
  return toUp <= toUpLeft ? up : upLeft
}
