import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writePsdUint8Array, type Psd } from 'ag-psd'
import { expect, test } from 'vitest'
import type { PictureInfo } from '../../../core/contract/media.ts'
import type { PicturePages } from '../../../core/contract/picture-pages.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode } from './media-worker.ts'

const imports = fileURLToPath(new URL('../../fixtures/imports', import.meta.url))
const from = (name: string): string => join(imports, name)
const film = { width: 320, height: 180 }

/** What `make.sh` drew: red is 5 times the column, green 8 times the row, blue 64. */
const colours = Uint8Array.from({ length: 48 * 32 * 3 }, (_, i) => {
  const [pixel, channel] = [Math.floor(i / 3), i % 3]
  return [5 * (pixel % 48), 8 * Math.floor(pixel / 48), 64][channel]!
})

/** Largest difference of any value. */
function difference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

async function refusal(task: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> {
  return task.then(
    () => Promise.reject(new Error('it was read')),
    (thrown: { code: string; details: Record<string, unknown> }) => thrown,
  )
}

/** Red, green, blue at a part of the picture. */
function at(raw: Uint8Array, width: number, x: number, y: number): number[] {
  return [...raw.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
}

test('the colours are as the script drew them', async () => {
  expect(difference(await decode(from('colours.png'), 48, 32), colours)).toBe(0)
})

test.each(['imagemagick-rgb.psd', 'imagemagick-rgb16.psd', 'imagemagick.psb', 'imagemagick-cmyk.psd'])(
  '%s has the colours it was made from',
  async (name) => {
    expect(await ask<PictureInfo>('inspect-picture', { file: from(name) })).toMatchObject({ width: 48, height: 32 })
    expect(difference(await decode(from(name), 48, 32), colours)).toBeLessThanOrEqual(1)
  },
)

test('a grey document is grey, as bright as its colours', async () => {
  const raw = await decode(from('imagemagick-grey.psd'), 48, 32)
  for (const [x, y] of [
    [0, 0],
    [47, 0],
    [20, 31],
  ] as const) {
    const [red, green, blue] = at(raw, 48, x, y) as [number, number, number]
    expect([green, blue]).toEqual([red, red])
    expect(Math.abs(red - (0.2126 * 5 * x + 0.7152 * 8 * y + 0.0722 * 64))).toBeLessThanOrEqual(1)
  }
})

test('transparency comes out on white, whichever way the program stored the colours', async () => {
  const seen = await decode(from('on-white.png'), 48, 32)
  expect(at(seen, 48, 24, 18)).toEqual([255, 255, 255])
  expect(difference(await decode(from('imagemagick-alpha.psd'), 48, 32), seen)).toBeLessThanOrEqual(2)
})

/** A document of ag-psd: a flattened picture over one layer with a name, as drawing programs write it. */
function document(change: Partial<Psd> = {}): Uint8Array {
  const data = new Uint8ClampedArray(48 * 32 * 4).map((_, i) =>
    i % 4 === 3 ? 255 : colours[Math.floor(i / 4) * 3 + (i % 4)]!,
  )
  const imageData = { width: 48, height: 32, data }
  const layer = { name: '잉크', imageData: { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(9) } }
  return writePsdUint8Array({ width: 48, height: 32, imageData, children: [layer], ...change })
}

function written(name: string, bytes: Uint8Array): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, bytes)
  return file
}

test('the flattened picture of a layered document of ag-psd is taken', async () => {
  expect(difference(await decode(written('layers.psd', document()), 48, 32), colours)).toBe(0)
})

test('transparency of ag-psd, which lays colours on white as Photoshop does, comes out the same', async () => {
  const data = new Uint8ClampedArray(48 * 32 * 4).map((_, i) => [70, 128, 64, 64][i % 4]!)
  const imageData = { width: 48, height: 32, data }
  const file = written('clear.psd', document({ imageData, children: [{ name: 'a', imageData }] }))
  const raw = await decode(file, 48, 32)
  for (const [channel, value] of [70, 128, 64].entries())
    expect(Math.abs(raw[channel]! - (value * 64 + 255 * 191) / 255)).toBeLessThanOrEqual(1.5)
})

