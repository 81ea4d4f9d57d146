import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutLength, headFrames, makeProject, makeTake, takeFrames } from '../integration/export/film-project.ts'
import { expectSuccess } from '../support/command-line.ts'

const hasMelt = spawnSync('melt', ['--version']).status === 0
const noMelt = 'no melt on this machine (Debian: melt)'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-melt-'))
const exported = join(folder, 'exported')
/** Where the export lies when it is rendered: paths beside a document hold wherever the folder is. */
const moved = join(folder, 'moved 골목')
const rate = { numerator: 24000, denominator: 1001 }
const [width, height] = [96, 54]

beforeAll(async () => {
  if (!hasMelt) return
  const take = await makeTake(folder, rate)
  const project = makeProject(folder, take, rate)
  // The second take shows its frames in the other order: both grow brighter, and lie apart under the dissolve.
  numberFrames(join(project, 'takes', 't1'), '30+12*N')
  numberFrames(join(project, 'takes', 't2'), '200-12*N')
  await expectSuccess(['export', project, '--out', exported, '--preset', 'kdenlive'])
  renameSync(exported, moved)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Makes every frame of a take one grey, by an expression of its number N. */
function numberFrames(take: string, level: string): void {
  const png = readFileSync(join(take, 'frame_0000.png'))
  const grey = (channel: string): string => `${channel}='${level}'`
  const frames = `color=size=${png.readUInt32BE(16)}x${png.readUInt32BE(20)},format=gbrp,geq=${['r', 'g', 'b'].map(grey).join(':')}`
  const out = ['-frames:v', String(takeFrames), '-start_number', '0', join(take, 'frame_%04d.png')]
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', frames, '-pix_fmt', 'rgb24', ...out])
}

/** The frames of a movie, 8-bit RGB. */
function decode(file: string): Buffer[] {
  const filter = 'scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24'
  const words = ['-v', 'error', '-i', file, '-vf', filter, '-f', 'rawvideo', '-']
  const bytes = execFileSync('ffmpeg', words, { maxBuffer: 1 << 28 })
  const size = width * height * 3
  return Array.from({ length: bytes.length / size }, (_, frame) => bytes.subarray(frame * size, (frame + 1) * size))
}

/** Samples of a frame at 23.976. */
const frameSamples = 2002

/** Loudness of each channel over frames of a movie’s sound, in dB below full scale. */
function loudness(file: string, start: number, end: number): number[] {
  const cut = `atrim=start_sample=${start * frameSamples}:end_sample=${end * frameSamples}`
  const words = ['-v', 'error', '-i', file, '-af', cut, '-f', 's16le', '-ac', '2', '-ar', '48000', '-']
  const bytes = execFileSync('ffmpeg', words, { maxBuffer: 1 << 28 })
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  return [0, 1].map((channel) => {
    const own = samples.filter((_, index) => index % 2 === channel)
    return 10 * Math.log10(own.reduce((sum, value) => sum + (value / 32768) ** 2, 1e-12) / own.length)
  })
}

function squares(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0)
}

/** Which of the frames is most like this one. */
function nearest(frame: Uint8Array, frames: readonly Uint8Array[]): number {
  const distances = frames.map((each) => squares(frame, each))
  return distances.indexOf(Math.min(...distances))
}

/** How much of `to` is in a mix of both, by least squares. */
function shareOf(mixed: Uint8Array, from: Uint8Array, to: Uint8Array): number {
  let [product, length] = [0, 0]
  for (const [index, value] of mixed.entries()) {
    const change = to[index]! - from[index]!
    product += (value - from[index]!) * change
    length += change * change
  }
  return product / length
}

/** Renders a document without loss. */
function render(document: string): string {
  const file = join(folder, `${document}.mkv`)
  const consumer = ['-consumer', `avformat:${file}`, 'f=matroska', 'vcodec=ffv1', 'acodec=pcm_s16le']
  const words = [`xml:${join(moved, document)}`, ...consumer, 'real_time=-1', 'terminate_on_pause=1']
  execFileSync('melt', words, { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'ignore'] })
  return file
}

test.for(['Harbour_Night.kdenlive', 'Harbour_Night.mlt'])(
  'melt shows every frame of %s where the cut has it, and plays its sound at its level',
  (document, { skip }) => {
    skip(!hasMelt, noMelt)
    const file = render(document)
    const cut = decode(file)
    expect(cut).toHaveLength(cutLength)
    const shots = ['SH010', 'shot_002', 'SH030'].map((stem) => decode(join(moved, 'media', `${stem}.mp4`)))
    const [first, second, third] = shots as [Buffer[], Buffer[], Buffer[]]
    expect(first).toHaveLength(takeFrames)

    const shown = (from: number, to: number, movie: Buffer[]): number[] =>
      cut.slice(from, to).map((frame) => nearest(frame, movie))
    const count = (from: number, length: number): number[] => Array.from({ length }, (_, index) => from + index)
    expect(shown(0, 4, first)).toEqual(count(headFrames + 1, 4))
    expect(shown(8, 14, second)).toEqual(count(headFrames + 2, 6))
    expect(shown(24, 30, first)).toEqual(count(0, 6))
    // The shot without a take hardly changes from frame to frame.
    for (const at of count(17, 7))
      expect(squares(cut[at]!, third[headFrames - 19 + at]!) / cut[at]!.length, `frame ${at}`).toBeLessThan(4)
    for (const frame of cut.slice(14, 17)) expect(Math.max(...frame)).toBeLessThan(4)
    const shares = count(4, 4).map((at) => shareOf(cut[at]!, first[headFrames + 1 + at]!, second[headFrames - 6 + at]!))
    for (const [index, share] of shares.entries()) expect(share).toBeCloseTo(index / 4, 1)

    // A tone of amplitude 9000 on the left of frames 3 to 10, 6 dB softer: 9000 / 32768 / √2 is -14.2 dB.
    const [left, right] = loudness(file, 4, 10)
    expect(left).toBeCloseTo(20 * Math.log10(9000 / 32768 / Math.SQRT2) - 6, 1)
    expect(right).toBeLessThan(-80)
    for (const channel of [...loudness(file, 0, 3), ...loudness(file, 11, cutLength)]) expect(channel).toBeLessThan(-80)
  },
)
