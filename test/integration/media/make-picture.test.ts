import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CropBox } from '../../../core/contract/media.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode, fixture } from './media-worker.ts'

interface Wish {
  readonly maxWidth?: number
  readonly maxHeight?: number
  readonly format?: 'png' | 'jpeg' | 'webp'
  readonly crop?: CropBox
}

/** The display version of a picture: its size, and its pixels as they come back out of the file. */
async function made(
  file: string,
  wish: Wish = {},
): Promise<{ width: number; height: number; bytes: Buffer; rgb: Uint8Array }> {
  const outFile = join(temporaryFolder(), 'display')
  const { width, height } = await ask<{ width: number; height: number }>('make-picture', {
    file,
    maxWidth: 1920,
    maxHeight: 1080,
    format: 'png',
    outFile,
    ...wish,
  })
  expect(await ask('inspect-picture', { file: outFile })).toMatchObject({ width, height })
  return { width, height, bytes: readFileSync(outFile), rgb: await decode(outFile, width, height) }
}

const largestError = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0)

test.each([
  'plain.png',
  'orientation-6.jpg',
  'orientation-6.avif',
  'alpha.webp',
  'cmyk.tiff',
  'grey-16.png',
  'adobe-rgb.webp',
])('%s is shown as it is read: upright, sRGB, its own size when it fits', async (name) => {
  const { width, height, rgb } = await made(fixture(name))
  expect(largestError(rgb, await decode(fixture(name), width, height))).toBe(0)
})

test.each([
  ['png', '\x89PNG', 0],
  ['jpeg', '\xff\xd8\xff', 24],
  ['webp', 'RIFF', 32],
] as const)('%s is written as such, close to what it shows', async (format, start, tolerance) => {
  const file = await smoothPicture()
  const { bytes, rgb, width, height } = await made(file, { format, maxWidth: 160, maxHeight: 160 })
  expect(bytes.toString('latin1', 0, start.length)).toBe(start)
  expect([width, height]).toEqual([160, 80])
  expect(largestError(rgb, await decode(file, 160, 80))).toBeLessThanOrEqual(tolerance)
})

/** 320×160 of soft colours as a PNG. */
async function smoothPicture(): Promise<string> {
  const folder = temporaryFolder()
  const raw = Uint8Array.from({ length: 320 * 160 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 320, Math.floor(i / 960)]
    return 128 + 90 * Math.sin(x / (30 + (i % 3) * 9) + y / 50)
  })
  const [rawFile, pngFile] = [join(folder, 'raw'), join(folder, 'smooth.png')]
  writeFileSync(rawFile, raw)
  await ask('encode-pictures', { pairs: [{ rawFile, pngFile }], width: 320, height: 160 })
  return pngFile
}

test.each([
  [{ maxWidth: 100, maxHeight: 1000 }, [100, 50]],
  [{ maxWidth: 1000, maxHeight: 33 }, [66, 33]],
  [{ maxWidth: 1, maxHeight: 1 }, [1, 1]],
  [{ maxWidth: 4000, maxHeight: 4000 }, [320, 160]],
  [{ maxWidth: 80, maxHeight: 80, crop: { x: 0.25, y: 0, width: 0.5, height: 1 } }, [80, 80]],
])('%j gives %j pixels: fitted, never enlarged, never squashed', async (wish, [width, height]) => {
  expect(await made(await smoothPicture(), wish)).toMatchObject({ width, height })
})

test('what decoding refuses is refused here, and a place that cannot be written is named', async () => {
  const outFile = join(temporaryFolder(), 'none', 'display.png')
  const input = { maxWidth: 320, maxHeight: 320, format: 'png', outFile }
  await expect(ask('make-picture', { ...input, file: fixture('lab-profile.png') })).rejects.toMatchObject({
    code: 'media.picture.profile',
  })
  await expect(ask('make-picture', { ...input, file: fixture('plain.png') })).rejects.toMatchObject({
    code: 'media.write',
    details: { file: outFile },
  })
})
