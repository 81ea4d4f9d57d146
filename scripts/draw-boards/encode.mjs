import { deflateSync, crc32 as zlibCrc32 } from 'node:zlib'

/** 8-bit RGB pixels as PNG, each row with the filter that leaves the smallest numbers. @param {Uint8Array} rgb @param {{ width: number, height: number }} size */
export function pngFrom(rgb, { width, height }) {
  const stride = width * 3
  const packed = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const row = rgb.subarray(y * stride, (y + 1) * stride)
    const above = y === 0 ? new Uint8Array(stride) : rgb.subarray((y - 1) * stride, y * stride)
    const { filter, bytes } = bestFilter(row, above)
    packed[y * (stride + 1)] = filter
    packed.set(bytes, y * (stride + 1) + 1)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const data = deflateSync(packed, { level: 9, memLevel: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** @param {Uint8Array} row @param {Uint8Array} above */
function bestFilter(row, above) {
  let best = { filter: 0, bytes: row, cost: Infinity }
  for (let filter = 0; filter < 5; filter += 1) {
    const bytes = row.map((value, index) => value - predicted(filter, row, above, index))
    const cost = bytes.reduce((sum, value) => sum + Math.min(value, 256 - value), 0)
    if (cost < best.cost) best = { filter, bytes, cost }
  }
  return best
}

/** PNG's predictors: none, left, above, mean, Paeth. @param {number} filter @param {Uint8Array} row @param {Uint8Array} above @param {number} index */
function predicted(filter, row, above, index) {
  const left = row[index - 3] ?? 0
  const up = above[index] ?? 0
  if (filter < 4) return [0, left, up, (left + up) >> 1][filter] ?? 0
  const corner = above[index - 3] ?? 0
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  data.copy(out, 8)
  out.writeUInt32BE(zlibCrc32(out.subarray(4, data.length + 8)), data.length + 8)
  return out
}

/** float32 values as .npy, version 1.0. @param {Float32Array} values @param {{ width: number, height: number }} size */
export function npyFrom(values, { width, height }) {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`
  const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11, ' ') + '\n'
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8])
  return Buffer.concat([
    start,
    Buffer.from(header, 'latin1'),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ])
}