test('documents that cannot be taken are refused by their kind', async () => {
  const lab = Buffer.from(document())
  lab.writeUInt16BE(9, 24)
  const file = written('lab.psd', lab)
  expect(await refusal(decode(file, 48, 32))).toMatchObject({
    code: 'media.picture.psd-kind',
    details: { file, kind: 'Lab, 8 bit' },
  })
  const flat = written('flat.psd', withoutComposite())
  expect(await refusal(decode(flat, 48, 32))).toMatchObject({ code: 'media.picture.psd-flat', details: { file: flat } })
  const huge = Buffer.from(document())
  huge.writeUInt32BE(20_000, 14)
  huge.writeUInt32BE(20_000, 18)
  expect(await refusal(decode(written('huge.psd', huge), 48, 32))).toMatchObject({ code: 'media.picture.too-large' })
})

/** Image resource 1057 says that there is no real flattened picture. */
function withoutComposite(): Uint8Array {
  const bytes = Buffer.from(document())
  const layersAt = 34 + bytes.readUInt32BE(30)
  const versionInfo = Buffer.from('3842494d0421000000000005000000010000', 'hex')
  const grown = Buffer.concat([bytes.subarray(0, layersAt), versionInfo, bytes.subarray(layersAt)])
  grown.writeUInt32BE(bytes.readUInt32BE(30) + versionInfo.length, 30)
  return grown
}

test.each(['imagemagick-rgb.psd', 'imagemagick.psb', 'imagemagick.exr', 'layers.exr', 'imagemagick-pages.tiff'])(
  '%s cut off anywhere is refused by name',
  async (name) => {
    const bytes = readFileSync(from(name))
    for (const part of [0.1, 0.4, 0.8, 0.95]) {
      const file = written(name, bytes.subarray(0, Math.floor(bytes.length * part)))
      const outFolder = join(temporaryFolder(), 'pages')
      const task = name.endsWith('.tiff') ? ask('read-pages', { file, ...film, outFolder }) : decode(file, 48, 32)
      const { code, details } = await refusal(task)
      expect(code).toMatch(/^media\.picture\.(truncated|corrupt)$/)
      expect(details['file']).toBe(file)
      expect(existsSync(outFolder)).toBe(false)
    }
  },
)

test.each(['imagemagick.exr', 'ffmpeg.exr'])(
  '%s: scene light becomes the display values it was made from',
  async (name) => {
    const raw = await decode(from(name), 48, 32)
    // FFmpeg wrote display values as they are, so they are encoded once more.
    const encoded = (value: number): number => {
      const light = value / 255
      return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055))
    }
    const expected = name === 'ffmpeg.exr' ? colours.map(encoded) : colours
    expect(difference(raw, expected)).toBeLessThanOrEqual(1)
  },
)

test('the beauty of a render is found among its layers and its parts, and light beyond white is white', async () => {
  for (const name of ['layers.exr', 'parts.exr'])
    expect(at(await decode(from(name), 24, 16), 24, 5, 5)).toEqual([188, 137, 255])
  expect(at(await decode(from('alpha.exr'), 24, 16), 24, 5, 5)).toEqual([255, 225, 188])
  expect(await refusal(decode(from('depth-only.exr'), 24, 16))).toMatchObject({ code: 'media.picture.exr-kind' })
})

