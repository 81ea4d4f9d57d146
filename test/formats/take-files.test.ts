import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSmallTake } from '../support/take.ts'

const filmFrames = 12
const folder = mkdtempSync(join(tmpdir(), 'craneshot-formats-'))
let take = ''

beforeAll(async () => {
  take = await makeSmallTake(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function probe(file: string): Record<string, unknown> {
  const words = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', join(take, file)]
  return JSON.parse(execFileSync('ffprobe', words, { encoding: 'utf8' })).streams[0]
}

test('FFmpeg reads the movie as tagged bt709 H.264 of every film frame', () => {
  expect(probe('clip.mp4')).toMatchObject({
    codec_name: 'h264',
    pix_fmt: 'yuv420p',
    color_range: 'tv',
    color_space: 'bt709',
    color_transfer: 'bt709',
    color_primaries: 'bt709',
    r_frame_rate: '24/1',
    nb_read_frames: String(filmFrames),
  })
})

test('the movie shows the same colours as the frames', () => {
  const decode = '[0:v]scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=gbrp[movie]'
  const compare = `${decode};[1:v]format=gbrp[frames];[movie][frames]psnr`
  const inputs = ['-i', join(take, 'clip.mp4'), '-framerate', '24', '-i', join(take, 'frame_%04d.png')]
  const result = spawnSync('ffmpeg', ['-v', 'info', ...inputs, '-lavfi', compare, '-f', 'null', '-'], {
    encoding: 'utf8',
  })
  const average = Number(/PSNR.*average:([\d.]+)/.exec(result.stderr)?.[1])
  expect(average, result.stderr).toBeGreaterThan(35)
})

test('the movie can start before it is loaded: its index comes before its pictures', () => {
  const bytes = readFileSync(join(take, 'clip.mp4'))
  const index = bytes.indexOf('moov')
  expect(index).toBeGreaterThan(0)
  expect(index).toBeLessThan(bytes.indexOf('mdat'))
})

test.each(['frame_0000.png', 'frame_0011.png'])('FFmpeg reads %s as 8-bit RGB of the movie’s size', (name) => {
  const { width, height } = probe('clip.mp4')
  expect(probe(name)).toMatchObject({ codec_name: 'png', pix_fmt: 'rgb24', width, height })
})
