import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/**
 * Writes an 8-bit RGB PNG of soft, saturated colour: red grows to the right, green downwards, and blue swells towards
 * the middle, so that a swapped channel, a flip or a wrong colour matrix all show.
 */
export function writeBoard(file: string, width = 256, height = 256): void {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const across = x / (width - 1)
      const down = y / (height - 1)
      const swell = 16 * across * (1 - across) * down * (1 - down)
      rows.set([255 * across, 255 * down, 255 * swell].map(Math.round), y * (1 + width * 3) + 1 + x * 3)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]
  writeFileSync(file, Buffer.concat([signature, ...chunks]))
}