test('a render in other primaries is seen in sRGB’s: greys stay grey, colours are those of the Academy’s transform', async () => {
  const acescg = [0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767]
  const light = [
    [0.18, 0.18, 0.18],
    [0.5, 0, 0],
    [0, 0.5, 0],
    [Infinity, Infinity, Infinity],
  ]
  const seen = async (chromaticities: readonly number[] | null) => [
    ...(await decode(written('render.exr', plainExr(light, chromaticities)), 4, 1)),
  ]
  // 0.5 · (1.70505, −0.13026, −0.024) and 0.5 · (−0.62179, 1.1408, −0.12897), cut at 0, by sRGB's curve.
  expect(await seen(acescg)).toEqual([118, 118, 118, 238, 0, 0, 0, 199, 0, 255, 255, 255])
  expect(await seen(null)).toEqual([118, 118, 118, 188, 0, 0, 0, 188, 0, 255, 255, 255])
  expect(await seen(acescg.map(() => 0))).toEqual(await seen(null))
})

/** One line of pixels as OpenEXR's file layout has it: float32, uncompressed. */
function plainExr(pixels: readonly (readonly number[])[], chromaticities: readonly number[] | null): Buffer {
  const floats = (values: readonly number[]) => Buffer.from(Float32Array.from(values).buffer)
  const ints = (values: readonly number[]) => Buffer.from(Int32Array.from(values).buffer)
  const attribute = (name: string, type: string, value: Buffer) =>
    Buffer.concat([Buffer.from(`${name}\0${type}\0`), ints([value.length]), value])
  const channel = (name: string) => Buffer.concat([Buffer.from(`${name}\0`), ints([2, 0, 1, 1])])
  const window = ints([0, 0, pixels.length - 1, 0])
  const line = floats([2, 1, 0].flatMap((plane) => pixels.map((pixel) => pixel[plane]!)))
  const header = Buffer.concat([
    ints([0x01312f76, 2]),
    attribute('channels', 'chlist', Buffer.concat([...['B', 'G', 'R'].map(channel), Buffer.from([0])])),
    ...(chromaticities ? [attribute('chromaticities', 'chromaticities', floats(chromaticities))] : []),
    attribute('compression', 'compression', Buffer.from([0])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.from([0])),
    attribute('pixelAspectRatio', 'float', floats([1])),
    attribute('screenWindowCenter', 'v2f', floats([0, 0])),
    attribute('screenWindowWidth', 'float', floats([1])),
    Buffer.from([0]),
  ])
  return Buffer.concat([header, ints([header.length + 8, 0]), ints([0, line.length]), line])
}

async function pagesOf(name: string): Promise<NonNullable<PicturePages['pages']>> {
  const outFolder = join(temporaryFolder(), 'pages')
  const { pages } = await ask<PicturePages>('read-pages', { file: from(name), ...film, outFolder })
  expect(readdirSync(outFolder)).toHaveLength(pages?.length ?? 0)
  return pages ?? []
}

test('every page of a TIFF file is a picture', async () => {
  const [first, narrow, flipped] = await pagesOf('imagemagick-pages.tiff')
  expect(difference(await decode(first!.file, 48, 32), colours)).toBe(0)
  expect(narrow).toMatchObject({ width: 24, height: 32 })
  expect(at(await decode(flipped!.file, 48, 32), 48, 10, 0)).toEqual([50, 248, 64])
  const grey = await pagesOf('imagemagick-pages-msb.tiff')
  expect(grey).toHaveLength(2)
  const [upright, turned] = await Promise.all(grey.map(({ file }) => decode(file, 48, 32)))
  expect(at(turned!, 48, 10, 31)).toEqual(at(upright!, 48, 10, 0))
})

test('a file of one picture is left to itself', async () => {
  for (const file of [
    from('colours.png'),
    from('imagemagick-rgb.psd'),
    fileURLToPath(new URL('../../fixtures/pictures/orientation-6.tiff', import.meta.url)),
  ])
    expect(await ask('read-pages', { file, ...film, outFolder: join(temporaryFolder(), 'none') })).toEqual({
      pages: null,
    })
})

