import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PictureInfo } from '../../../core/contract/media.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode, fixture } from './media-worker.ts'

interface Golden {
  readonly width: number
  readonly height: number
  /** x, y, red, green, blue as Pillow and LittleCMS see them. */
  readonly pixels: readonly (readonly [number, number, number, number, number])[]
  readonly crop?: readonly [number, number, number, number]
}
const golden: Record<string, Golden> = JSON.parse(readFileSync(fixture('golden.json'), 'utf8'))
const files = Object.keys(golden).filter((name) => name.includes('.'))

/** Largest difference of any channel from what the independent programs see. */
function difference(raw: Uint8Array, { width, pixels }: Golden): number {
  const differences = pixels.flatMap(([x, y, ...rgb]) =>
    rgb.map((value, channel) => Math.abs(value - raw[(y * width + x) * 3 + channel]!)),
  )
  return Math.max(...differences)
}

/** Lossy formats may be decoded a few steps apart; AVIF's way back from YUV is not fixed to the bit. */
const tolerance = (name: string): number => (name.endsWith('.avif') ? 6 : name.endsWith('.jpg') ? 3 : 1)

test.each(files)('%s comes out upright, in sRGB, on white', async (name) => {
  const expected = golden[name]!
  const info = await ask<PictureInfo>('inspect-picture', { file: fixture(name) })
  expect(info).toMatchObject({ width: expected.width, height: expected.height })
  const raw = await decode(fixture(name), expected.width, expected.height)
  expect(raw.length).toBe(expected.width * expected.height * 3)
  expect(difference(raw, expected)).toBeLessThanOrEqual(tolerance(name))
})

test('a crop between pixels and a smaller size give what Pillow’s Lanczos gives', async () => {
  const expected = golden['resized']!
  const [x, y, width, height] = expected.crop!
  const crop = { x, y, width, height }
  const raw = await decode(fixture('plain.png'), expected.width, expected.height, crop)
  expect(difference(raw, expected)).toBeLessThanOrEqual(1)
})

test('enlarging gives what Pillow’s Lanczos gives', async () => {
  const expected = golden['enlarged']!
  const raw = await decode(fixture('plain.png'), expected.width, expected.height)
  expect(difference(raw, expected)).toBeLessThanOrEqual(1)
})

test('written PNG files hold exactly the pixels that were given', async () => {
  const folder = temporaryFolder()
  const [width, height] = [37, 21]
  const raw = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 73 + ((i * i) >> 5)) & 255)
  const [rawFile, pngFile] = [join(folder, 'raw'), join(folder, '그림 1.png')]
  writeFileSync(rawFile, raw)
  await ask('encode-pictures', { pairs: [{ rawFile, pngFile }], width, height })
  expect(Buffer.compare(await decode(pngFile, width, height), raw)).toBe(0)
})
