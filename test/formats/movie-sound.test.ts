import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { noise, wavFile } from '../integration/media/wav.ts'
import { formats, grey, movie, shown, streams } from './movies.ts'

const picture = (count: number) => Array.from({ length: count }, () => shown(grey(90)))

/** A movie's sound as FFmpeg decodes it, each sample of every channel in turn. */
function sound(file: string, codec: 'pcm_s16le' | 'pcm_s24le'): Buffer {
  const words = ['-v', 'error', '-i', file, '-map', '0:a:0', '-c:a', codec, '-f', codec.slice(4), '-']
  return execFileSync('ffmpeg', words, { maxBuffer: 1 << 28 })
}

test.each([
  [16, 'pcm_s16le'],
  [24, 'pcm_s24le'],
] as const)('a MOV carries %d-bit sound to the last bit, cut off where the picture ends', async (bits, codec) => {
  const samples = [noise(60_000, bits, 1), noise(60_000, bits, 2)]
  const soundFile = wavFile({ channels: 2, bits, rate: 48_000, samples })
  const file = await movie(picture(24), { format: 'mov-prores-422-hq', soundFile })
  expect(streams(file)[1]).toMatchObject({ codec_name: codec, sample_rate: '48000', channels: 2 })
  const width = bits / 8
  const wanted = Buffer.alloc(48_000 * 2 * width)
  for (let i = 0; i < 96_000; i++) wanted.writeIntLE(samples[i % 2]![i >> 1]!, i * width, width)
  expect(sound(file, codec).equals(wanted)).toBe(true)
})

test('an MP4 carries AAC whose click is at its sample, however long the movie', async () => {
  const click = Array.from({ length: 192_000 }, (_, i) => (i === 150_000 ? 30_000 : 0))
  const soundFile = wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [click] })
  const file = await movie(picture(96), { soundFile, startTimecode: { frames: 86_400, dropFrame: false } })
  const [video, audio, data] = streams(file)
  expect(video).toMatchObject({ codec_name: 'h264', start_time: '0.000000', nb_read_frames: '96' })
  expect(audio).toMatchObject({ codec_name: 'aac', profile: 'LC', sample_rate: '48000', channels: 1 })
  expect(audio).toMatchObject({ start_time: '0.000000' })
  expect(data).toMatchObject({ codec_tag_string: 'tmcd' })
  const bytes = sound(file, 'pcm_s16le')
  const values = new Int16Array(Uint8Array.from(bytes).buffer)
  const loudest = values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best]!) ? i : best), 0)
  expect(Math.abs(loudest - 150_000)).toBeLessThanOrEqual(1)
})

test.each(formats)('%s with sound shorter than the picture keeps all frames', async (format) => {
  const soundFile = wavFile({ channels: 2, bits: 24, rate: 48_000, samples: [noise(100, 24), noise(100, 24)] })
  const found = streams(await movie(picture(30), { format, soundFile }))
  expect(found[0]).toMatchObject({ nb_read_frames: '30', duration: '1.250000' })
  expect(found[1]).toMatchObject({ codec_type: 'audio' })
})

test('a rate of fractions ends picture and sound together', async () => {
  const soundFile = wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [noise(96_000, 16)] })
  const rate = { numerator: 24000, denominator: 1001 }
  const file = await movie(picture(25), { format: 'mov-prores-422-hq', rate, soundFile })
  // 25 × 1001 / 24000 seconds are 50 050 samples.
  expect(sound(file, 'pcm_s16le').length / 2).toBe(50_050)
})

test('a sound without samples gives no track, a missing one is named', async () => {
  const soundFile = wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [[]] })
  expect(streams(await movie(picture(2), { soundFile })).length).toBe(1)
  const missing = movie(picture(2), { soundFile: `${soundFile}.none` })
  await expect(missing).rejects.toMatchObject({ code: 'media.missing', details: { file: `${soundFile}.none` } })
})