test('the pages of a PDF fill the film’s frame', async () => {
  const [red, blue, word] = await pagesOf('ghostscript.pdf')
  expect([red, blue, word].map((page) => `${page!.width}×${page!.height}`)).toEqual(['320×180', '320×569', '320×180'])
  const drawn = await decode(red!.file, 320, 180)
  expect([at(drawn, 320, 20, 90), at(drawn, 320, 300, 90)]).toEqual([
    [255, 0, 0],
    [255, 255, 255],
  ])
  const upright = await decode(blue!.file, 320, 569)
  expect([at(upright, 320, 160, 20), at(upright, 320, 160, 540)]).toEqual([
    [255, 255, 255],
    [0, 0, 255],
  ])
  const letters = await decode(word!.file, 320, 180)
  expect(letters.filter((value) => value < 40).length).toBeGreaterThan(3000)
  // Edges of letters are grey: no fringes as on a screen.
  expect(letters.every((value, i) => value === letters[i - (i % 3)])).toBe(true)
  const cairo = await decode((await pagesOf('cairo.pdf'))[0]!.file, 320, 180)
  expect([at(cairo, 320, 160, 90), at(cairo, 320, 60, 90)]).toEqual([
    [0, 128, 0],
    [255, 255, 255],
  ])
  const [upper, flipped] = await pagesOf('imagemagick.pdf')
  const [one, two] = await Promise.all([upper, flipped].map((page) => decode(page!.file, 48, 32)))
  expect(difference(one!, colours)).toBeLessThanOrEqual(6)
  expect(Math.abs(at(two!, 48, 10, 0)[1]! - 248)).toBeLessThanOrEqual(6)
})

test('a PDF that is locked or damaged is refused by name, and leaves no page', async () => {
  const outFolder = join(temporaryFolder(), 'pages')
  const read = (file: string) => refusal(ask('read-pages', { file, ...film, outFolder }))
  expect(await read(from('locked.pdf'))).toMatchObject({
    code: 'media.pdf.password',
    details: { file: from('locked.pdf') },
  })
  const bytes = readFileSync(from('ghostscript.pdf'))
  const noise = written('noise.pdf', Buffer.concat([bytes.subarray(0, 20), Buffer.alloc(900, 7)]))
  expect(await read(noise)).toMatchObject({ code: 'media.pdf.damaged', details: { file: noise } })
  expect(existsSync(outFolder)).toBe(false)
  // The process goes on with the next file.
  expect(await pagesOf('cairo.pdf')).toHaveLength(1)
})

test('layers lie over each other on white, and no layers are an empty card or blank paper', async () => {
  const folder = temporaryFolder()
  const [outFile, card] = [join(folder, 'out.png'), join(folder, 'card.png')]
  const layers = [
    { file: from('colours.png'), opacity: 0.5 },
    { file: fileURLToPath(new URL('../../fixtures/pictures/alpha.png', import.meta.url)), opacity: 1 },
  ]
  await ask('compose-picture', { layers: layers.slice(0, 1), whenEmpty: 'card', ...film, outFile })
  const half = colours.map((value) => Math.round((value + 255) / 2))
  expect(difference(await decode(outFile, 48, 32), half)).toBeLessThanOrEqual(1)
  expect(await ask('compose-picture', { layers: [], whenEmpty: 'card', ...film, outFile: card })).toEqual(film)
  const blank = await decode(card, 320, 180)
  expect(at(blank, 320, 2, 2)).toEqual([168, 168, 168])
  expect(at(blank, 320, 160, 90)).toEqual([124, 124, 124])
  expect(await ask('compose-picture', { layers: [], whenEmpty: 'paper', ...film, outFile: card })).toEqual(film)
  expect(new Set(await decode(card, 320, 180))).toEqual(new Set([255]))
  // Colour type 2: in a picture of greys a paint program would paint in greys.
  expect([...readFileSync(card).subarray(16, 26)]).toEqual([0, 0, 1, 64, 0, 0, 0, 180, 8, 2])
})
