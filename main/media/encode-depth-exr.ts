import type { DepthRaster } from '../../core/cache/depth.ts'

const magicNumber = 20000630
const version = 2
const floatPixels = 2

/**
 * An OpenEXR file of one part with the single channel `Z`, 32-bit float, uncompressed scan lines: what compositing
 * programs take for depth.
 */
export function encodeDepthExr({ width, height, values }: DepthRaster): Buffer {
  const header = Buffer.concat([
    uint32(magicNumber, version),
    attribute('channels', 'chlist', channelZ()),
    attribute('compression', 'compression', Buffer.from([0])),
    attribute('dataWindow', 'box2i', uint32(0, 0, width - 1, height - 1)),
    attribute('displayWindow', 'box2i', uint32(0, 0, width - 1, height - 1)),
    attribute('lineOrder', 'lineOrder', Buffer.from([0])),
    attribute('pixelAspectRatio', 'float', float32(1)),
    attribute('screenWindowCenter', 'v2f', float32(0, 0)),
    attribute('screenWindowWidth', 'float', float32(1)),
    Buffer.from([0]),
  ])
  const lineBytes = 8 + 4 * width
  const table = Buffer.alloc(8 * height)
  const lines = Buffer.alloc(lineBytes * height)
  for (let row = 0; row < height; row++) {
    table.writeBigUInt64LE(BigInt(header.length + table.length + row * lineBytes), 8 * row)
    lines.writeUInt32LE(row, row * lineBytes)
    lines.writeUInt32LE(4 * width, row * lineBytes + 4)
    for (let column = 0; column < width; column++)
      lines.writeFloatLE(values[row * width + column]!, row * lineBytes + 8 + 4 * column)
  }
  return Buffer.concat([header, table, lines])
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
