import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode, fixture } from './media-worker.ts'

const good = {
  png: readFileSync(fixture('plain.png')),
  jpg: readFileSync(fixture('progressive.jpg')),
  webp: readFileSync(fixture('alpha.webp')),
  tiff: readFileSync(fixture('cmyk.tiff')),
  avif: readFileSync(fixture('orientation-6.avif')),
}

/** The error that decoding a file of these bytes ends with. */
async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, bytes)
  const error = await decode(file, 48, 32).then(
    () => null,
    (thrown) => thrown,
  )
  expect(error, `${name} was decoded`).toMatchObject({ name: 'StudioError', details: { file } })
  return error.code
}

/** A PNG's size is in its header, 16 bytes from the start. */
function pngOfSize(width: number, height: number): Buffer {
  const bytes = Buffer.from(good.png)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

test.each(Object.entries(good))('a %s file cut off anywhere is refused by name', async (kind, bytes) => {
  for (const part of [0.02, 0.3, 0.6, 0.95]) {
    const code = await refusal(`cut.${kind}`, bytes.subarray(0, Math.max(4, Math.floor(bytes.length * part))))
    expect(code).toMatch(/^media\.picture\.(truncated|corrupt|unknown)$/)
  }
})

test.each([
  ['nothing.png', Buffer.alloc(0), 'media.empty'],
  ['text.png', Buffer.from('a letter, not a picture'), 'media.picture.unknown'],
  ['moving.gif', Buffer.from('GIF89a\x01\0\x01\0'), 'media.picture.refused-kind'],
  ['phone.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), 'media.picture.refused-kind'],
  [
    'drawing.svg',
    Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'media.picture.refused-kind',
  ],
  ['huge.png', pngOfSize(10_001, 10_000), 'media.picture.too-large'],
  ['flat.png', pngOfSize(0, 10), 'media.picture.corrupt'],
  ['lab.png', readFileSync(fixture('lab-profile.png')), 'media.picture.profile'],
  ['bits.png', Buffer.from(good.png).fill(0x55, 60, 90), 'media.picture.corrupt'],
])('%s is refused by name', async (name, bytes, code) => {
  expect(await refusal(name, bytes)).toBe(code)
})

/** Bytes with a part replaced, or with more put in where nothing is taken out. */
function spliced(bytes: Buffer, at: number, removed: number, added: readonly number[]): Buffer {
  expect(at).toBeGreaterThan(0)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + removed)])
}

/** The frame header of a baseline or progressive JPEG and everything in it. */
function jpegFrameHeader(bytes: Buffer): { at: number; content: number[] } {
  const at = Math.max(bytes.indexOf(Buffer.from([0xff, 0xc2])), bytes.indexOf(Buffer.from([0xff, 0xc0])))
  return { at, content: [...bytes.subarray(at, at + 2 + bytes.readUInt16BE(at + 2))] }
}

// A decoder takes its memory by the size that it sees itself.
test('a picture that tells two sizes is refused, whichever of them is the larger', async () => {
  const { at, content } = jpegFrameHeader(good.jpg)
  for (const side of [
    [0, 16],
    [80, 0],
  ] as const) {
    const other = content.with(5, side[0]).with(6, side[1])
    expect(await refusal('two.jpg', spliced(good.jpg, at, 0, other))).toBe('media.picture.corrupt')
    expect(await refusal('two.jpg', spliced(good.jpg, at + content.length, 0, other))).toBe('media.picture.corrupt')
    const ispe = good.avif.indexOf('ispe') + 8
    expect(await refusal('ispe.avif', spliced(good.avif, ispe, 4, [0, 0, ...side]))).toBe('media.picture.corrupt')
  }
  const chunks = good.webp.subarray(12)
  const extended = (width: number) =>
    Buffer.concat([
      Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0', 'latin1'),
      Buffer.from([width - 1, 0, 0, 31, 0, 0]),
      chunks,
    ])
  for (const width of [16, 200]) expect(await refusal('canvas.webp', extended(width))).toBe('media.picture.corrupt')
})

test('a missing file and a folder are refused by name', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'pictures.png'))
  await expect(ask('inspect-picture', { file: join(folder, 'none.png') })).rejects.toMatchObject({
    code: 'media.missing',
  })
  await expect(ask('inspect-picture', { file: join(folder, 'pictures.png') })).rejects.toMatchObject({
    code: 'media.folder',
  })
})

test('a wrong ending does not matter: the content decides', async () => {
  const file = join(temporaryFolder(), 'board.png')
  writeFileSync(file, good.jpg)
  expect((await decode(file, 48, 32)).length).toBe(48 * 32 * 3)
})

test('after every refusal the same process decodes the next picture', async () => {
  await expect(decode(fixture('lab-profile.png'), 48, 32)).rejects.toMatchObject({ code: 'media.picture.profile' })
  expect([...(await decode(fixture('plain.png'), 48, 32)).subarray(0, 6)]).toEqual([0, 0, 0, 5, 0, 3])
})
