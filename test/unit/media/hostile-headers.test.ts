import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { withDepthAsLuminance } from '../../../main/media/exr-depth-channel.ts'
import { readExrHeader } from '../../../main/media/exr-header.ts'
import { extractExrLayer } from '../../../main/media/exr-layer.ts'
import { pageSize } from '../../../main/media/pdf-pages.ts'
import { readPictureHeader } from '../../../main/media/picture-header.ts'
import { decodePsd } from '../../../main/media/psd-composite.ts'
import { tiffPages } from '../../../main/media/tiff-pages.ts'

const fixture = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url)))

/** A file with some bytes changed, and perhaps its end gone. */
const spoiled = (name: string): fc.Arbitrary<Buffer> => {
  const bytes = fixture(name)
  const place = fc.oneof(fc.nat(Math.min(400, bytes.length - 1)), fc.nat(bytes.length - 1))
  const changes = fc.array(fc.tuple(place, fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255))), {
    maxLength: 6,
  })
  return fc.tuple(changes, fc.nat(bytes.length)).map(([changed, cut]) => {
    const copy = Buffer.from(bytes)
    for (const [at, value] of changed) copy[at] = value
    return cut % 3 === 0 ? copy.subarray(0, cut) : copy
  })
}

/** Reads a file as the media process does, its header first. @returns what was thrown that is no named error */
function slipOf(bytes: Buffer, read: (bytes: Buffer) => unknown): unknown {
  try {
    const { width, height } = readPictureHeader(bytes, 'x')
    // Larger ones only take longer.
    if (width * height < 1e6) read(bytes)
    return null
  } catch (thrown) {
    return thrown instanceof StudioError || thrown instanceof RangeError ? null : thrown
  }
}

const readers: readonly (readonly [string, (bytes: Buffer) => unknown])[] = [
  ['imagemagick-rgb.psd', (bytes) => decodePsd(bytes, 'x')],
  ['imagemagick-alpha.psd', (bytes) => decodePsd(bytes, 'x')],
  ['imagemagick.psb', (bytes) => decodePsd(bytes, 'x')],
  ['layers.exr', withDepthAsLuminance],
  [
    'parts.exr',
    (bytes) =>
      readExrHeader(bytes).parts.map((part) => extractExrLayer(bytes, readExrHeader(bytes), part, ({ name }) => name)),
  ],
  ['imagemagick-pages.tiff', tiffPages],
]

test.each(readers)('%s with any byte changed ends in a picture or a named error', (name, read) => {
  fc.assert(
    fc.property(spoiled(name), (bytes) => slipOf(bytes, read) === null),
    { numRuns: 300 },
  )
})

test('directories that point at each other end', () => {
  const bytes = fixture('imagemagick-pages.tiff')
  const [first, second] = tiffPages(bytes) as [number, number]
  const nextAt = second + 2 + 12 * bytes.readUInt16LE(second)
  bytes.writeUInt32LE(first, nextAt)
  expect(tiffPages(bytes)).toEqual([first, second])
})

test('blocks that lie over each other do not make a small file a huge one', () => {
  const bytes = fixture('imagemagick.exr')
  const header = readExrHeader(bytes)
  const offset = bytes.readBigUInt64LE(header.end)
  bytes.writeUInt32LE(bytes.length - Number(offset) - 8, Number(offset) + 4)
  for (let at = header.end; at + 8 <= Number(offset); at += 8) bytes.writeBigUInt64LE(offset, at)
  expect(() => extractExrLayer(bytes, header, header.parts[0]!, ({ name }) => name)).toThrow(RangeError)
})

test('a page fills the film’s frame at its own resolution, and never more than a picture may have', () => {
  const frame = { width: 1920, height: 1080 }
  expect(pageSize({ width: 595, height: 842 }, frame)).toEqual({ width: 1920, height: 2717 })
  expect(pageSize({ width: 1000, height: 100 }, frame)).toEqual({ width: 8192, height: 819 })
  const side = fc.double({ min: 1e-3, max: 1e5, noNaN: true })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const size = pageSize({ width, height }, frame)
      return size.width >= 1 && size.height >= 1 && size.width <= 8192 && size.height <= 8192
    }),
  )
})
