import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeDepthExr } from '../../../main/media/encode-depth-exr.ts'

interface Header {
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly value: Buffer }>>
  readonly end: number
}

/** The header as the OpenEXR file layout has it. */
function headerOf(file: Buffer): Header {
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

function pixelsOf(file: Buffer, width: number, height: number): Buffer {
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

describe('encodeDepthExr', () => {
  it('keeps every bit of every value, whatever the size', () => {
    const side = fc.integer({ min: 1, max: 40 })
    const bits = fc.tuple(side, side).chain(([width, height]) => {
      const any = fc.uint32Array({ minLength: width * height, maxLength: width * height })
      const smooth = fc.constant(Uint32Array.from({ length: width * height }, (_, i) => 0x3f800000 + 7 * i))
      return fc.oneof(any, smooth).map((words) => ({ width, height, words }))
    })
    fc.assert(
      fc.property(bits, ({ width, height, words }) => {
        const values = new Float32Array(words.buffer)
        const read = pixelsOf(encodeDepthExr({ width, height, values }), width, height)
        // Some bits that say “no number” are changed on their way through one; the others are the same.
        const numbers = new Float32Array(Uint8Array.from(read).buffer)
        expect(numbers).toEqual(values)
      }),
    )
  })

  it('says in its header what compositing programs ask for', () => {
    const file = encodeDepthExr({ width: 6, height: 4, values: new Float32Array(24).fill(2) })
    expect([...file.subarray(0, 8)]).toEqual([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0])
    const { attributes } = headerOf(file)
    const facts = Object.entries(attributes).map(
      ([name, { type, value }]) => `${name} ${type} ${value.toString('hex')}`,
    )
    const window = '00000000000000000500000003000000'
    expect(facts).toEqual([
      'channels chlist 5a000200000000000000010000000100000000',
      'compression compression 03',
      `dataWindow box2i ${window}`,
      `displayWindow box2i ${window}`,
      'lineOrder lineOrder 00',
      'pixelAspectRatio float 0000803f',
      'screenWindowCenter v2f 0000000000000000',
      'screenWindowWidth float 0000803f',
    ])
  })

  it('is much smaller than its pixels where depth is smooth', () => {
    const [width, height] = [320, 180]
    const values = Float32Array.from({ length: width * height }, (_, i) => 1 / (0.2 + Math.floor(i / width) / height))
    expect(encodeDepthExr({ width, height, values }).length).toBeLessThan(values.byteLength / 4)
  })
})
