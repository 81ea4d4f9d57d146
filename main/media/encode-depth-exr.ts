import { deflateSync } from 'node:zlib'
import type { DepthRaster } from '../../core/cache/depth.ts'

const magicNumber = 20000630
const version = 2
const floatPixels = 2
const zipCompression = 3
/** Scan lines that `zip` compresses together. */
const blockLines = 16

/**
 * An OpenEXR file of one part with the single channel `Z`, 32-bit float, zipped scan lines: what compositing programs
 * take for depth. Every value is kept to the last bit.
 */
export function encodeDepthExr({ width, height, values }: DepthRaster): Buffer {
  const window = uint32(0, 0, width - 1, height - 1)
  const header = Buffer.concat([
    uint32(magicNumber, version),
    attribute('channels', 'chlist', channelZ()),
    attribute('compression', 'compression', Buffer.from([zipCompression])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.from([0])),
    attribute('pixelAspectRatio', 'float', float32(1)),
    attribute('screenWindowCenter', 'v2f', float32(0, 0)),
    attribute('screenWindowWidth', 'float', float32(1)),
    Buffer.from([0]),
  ])
  const lines = Buffer.alloc(4 * width * height)
  for (let i = 0; i < width * height; i++) lines.writeFloatLE(values[i]!, 4 * i)
  const table = Buffer.alloc(8 * Math.ceil(height / blockLines))
  const blocks: Buffer[] = []
  let offset = header.length + table.length
  for (let row = 0; row < height; row += blockLines) {
    const pixels = zipped(lines.subarray(4 * width * row, 4 * width * (row + blockLines)))
    table.writeBigUInt64LE(BigInt(offset), (8 * row) / blockLines)
    blocks.push(uint32(row, pixels.length), pixels)
    offset += 8 + pixels.length
  }
  return Buffer.concat([header, table, ...blocks])
}

/** Even bytes before odd ones, each as its difference from the one before, deflated; as it is where that is not shorter. */
function zipped(pixels: Buffer): Buffer {
  const half = Math.ceil(pixels.length / 2)
  const parted = Buffer.alloc(pixels.length)
  for (let i = 0; i < pixels.length; i++) parted[(i & 1) * half + (i >> 1)] = pixels[i]!
  // Readers add the differences up again from 128.
  for (let i = parted.length - 1; i > 0; i--) parted[i] = parted[i]! - parted[i - 1]! + 128
  const short = deflateSync(parted)
  return short.length < pixels.length ? short : pixels
}

function attribute(name: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([text(name), text(type), uint32(value.length), value])
}

/** Name, pixel type, four bytes of flags, sampling in x and y; an empty name ends the list. */
function channelZ(): Buffer {
  return Buffer.concat([text('Z'), uint32(floatPixels, 0, 1, 1), Buffer.from([0])])
}

function text(word: string): Buffer {
  return Buffer.from(`${word}\0`, 'latin1')
}

function uint32(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer)
}

function float32(...values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer)
}
