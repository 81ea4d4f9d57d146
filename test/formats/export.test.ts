import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutLength, headFrames, makeProject, makeTake, takeFrames } from '../integration/export/film-project.ts'
import { expectSuccess } from '../support/command-line.ts'
import { framesOfTimecode } from '../unit/export/cut-reading.ts'
import { FcpxmlFile } from '../unit/export/fcpxml-reader.ts'
import { XmemlFile } from '../unit/export/xmeml-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-formats-'))
const width = 96
const height = 54
const rate = { numerator: 30000, denominator: 1001 }
const out = { prores: join(folder, 'prores'), h264: join(folder, 'h264') }
let take = ''
let project = ''

beforeAll(async () => {
  take = await makeTake(folder, rate)
  project = makeProject(folder, take, rate, true)
  await expectSuccess(['export', project, '--out', out.prores, '--preset', 'premiere'])
  await expectSuccess(['export', project, '--out', out.h264, '--preset', 'premiere', '--movie', 'h264'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Stream {
  codec_type: string
  tags?: { timecode?: string }
  [field: string]: unknown
}

function streamsOf(file: string): Stream[] {
  const words = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file]
  return JSON.parse(execFileSync('ffprobe', words, { encoding: 'utf8' })).streams
}

/** Frames of a movie as FFmpeg shows them: 8-bit RGB `[frames, height, width, 3]`. */
function decode(file: string): Buffer {
  const filter = 'scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24'
  return execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-vf', filter, '-f', 'rawvideo', '-'], {
    maxBuffer: 1 << 28,
  })
}

function frameOf(movie: Buffer, index: number): Buffer {
  const bytes = width * height * 3
  return movie.subarray(index * bytes, (index + 1) * bytes)
}

function decibels(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length)
  const squares = a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)
  return 10 * Math.log10(255 ** 2 / (squares / a.length + 1e-9))
}

const picture = {
  width,
  height,
  color_range: 'tv',
  color_space: 'bt709',
  color_primaries: 'bt709',
  color_transfer: 'bt709',
  r_frame_rate: '30000/1001',
  avg_frame_rate: '30000/1001',
}
const codecs = {
  prores: { codec_name: 'prores', profile: 'HQ', codec_tag_string: 'apch', pix_fmt: 'yuv422p10le' },
  h264: { codec_name: 'h264', pix_fmt: 'yuv420p' },
} as const
const extension = { prores: 'mov', h264: 'mp4' } as const

test.each(['prores', 'h264'] as const)(
  '%s: every shot’s whole take, with its own clock and tagged colours',
  (format) => {
    for (const stem of ['SH010', 'shot_002', 'SH030']) {
      const streams = streamsOf(join(out[format], 'media', `${stem}.${extension[format]}`))
      expect(streams[0]).toMatchObject({ ...picture, ...codecs[format], nb_read_frames: String(takeFrames) })
      // 01:00:00;00 is the shot's frame 0, after the head handle.
      const timecodes = streams.map(({ tags }) => tags?.timecode).filter((text) => text !== undefined)
      expect(new Set(timecodes)).toEqual(new Set([`00:59:59;${30 - headFrames}`]))
      expect(streams.some(({ codec_type }) => codec_type === 'audio')).toBe(false)
    }
  },
)

test.each(['prores', 'h264'] as const)(
  '%s: the cut has every frame, the film’s clock and the mixed sound',
  (format) => {
    const streams = streamsOf(join(out[format], `Harbour_Night.${extension[format]}`))
    expect(streams[0]).toMatchObject({ ...picture, ...codecs[format], nb_read_frames: String(cutLength) })
    expect(streams.find(({ tags }) => tags?.timecode)?.tags?.timecode).toBe('00:58:59;20')
    const sound = streams.find(({ codec_type }) => codec_type === 'audio')
    expect(sound).toMatchObject({
      codec_name: format === 'prores' ? 'pcm_s24le' : 'aac',
      sample_rate: '48000',
      channels: 2,
    })
    expect(Math.abs(Number(sound?.['duration']) - (cutLength * 1001) / 30000)).toBeLessThan(0.03)
  },
)

