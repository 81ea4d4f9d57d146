import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask } from '../integration/media/media-worker.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { decoded, formats, grey, levels, mean, movie, raw, shown, streams, toRgb, type Layer } from './movies.ts'

test.each(formats)('%s shows every frame in its place: its brightness names it', async (format) => {
  const wanted = Array.from({ length: 40 }, (_, i) => (i * 89) % 256)
  const frames = wanted.map((level) => shown(grey(level)))
  const found = levels(await movie(frames, { format }), wanted.length)
  // Eight bits of limited range are steps of 1.16.
  found.forEach((level, i) => expect(Math.abs(level - wanted[i]!), `frame ${i}`).toBeLessThan(0.7))
})

test('ProRes is 422 HQ of ten bits, tagged, and close to the last bit', async () => {
  const picture = raw(64, 48, (x, y) => [x * 4, y * 5, 255 - x * 4])
  const file = await movie([shown(picture), shown(picture)], { format: 'mov-prores-422-hq' })
  expect(streams(file)[0]).toMatchObject({
    codec_name: 'prores',
    codec_tag_string: 'apch',
    profile: 'HQ',
    pix_fmt: 'yuv422p10le',
    color_range: 'tv',
    color_space: 'bt709',
    color_primaries: 'bt709',
    color_transfer: 'bt709',
    r_frame_rate: '24/1',
    nb_read_frames: '2',
  })
  const [frame] = decoded(file, 2, toRgb)
  const original = execFileSync('cat', [picture.file])
  const errors = frame!.map((value, i) => Math.abs(value - original[i]!))
  expect(mean(errors)).toBeLessThan(1)
})

test('a dissolve is the mean of its pictures, a fade falls to black, no layer is black', async () => {
  const [a, b] = [grey(60), grey(220)]
  const at = (weight: number): Layer[] => [
    { picture: a, weight: 1 - weight },
    { picture: b, weight },
  ]
  const frames = [shown(a), at(0.25), at(0.5), at(0.75), shown(b), [{ picture: b, weight: 0.5 }], []]
  const found = levels(await movie(frames, { format: 'mov-prores-422-hq' }), frames.length)
  const wanted = [60, 100, 140, 180, 220, 110, 0]
  found.forEach((level, i) => expect(Math.abs(level - wanted[i]!), `frame ${i}`).toBeLessThan(0.3))
})

test('weights that sum to more than one are a slip of the caller', async () => {
  const layers = [
    { picture: grey(60), weight: 0.8 },
    { picture: grey(60), weight: 0.3 },
  ]
  await expect(movie([layers])).rejects.not.toMatchObject({ name: 'StudioError' })
})

test('a box fills the frame: scaled, between pixels too, and nothing from outside of it', async () => {
  // Left half red, right half blue, the seam at x = 40.
  const halves = raw(80, 60, (x) => (x < 40 ? [200, 40, 40] : [40, 40, 200]))
  const box = { x: 20.5, y: 10, width: 40, height: 30 }
  const [frame] = decoded(
    await movie([shown({ ...halves, box })], { format: 'mov-prores-422-hq', width: 160, height: 120 }),
    1,
    toRgb,
  )
  const redAt = (x: number): number => frame![(60 * 160 + x) * 3]!
  // (40 − 20.5) × 4 = 78.
  expect(redAt(60)).toBeGreaterThan(190)
  expect(redAt(98)).toBeLessThan(50)
  expect(Math.abs(redAt(77) + redAt(78) - 240)).toBeLessThan(12)
})

test('raw and PNG sources mix in one movie', async () => {
  const folder = temporaryFolder()
  const picture = grey(90)
  const pngFile = join(folder, 'a.png')
  await ask('encode-pictures', { pairs: [{ rawFile: picture.file, pngFile }], width: 64, height: 48 })
  const png = { file: pngFile, rawSize: null, box: { x: 0, y: 0, width: 32, height: 24 } }
  const found = levels(await movie([shown(picture), shown(png), shown(grey(30))]), 3)
  found.forEach((level, i) => expect(Math.abs(level - [90, 90, 30][i]!)).toBeLessThan(0.7))
})

test.each(formats)('%s drops an odd last column and row', async (format) => {
  const file = await movie([shown(raw(65, 49, (x) => (x < 64 ? [80, 80, 80] : [255, 255, 255])))], {
    format,
    width: 65,
    height: 49,
  })
  expect(streams(file)[0]).toMatchObject({ width: 64, height: 48 })
  expect(Math.abs(levels(file, 1)[0]! - 80)).toBeLessThan(0.7)
})

test('keyframes come at most as far apart as wished, twelve frames when nothing is', async () => {
  const frames = Array.from({ length: 50 }, () => shown(grey(100)))
  for (const [wish, interval] of [
    [{}, 12],
    [{ keyframeInterval: 5 }, 5],
    [{ keyframeInterval: 200 }, 50],
  ] as const) {
    const file = await movie(frames, wish)
    const words = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts,flags', '-of', 'csv=p=0', file]
    const flags = execFileSync('ffprobe', words, { encoding: 'utf8' }).trim().split('\n')
    expect(flags.length).toBe(50)
    const keys = flags.flatMap((line, i) => (line.includes('K') ? [i] : []))
    const gaps = keys.map((key, i) => (keys[i + 1] ?? 50) - key)
    expect(keys[0]).toBe(0)
    expect(Math.max(...gaps)).toBe(interval)
  }
})

test('flat colours have the numbers of bt709', async () => {
  const colours = Array.from(
    { length: 12 },
    (_, i) => [(i * 97) % 256, (i * 61 + 30) % 256, (i * 151 + 77) % 256] as const,
  )
  const frames = colours.map((colour) => shown(raw(16, 16, () => colour)))
  const file = await movie(frames, { format: 'mov-prores-422-hq', width: 16, height: 16 })
  decoded(file, colours.length, 'format=yuv422p10le').forEach((bytes, i) => {
    const values = new Uint16Array(Uint8Array.from(bytes).buffer)
    const [red, green, blue] = colours[i]!
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    const found = [values[20]!, values[256 + 20]!, values[384 + 20]!].map((value) => value / 4)
    const wanted = [
      16 + (219 * luma) / 255,
      128 + (224 * (blue - luma)) / 255 / 1.8556,
      128 + (224 * (red - luma)) / 255 / 1.5748,
    ]
    found.forEach((value, channel) => expect(Math.abs(value - wanted[channel]!)).toBeLessThan(0.6))
  })
})
