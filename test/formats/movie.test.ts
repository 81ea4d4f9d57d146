import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, media } from '../integration/media/media-worker.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { decoded as decodedFrames, toRgb } from './movies.ts'

/** Raw frames of a soft pattern that moves, as files. */
function writeFrames(folder: string, width: number, height: number, count: number): string[] {
  return Array.from({ length: count }, (_, frame) => {
    const raw = Uint8Array.from({ length: width * height * 3 }, (_unused, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
      return 128 + 100 * Math.sin((x + frame * 2) / (9 + (i % 3) * 4) + y / 17)
    })
    const file = join(folder, `${frame}.rgb`)
    writeFileSync(file, raw)
    return file
  })
}

function probe(file: string): Record<string, unknown> {
  const words = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file]
  return JSON.parse(execFileSync('ffprobe', words, { encoding: 'utf8' })).streams[0]
}

/** Decibels between the movie as FFmpeg decodes it and the frames it was made from. */
function psnr(file: string, rawFiles: readonly string[], width: number, height: number): number {
  const decoded = Buffer.concat(decodedFrames(file, rawFiles.length, toRgb))
  const original = Buffer.concat(rawFiles.map((raw) => execFileSync('cat', [raw])))
  expect(decoded.length).toBe(width * height * 3 * rawFiles.length)
  const squares = decoded.reduce((sum, value, i) => sum + (value - original[i]!) ** 2, 0)
  return 10 * Math.log10(255 ** 2 / (squares / decoded.length))
}

test.each([
  [24, 1, 25],
  [24000, 1001, 13],
  [25, 1, 1],
  [60000, 1001, 8],
])('%d/%d frames a second, %d frames: every frame at its exact time', async (numerator, denominator, count) => {
  const folder = temporaryFolder()
  const outFile = join(folder, 'clip.mp4')
  const rawFiles = writeFrames(folder, 64, 48, count)
  const rate = { numerator, denominator }
  await ask('encode-movie', { rawFiles, width: 64, height: 48, rate, format: 'mp4-h264', outFile })
  expect(probe(outFile)).toMatchObject({
    codec_name: 'h264',
    pix_fmt: 'yuv420p',
    color_range: 'tv',
    color_space: 'bt709',
    color_primaries: 'bt709',
    color_transfer: 'bt709',
    r_frame_rate: `${numerator}/${denominator}`,
    avg_frame_rate: `${numerator}/${denominator}`,
    nb_read_frames: String(count),
  })
  expect(psnr(outFile, rawFiles, 64, 48)).toBeGreaterThan(37)
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
})

test('an odd last column and row are dropped, nothing is squashed', async () => {
  const folder = temporaryFolder()
  const outFile = join(folder, 'odd.mp4')
  const rawFiles = writeFrames(folder, 65, 49, 3)
  const rate = { numerator: 24, denominator: 1 }
  await ask('encode-movie', { rawFiles, width: 65, height: 49, rate, format: 'mp4-h264', outFile })
  expect(probe(outFile)).toMatchObject({ width: 64, height: 48, nb_read_frames: '3' })
})

test('a cancelled movie leaves no file', async () => {
  const folder = temporaryFolder()
  const outFile = join(folder, 'canceled.mp4')
  const rawFiles = writeFrames(folder, 320, 240, 40)
  const controller = new AbortController()
  const input = {
    rawFiles,
    width: 320,
    height: 240,
    rate: { numerator: 24, denominator: 1 },
    format: 'mp4-h264',
    outFile,
  }
  const report = (): void => controller.abort()
  await expect(media.run('encode-movie', input, { signal: controller.signal, report })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(existsSync(outFile)).toBe(false)
  expect(readdirSync(folder).filter((name) => !name.endsWith('.rgb'))).toEqual([])
})

test('a movie that cannot be written is a named error', async () => {
  const folder = temporaryFolder()
  const outFile = join(folder, '0.rgb', 'clip.mp4')
  const rawFiles = writeFrames(folder, 32, 32, 2)
  const rate = { numerator: 24, denominator: 1 }
  await expect(
    ask('encode-movie', { rawFiles, width: 32, height: 32, rate, format: 'mp4-h264', outFile }),
  ).rejects.toMatchObject({ code: 'media.movie.encode', details: { file: outFile } })
})
