import { inflateSync } from 'node:zlib'
import { expect } from 'vitest'

interface Header {
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly value: Buffer }>>
  readonly end: number
}

/** The header as the OpenEXR file layout has it. */
export function headerOf(file: Buffer): Header {
  const attributes: Record<string, { type: string; value: Buffer }> = {}
  let at = 8
  const word = (): string => {
    const end = file.indexOf(0, at)
    const read = file.toString('latin1', at, end)
    at = end + 1
    return read
  }
  for (let name = word(); name !== ''; name = word()) {
    const type = word()
    const size = file.readUInt32LE(at)
    attributes[name] = { type, value: file.subarray(at + 4, at + 4 + size) }
    at += 4 + size
  }
  return { attributes, end: at }
}

/** Adds the differences up and puts even and odd bytes back between each other. */
function unzipped(block: Buffer, size: number): Buffer {
  if (block.length === size) return block
  const parted = inflateSync(block)
  for (let i = 1; i < parted.length; i++) parted[i] = (parted[i - 1]! + parted[i]! - 128) & 255
  const half = (parted.length + 1) >> 1
  return Buffer.from(parted.map((_, i) => parted[(i & 1 ? half : 0) + (i >> 1)]!))
}

/** Scan lines of the single float channel, `[height, width]` little endian. */
export function pixelsOf(file: Buffer, width: number, height: number): Buffer {
  const { end } = headerOf(file)
  const lines: Buffer[] = []
  for (let row = 0; row < height; row += 16) {
    const at = Number(file.readBigUInt64LE(end + (8 * row) / 16))
    expect(file.readInt32LE(at)).toBe(row)
    const bytes = file.readUInt32LE(at + 4)
    lines.push(unzipped(file.subarray(at + 8, at + 8 + bytes), 4 * width * Math.min(16, height - row)))
    if (row + 16 >= height) expect(at + 8 + bytes).toBe(file.length)
  }
  return Buffer.concat(lines)
}

/** The depth of a file of ours: the size that its data window says, and its values. */
export function readDepthExr(file: Buffer): { width: number; height: number; values: Float32Array } {
  const window = headerOf(file).attributes['dataWindow']!.value
  const [width, height] = [window.readInt32LE(8) + 1, window.readInt32LE(12) + 1]
  return { width, height, values: new Float32Array(Uint8Array.from(pixelsOf(file, width, height)).buffer) }
}
