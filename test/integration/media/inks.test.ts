import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { decodeInks } from '../../../main/media/decode-inks.ts'
import { readPictureHeader } from '../../../main/media/picture-header.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { decode } from './media-worker.ts'

const from = (name: string): string => fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url))

/** Mean and largest difference from what Little CMS makes of the same inks. */
async function differences(file: string): Promise<{ readonly mean: number; readonly most: number }> {
  const [seen, expected] = [await decode(file, 48, 32), await decode(from('inks-on-screen.png'), 48, 32)]
  const all = [...seen].map((value, index) => Math.abs(value - expected[index]!))
  return { mean: all.reduce((sum, each) => sum + each, 0) / all.length, most: Math.max(...all) }
}

test.each(['inks.tiff', 'inks.psd', 'inks.jpg'])(
  '%s: inks are seen as their profile prints them, paper white and the darkest print black',
  async (name) => {
    const { mean, most } = await differences(from(name))
    expect(mean).toBeLessThan(1.5)
    expect(most).toBeLessThan(10)
  },
)

test('a JPEG of plain inks has them inverted, as Adobe’s marker says', async () => {
  // What the picture has as luminance and chroma (ITU-T T.871) are three inks without the marker's transform.
  const bytes = readFileSync(from('inks.jpg'))
  bytes[bytes.indexOf('Adobe') + 11] = 0
  const inks = await decodeInks(bytes, readPictureHeader(bytes, 'inks.jpg'), new AbortController().signal)
  for (const [x, y] of [
    [0, 0],
    [20, 5],
    [47, 31],
  ] as const) {
    const [c, m, yellow, k] = [5 * x, 255 - 5 * x, 8 * y, Math.floor((x * y) / 8)]
    const luminance = 0.299 * c + 0.587 * m + 0.114 * yellow
    const coded = [luminance, 128 + (yellow - luminance) / 1.772, 128 + (c - luminance) / 1.402]
    const expected = [...coded.map((value) => 255 - value), k]
    for (const [ink, value] of expected.entries())
      expect(Math.abs(inks![(y * 48 + x) * 4 + ink]! - value), `ink ${ink} at ${x}, ${y}`).toBeLessThan(3)
  }
})

test('a profile of inks without a table that can be read is refused by name', async () => {
  const bytes = readFileSync(from('inks.psd'))
  const table = bytes.indexOf('mft2')
  expect(table).toBeGreaterThan(0)
  const noTable = join(temporaryFolder(), 'no-table.psd')
  writeFileSync(noTable, Buffer.from(bytes).fill('mft9', table, table + 4))
  await expect(decode(noTable, 48, 32)).rejects.toMatchObject({
    code: 'media.picture.profile',
    details: { file: noTable, profile: 'Made-up inks' },
  })
})
