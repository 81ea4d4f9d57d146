import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ProcessClient } from '../../main/jobs/process-client.ts'
import { forkWorker } from '../../main/jobs/worker-process.ts'
import { ask, media, mediaProgram } from '../integration/media/media-worker.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { formats, grey, movie, rate, raw, shown, streams, type Layer, type Picture } from './movies.ts'

test.each([
  ['mp4-h264', [24, 1], 86_400, false, '01:00:00:00'],
  ['mov-prores-422-hq', [24000, 1001], 86_423, false, '01:00:00:23'],
  ['mov-prores-422-hq', [30000, 1001], 1800, true, '00:01:00;02'],
  ['mp4-h264', [60000, 1001], 107_892, true, '00:30:00;00'],
  ['mov-prores-422-hq', [25, 1], 0, false, '00:00:00:00'],
] as const)('%s at %j starts at timecode frame %d (drop %s): %s', async (format, fraction, frames, dropFrame, text) => {
  const [numerator, denominator] = fraction
  const file = await movie([shown(grey(20)), shown(grey(90))], {
    format,
    rate: { numerator, denominator },
    startTimecode: { frames, dropFrame },
  })
  const found = streams(file)
  const track = found.find((stream) => stream['codec_tag_string'] === 'tmcd')
  expect(track).toMatchObject({ codec_type: 'data', tags: { timecode: text } })
  expect(found[0]).toMatchObject({ tags: { timecode: text }, r_frame_rate: `${numerator}/${denominator}` })
})

test('without a wish there is no timecode track', async () => {
  expect(streams(await movie([shown(grey(20))])).map((stream) => stream['codec_type'])).toEqual(['video'])
})

test('a picture that fails in the middle is named, and nothing is left', async () => {
  const folder = temporaryFolder()
  const outFile = join(folder, 'movie.mp4')
  const short = join(temporaryFolder(), 'short.rgb')
  writeFileSync(short, new Uint8Array(99))
  const missing = join(folder, 'none.png')
  const wrong = (file: string, rawSize: Picture['rawSize']): Layer[][] => [
    shown(grey(9)),
    shown({ file, rawSize, box: null }),
  ]
  const wish = { width: 64, height: 48, rate, format: 'mp4-h264', outFile }
  await expect(ask('encode-movie', { ...wish, frames: wrong(short, { width: 64, height: 48 }) })).rejects.toMatchObject(
    { code: 'media.movie.frame', details: { file: short, found: 99 } },
  )
  await expect(ask('encode-movie', { ...wish, frames: wrong(missing, null) })).rejects.toMatchObject({
    code: 'media.missing',
    details: { file: missing },
  })
  expect(readdirSync(folder)).toEqual([])
})

test.for(formats)('%s: a full disk is a named error and leaves nothing', async (format, { skip }) => {
  const disk = join(temporaryFolder(), 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0
  skip(!mounted, 'this account may not mount a file system')
  try {
    const noisy = raw(320, 240, (x, y) => [(x * 7919 + y * 104729) % 256, (x * y * 31) % 256, (x ^ y) & 255])
    const outFile = join(disk, 'movie')
    const frames = Array.from({ length: 30 }, (_, i) =>
      shown({ ...noisy, box: { x: i, y: i, width: 280, height: 200 } }),
    )
    await expect(ask('encode-movie', { frames, width: 280, height: 200, rate, format, outFile })).rejects.toMatchObject(
      { code: 'media.movie.disk-full', details: { file: outFile } },
    )
    expect(readdirSync(disk)).toEqual([])
  } finally {
    spawnSync('umount', [disk])
  }
})

test('cancelled in the middle, a movie of frames with sound leaves no file', async () => {
  const outFile = join(temporaryFolder(), 'movie.mov')
  const frames = Array<Layer[]>(400).fill(shown(grey(50, 320, 240)))
  const controller = new AbortController()
  let steps = 0
  const report = (): void => {
    if (++steps === 2) controller.abort()
  }
  const input = { frames, width: 1280, height: 960, rate, format: 'mov-prores-422-hq', outFile }
  await expect(media.run('encode-movie', input, { signal: controller.signal, report })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(existsSync(outFile)).toBe(false)
  expect(existsSync(`${outFile}.unfinished`)).toBe(false)
})

test('a movie of more bytes than the memory allowed is written: frames are not kept', async () => {
  const environment = { CRANESHOT_MEDIA_MEMORY_BYTES: '700000000' }
  const start = () => forkWorker(mediaProgram, { environment })
  const client = new ProcessClient({ start, diedCode: 'command.media-process-died' })
  onTestFinished(() => client.close())
  const picture = grey(50, 1920, 1080)
  const frames = Array.from({ length: 150 }, (_, i) => [{ picture, weight: (i % 50) / 50 }])
  const outFile = join(temporaryFolder(), 'movie.mp4')
  const input = { frames, width: 1920, height: 1080, rate, format: 'mp4-h264', outFile }
  const context = { signal: new AbortController().signal, report: () => undefined }
  expect(await client.run('encode-movie', input, context)).toEqual({ frames: 150, width: 1920, height: 1080 })
})