test('timecodes of the movies are those that the timeline states', () => {
  const text = readFileSync(join(out.prores, 'Harbour_Night.xml'), 'utf8')
  const cut = new XmemlFile(text).cut()
  expect(cut.start).toBe(106_084)
  const urls = [...text.matchAll(/<pathurl>(.*)<\/pathurl>/g)].map((match) => new URL(match[1]!))
  expect(urls.map((url) => existsSync(decodeURIComponent(url.pathname)))).toEqual([true, true, true, true])
  const stated = [...text.matchAll(/<file id="file-\d">[\s\S]*?<string>(.*)<\/string>/g)].map((match) => match[1])
  const movies = urls
    .filter(({ pathname }) => pathname.endsWith('.mov'))
    .map(({ pathname }) => decodeURIComponent(pathname))
  expect(stated.slice(0, 3)).toEqual(
    movies.map((file) => streamsOf(file).find(({ tags }) => tags?.timecode)?.tags?.timecode),
  )
})

test('the movies that an FCPXML names last and start as it says', async () => {
  // Over the movies of the other preset: they are the same.
  const words = [
    'export',
    project,
    '--out',
    out.prores,
    '--preset',
    'finalcut',
    '--no-cut',
    '--no-shots',
    '--overwrite',
  ]
  await expectSuccess(words)
  const text = readFileSync(join(out.prores, 'Harbour_Night.fcpxml'), 'utf8')
  const file = new FcpxmlFile(text)
  expect(file.cut()).toEqual(new XmemlFile(readFileSync(join(out.prores, 'Harbour_Night.xml'), 'utf8')).cut())
  const assets = [...file.assets.values()]
  expect(assets.map(({ file: name }) => name)).toEqual(['SH010.mov', 'shot_002.mov', 'SH030.mov', 'wind.wav'])
  const urls = [...text.matchAll(/ src="(.*?)"/g)].map((match) => new URL(match[1]!))
  for (const [index, { start, end }] of assets.slice(0, 3).entries()) {
    const streams = streamsOf(decodeURIComponent(urls[index]!.pathname))
    const timecode = streams.find(({ tags }) => tags?.timecode)?.tags?.timecode ?? ''
    expect(framesOfTimecode(timecode, 30, true)).toBe(start)
    expect(streams[0]?.['nb_read_frames']).toBe(String(end - start))
  }
  const [wave] = streamsOf(decodeURIComponent(urls[3]!.pathname))
  expect(assets[3]?.node.attributes['duration']).toBe(`${String(wave?.['duration_ts'])}/48000s`)
})

test('a shot’s movie shows the frames of its take, cropped to the film’s shape', () => {
  const movie = decode(join(out.prores, 'media', 'SH010.mov'))
  for (const index of [0, 7, takeFrames - 1]) {
    const file = join(take, `frame_${String(index).padStart(4, '0')}.png`)
    // The model's frames are square here: the middle 9/16 of their height is delivered.
    const filter = `crop=iw:iw*9/16,scale=${width}:${height}:flags=lanczos,format=rgb24`
    const expected = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-vf', filter, '-f', 'rawvideo', '-'])
    expect(decibels(frameOf(movie, index), expected), `frame ${index}`).toBeGreaterThan(30)
  }
})

test('the cut shows the right frame of the right shot, black in the gap, both under the dissolve', () => {
  const [cut, first, second, third] = ['Harbour_Night', 'media/SH010', 'media/shot_002', 'media/SH030'].map((stem) =>
    decode(join(out.prores, `${stem}.mov`)),
  ) as [Buffer, Buffer, Buffer, Buffer]
  expect(decibels(frameOf(first, 5), frameOf(first, 6)), 'neighbours, which must be told apart').toBeLessThan(38)
  const same = (at: number, movie: Buffer, index: number): void =>
    expect(decibels(frameOf(cut, at), frameOf(movie, index)), `frame ${at}`).toBeGreaterThan(45)
  for (let at = 0; at < 4; at++) same(at, first, headFrames + 1 + at)
  for (let at = 8; at < 14; at++) same(at, second, headFrames + at - 6)
  for (let at = 14; at < 17; at++) expect(Math.max(...frameOf(cut, at))).toBeLessThan(4)
  for (let at = 17; at < 24; at++) same(at, third, headFrames - 2 + at - 17)
  for (let at = 24; at < 30; at++) same(at, first, at - 24)
  for (let at = 4; at < 8; at++) {
    const [from, to] = [frameOf(first, headFrames + 1 + at), frameOf(second, headFrames + at - 6)]
    const weight = (at - 4 + 0.5) / 4
    const mixed = from.map((value, i) => Math.round(value * (1 - weight) + to[i]! * weight))
    expect(decibels(frameOf(cut, at), mixed), `frame ${at}`).toBeGreaterThan(40)
  }
})
