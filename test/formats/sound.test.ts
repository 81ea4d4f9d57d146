import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ask } from '../integration/media/media-worker.ts'
import { noise, readWav, wavFile, type Wav } from '../integration/media/wav.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function ffmpeg(...words: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...words])
}

/** A file that FFmpeg makes from a source of its own or another file. */
function made(name: string, input: readonly string[], ...coding: string[]): string {
  const file = join(temporaryFolder(), name)
  ffmpeg(...input, ...coding, file)
  return file
}

async function imported(file: string): Promise<Wav> {
  const outFile = join(temporaryFolder(), 'out.wav')
  await ask('import-sound', { file, outFile })
  return readWav(outFile)
}

const tone = (seconds: number, rate: number): string[] => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=997:sample_rate=${rate}:duration=${seconds}`,
]

/** Hertz of a pure tone, by its crossings of zero between the middle halves. */
function frequencyOf(samples: readonly number[]): number {
  const crossings: number[] = []
  for (let i = Math.floor(samples.length / 4); i < (samples.length * 3) / 4; i++) {
    const [before, after] = [samples[i]!, samples[i + 1]!]
    if (before < 0 && after >= 0) crossings.push(i + before / (before - after))
  }
  return (48_000 * (crossings.length - 1)) / (crossings.at(-1)! - crossings[0]!)
}

test.each([
  ['tone.wav', 44_100, ['-c:a', 'pcm_f32le']],
  ['tone.aiff', 22_050, []],
  ['tone.flac', 44_100, []],
  ['tone.mp3', 44_100, ['-b:a', '192k']],
  ['tone.m4a', 44_100, ['-c:a', 'aac', '-b:a', '192k']],
  ['tone.mov', 48_000, ['-c:a', 'pcm_s24le']],
  ['tone.ogg', 44_100, ['-c:a', 'libvorbis']],
  ['tone.opus', 48_000, ['-c:a', 'libopus']],
  ['tone.mka', 32_000, ['-c:a', 'flac']],
])('%s at %d Hz keeps its tone and its length', async (name, rate, coding) => {
  const { channels, samples } = await imported(made(name, tone(2, rate), ...coding))
  expect(channels).toBe(1)
  expect(frequencyOf(samples[0]!)).toBeCloseTo(997, 1)
  // Only an encoder that pads to whole frames without saying so may add some; none may lose any.
  expect(samples[0]!.length).toBeGreaterThanOrEqual(96_000)
  expect(samples[0]!.length).toBeLessThan(96_000 + 1300)
})

test('FLAC of 16 and 24 bits comes out bit for bit', async () => {
  for (const bits of [16, 24]) {
    const source = { channels: 2, bits, rate: 48_000, samples: [noise(7000, bits), noise(7000, bits, 2)] }
    const file = made('sound.flac', ['-i', wavFile(source)], '-sample_fmt', bits === 16 ? 's16' : 's32')
    expect(await imported(file)).toEqual(source)
  }
})

/** Where the loudest sample is. */
function loudest(samples: readonly number[]): number {
  return samples.reduce((best, sample, i) => (Math.abs(sample) > Math.abs(samples[best]!) ? i : best), 0)
}

test.each([
  ['click.m4a', ['-c:a', 'aac', '-b:a', '256k']],
  ['click.mp3', ['-b:a', '256k']],
  ['click.ogg', ['-c:a', 'libvorbis', '-q:a', '9']],
])('a click in %s is where it was: the encoder’s delay is taken out', async (name, coding) => {
  const click = Array.from({ length: 96_000 }, (_, i) => (i >= 40_000 && i < 40_004 ? 30_000 : 0))
  const file = made(name, ['-i', wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [click] })], ...coding)
  expect(Math.abs(loudest((await imported(file)).samples[0]!) - 40_001.5)).toBeLessThanOrEqual(2)
})

const pictures = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=24:duration=2']

test('the sound of a movie starts where its picture does', async () => {
  const click = Array.from({ length: 72_000 }, (_, i) => (i === 24_000 ? 30_000 : 0))
  const sound = ['-i', wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [click] })]
  const coding = ['-c:v', 'libx264', '-c:a', 'pcm_s16le']
  const late = made('late.mov', [...pictures, '-itsoffset', '0.5', ...sound], ...coding)
  expect(loudest((await imported(late)).samples[0]!)).toBe(48_000)
  const early = made('early.mkv', ['-itsoffset', '0.25', ...pictures, ...sound], ...coding)
  expect(Math.abs(loudest((await imported(early)).samples[0]!) - 12_000)).toBeLessThanOrEqual(24)
})

test('six channels are mixed down to two', async () => {
  const file = made('six.wav', ['-f', 'lavfi', '-i', 'aevalsrc=0.1|0.2|0|0|0|0:c=5.1:s=48000:d=1'])
  const { channels, samples } = await imported(file)
  expect(channels).toBe(2)
  const [left, right] = [samples[0]![9000]!, samples[1]![9000]!]
  expect(right / left).toBeCloseTo(2, 2)
})

test('a movie without sound is refused by name', async () => {
  const file = made('silent.mp4', pictures, '-c:v', 'libx264')
  const outFile = join(temporaryFolder(), 'out.wav')
  await expect(ask('import-sound', { file, outFile })).rejects.toMatchObject({
    code: 'media.sound.none',
    details: { file },
  })
})

test.each([
  ['cut.flac', [], 0.6],
  ['cut.m4a', ['-c:a', 'aac', '-movflags', '+faststart'], 0.6],
  ['cut.aiff', [], 0.5],
  ['head.m4a', ['-c:a', 'aac'], 0.9],
  ['cut.ogg', ['-c:a', 'libvorbis'], 0.01],
])('%s cut off is refused by name and leaves nothing', async (name, coding, part) => {
  const whole = readFileSync(made(name, tone(4, 44_100), ...coding))
  const file = join(temporaryFolder(), name)
  writeFileSync(file, whole.subarray(0, Math.floor(whole.length * part)))
  const outFile = join(temporaryFolder(), 'out.wav')
  await expect(ask('import-sound', { file, outFile })).rejects.toMatchObject({
    code: expect.stringMatching(/^media\.sound\.(truncated|unknown|corrupt)$/),
    details: { file },
  })
  expect(readdirSync(dirname(outFile))).toEqual([])
})

test('a hole in the middle stays silent, so that the rest is in sync', async () => {
  const click = Array.from({ length: 480_000 }, (_, i) => (i % 48_000 === 24_000 ? 30_000 : (i % 97) * 20))
  const whole = made(
    'whole.m4a',
    ['-i', wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [click] })],
    '-c:a',
    'aac',
    '-b:a',
    '128k',
  )
  const file = made('hole.m4a', ['-i', whole], '-c:a', 'copy', '-bsf:a', "noise=drop='between(n,100,102)'")
  const [before, after] = [await imported(whole), await imported(file)]
  expect(after.samples[0]!.length).toBe(before.samples[0]!.length)
  const last = (wav: Wav): number => loudest(wav.samples[0]!.slice(432_000))
  expect(last(after)).toBe(last(before))
  expect(after.samples[0]!.slice(100 * 1024, 101 * 1024).every((sample) => sample === 0)).toBe(true)
})

test('bytes that were changed end as a sound or as a named error, never worse', async () => {
  const whole = readFileSync(made('sound.mp3', tone(3, 44_100), '-b:a', '128k'))
  const outFile = join(temporaryFolder(), 'out.wav')
  for (let seed = 1; seed <= 12; seed++) {
    const bytes = Buffer.from(whole)
    noise(seed * 40, 31, seed).forEach((place) => (bytes[Math.abs(place) % bytes.length]! ^= 1 << (seed % 8)))
    const file = join(temporaryFolder(), 'changed.mp3')
    writeFileSync(file, bytes)
    const end = await ask<{ channels: number }>('import-sound', { file, outFile }).catch((thrown) => thrown)
    if (end instanceof Error) expect(end).toMatchObject({ name: 'StudioError', details: { file } })
    else expect(end.channels).toBeLessThanOrEqual(2)
  }
})
