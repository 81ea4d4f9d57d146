import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { PictureInfo } from '../../../core/contract/media.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode } from './media-worker.ts'

const folder = fileURLToPath(new URL('../../fixtures/imports', import.meta.url))
const names = readdirSync(folder).filter((name) => /^tiff-(?!refused).*\.tiff$/.test(name))

test.each(names)('%s is seen as by ImageMagick, on white', async (name) => {
  const [file, judge] = [join(folder, name), join(folder, name.replace('.tiff', '.png'))]
  const { width, height } = await ask<PictureInfo>('inspect-picture', { file })
  const [seen, expected] = [await decode(file, width, height), await decode(judge, width, height)]
  expect(Math.max(...seen.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThanOrEqual(1)
})

test('greys with alpha are white where they are clear', async () => {
  for (const name of ['tiff-grey-alpha.tiff', 'tiff-grey-alpha-16.tiff']) {
    const at = 3 * (48 * 16 + 24)
    expect([...(await decode(join(folder, name), 48, 32)).subarray(at, at + 3)]).toEqual([255, 255, 255])
  }
})

test.each([
  ['tiff-refused-lab.tiff', /^Lab, 8 bit/],
  ['tiff-refused-zstd.tiff', /^RGB, 8 bit, ZSTD$/],
  ['tiff-refused-float.tiff', /^RGB, 32 bit floating point/],
])('%s is refused by its kind, not called damaged', async (name, kind) => {
  const file = join(folder, name)
  await expect(decode(file, 48, 32)).rejects.toMatchObject({
    code: 'media.picture.tiff-kind',
    details: { file, kind: expect.stringMatching(kind) },
  })
})

test.each(names)('%s cut off anywhere is refused by name', async (name) => {
  const bytes = readFileSync(join(folder, name))
  // What lies behind the picture, as its resolution, is not missed.
  for (const part of [0.3, 0.6, 0.85]) {
    const file = join(temporaryFolder(), name)
    writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * part)))
    await expect(decode(file, 48, 32)).rejects.toMatchObject({
      code: expect.stringMatching(/^media\.picture\.(truncated|corrupt)$/),
    })
  }
})

test('a picture whose data lies beyond the end of the file is cut off, whatever a decoder would make of it', async () => {
  const bytes = Buffer.from(readFileSync(join(folder, 'tiff-palette.tiff')))
  const directory = bytes.readUInt32LE(4)
  for (let entry = directory + 2; entry < directory + 2 + 12 * bytes.readUInt16LE(directory); entry += 12)
    if (bytes.readUInt16LE(entry) === 279) bytes.writeUInt32LE(1e8, entry + 8)
  const file = join(temporaryFolder(), 'short.tiff')
  writeFileSync(file, bytes)
  await expect(decode(file, 48, 32)).rejects.toMatchObject({ code: 'media.picture.truncated', details: { file } })
})
