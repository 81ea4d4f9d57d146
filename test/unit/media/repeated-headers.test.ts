import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { withinDeadline } from '../../../main/media/deadline.ts'
import { readExrHeader } from '../../../main/media/exr-header.ts'
import { readPictureHeader } from '../../../main/media/picture-header.ts'
import { tiffPages } from '../../../main/media/tiff-pages.ts'
import { repeated } from '../../support/fuzz/inputs.ts'

const folders = ['pictures', 'imports'].map((name) => new URL(`../../fixtures/${name}/`, import.meta.url))
const fixtures = folders.flatMap((folder) =>
  readdirSync(fileURLToPath(folder))
    .filter((name) => /\.(png|jpe?g|webp|tiff|avif|exr|ps[db])$/.test(name))
    .map((name) => readFileSync(new URL(name, folder))),
)

/** @returns the kind that was read or refused; fails on what takes a processor longer than a person waits */
function outcome(bytes: Uint8Array): string {
  const start = process.cpuUsage()
  try {
    return readPictureHeader(bytes, 'x').format
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    return thrown.code === 'media.picture.refused-kind' ? String(thrown.details['kind']) : thrown.code
  } finally {
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(2000)
  }
}

const text = (words: string): Buffer => Buffer.from(words, 'latin1')

test('a file that begins with many comments is told at once to be no picture', () => {
  for (const mark of ['<!---->', '<!-- -->\n', '<!--', '<??>', '<!DOCTYPE>', '<!DOCTYPE[', '<!---- --><!--'])
    expect(outcome(text(`${mark.repeat(5000)}x`))).toBe('media.picture.unknown')
})

test('a drawing is known by its first element, whatever stands before it', () => {
  const doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [ <!ENTITY a "b"> <!-- > --> ]>'
  for (const before of [
    '',
    ' \n',
    '<?xml version="1.0"?>\n',
    '<!-- a > b --><!---->',
    `<?xml?>${doctype}\n<!-- c -->`,
    '\xef\xbb\xbf',
  ])
    for (const element of ['<svg xmlns="s">', '<svg>', '<svg:svg width="1"/>'])
      expect(outcome(text(before + element))).toBe('SVG')
  for (const other of ['<html><svg>', '<!-- <svg> -->', '<svgz>', '<!DOCTYPE html><html>', 'svg'])
    expect(outcome(text(other))).toBe('media.picture.unknown')
})

test('lists of channels that lie in one another are read once', () => {
  // Each attribute says that its list is empty, and its list goes on through all attributes after it.
  const attributes = Buffer.alloc(1_000_000, text(`channels\0${'t'.repeat(11)}\0\0\0\0\0`))
  const start = Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0])
  expect(outcome(Buffer.concat([start, attributes, Buffer.alloc(64)]))).toMatch(/^media\.picture\./)
})

test('parts and channels without end are refused', () => {
  const channel = Buffer.concat([text('a\0'), Buffer.alloc(16, 1)])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(5000 * channel.length + 1)
  const list = Buffer.concat([
    text('channels\0chlist\0'),
    size,
    Buffer.alloc(5000 * channel.length, channel),
    text('\0\0'),
  ])
  const start = (flags: number): Buffer => Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, flags, 0, 0])
  expect(() => readExrHeader(Buffer.concat([start(0), list]))).toThrow('channels without end')
  const part = text('a\0b\0\0\0\0\0\0')
  expect(() => readExrHeader(Buffer.concat([start(0x10), Buffer.alloc(9000 * part.length, part)]))).toThrow(
    'parts without end',
  )
})

test('of many profiles in a PNG the first is unpacked', () => {
  const plain = readFileSync(new URL('pictures/plain.png', new URL('../../fixtures/', import.meta.url)))
  const packed = Buffer.concat([text('p\0\0'), deflateSync(Buffer.alloc(16_000_000))])
  const chunk = Buffer.concat([Buffer.alloc(4), text('iCCP'), packed, Buffer.alloc(4)])
  chunk.writeUInt32BE(packed.length)
  expect(
    outcome(Buffer.concat([plain.subarray(0, 33), ...Array.from({ length: 500 }, () => chunk), plain.subarray(33)])),
  ).toBe('PNG')
})

test('any piece of a header many times over is read or refused at once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures).chain(repeated), (bytes) => {
      expect(outcome(bytes)).not.toBe('')
      try {
        tiffPages(bytes)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(RangeError)
      }
    }),
    { numRuns: 300 },
  )
})

test('a reader that never ends is stopped, in a loop and in a pattern; others give what they give', () => {
  expect(() =>
    withinDeadline(() => {
      for (;;);
    }, 20),
  ).toThrow('longer than 20 ms')
  expect(() => withinDeadline(() => /^(?:a|a)*b/.test('a'.repeat(64)), 20)).toThrow('longer than 20 ms')
  expect(withinDeadline(() => withinDeadline(() => 7) + 1)).toBe(8)
  expect(() =>
    withinDeadline(() => {
      throw new RangeError('cut off')
    }),
  ).toThrow(RangeError)
})
