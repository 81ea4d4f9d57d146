import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, fixture, media } from './media-worker.ts'
import { noise, readWav, wavBytes, wavFile, type Wav } from './wav.ts'

const outside = (): string => join(temporaryFolder(), 'out.wav')

async function imported(file: string): Promise<Wav> {
  const outFile = outside()
  const info = await ask<{ durationSamples: number; channels: number; bitsPerSample: number }>('import-sound', {
    file,
    outFile,
  })
  const wav = readWav(outFile)
  expect(info).toEqual({
    durationSamples: wav.samples[0]!.length,
    channels: wav.channels,
    bitsPerSample: wav.bits,
  })
  expect(wav.rate).toBe(48_000)
  return wav
}

test.each([
  [1, 16],
  [2, 16],
  [1, 24],
  [2, 24],
])('48 kHz with %d channels and %d bits keeps every sample', async (channels, bits) => {
  const samples = Array.from({ length: channels }, (_, c) => noise(5001, bits, c + 1))
  const wav = { channels, bits, rate: 48_000, samples }
  expect(await imported(wavFile(wav))).toEqual(wav)
})

test('another rate is resampled to 24 bits and lasts as long', async () => {
  const wav = await imported(wavFile({ channels: 1, bits: 16, rate: 44_100, samples: [noise(44_100, 16)] }))
  expect(wav).toMatchObject({ channels: 1, bits: 24 })
  expect(wav.samples[0]!.length).toBe(48_000)
})

test('a stream that left its length open is read to its end', async () => {
  const wav = { channels: 1, bits: 16, rate: 48_000, samples: [noise(3000, 16)] }
  const bytes = wavBytes(wav)
  bytes.writeUInt32LE(0xffffffff, 4)
  bytes.writeUInt32LE(0xffffffff, 40)
  const file = join(temporaryFolder(), 'open.wav')
  writeFileSync(file, bytes)
  expect((await imported(file)).samples).toEqual(wav.samples)
})

test.each([
  ['empty.wav', () => Buffer.alloc(0), 'media.empty'],
  ['text.wav', () => Buffer.from('This is a letter and no sound at all. '.repeat(400)), 'media.sound.unknown'],
  ['picture.png', () => readFileSync(fixture('plain.png')), 'media.sound.unknown'],
  ['head.wav', () => wavBytes(plain(9)).subarray(0, 44), 'media.sound.unknown'],
  ['cut.wav', () => wavBytes(plain(9000)).subarray(0, -4000), 'media.sound.truncated'],
  ['list.mp3', () => Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/passwd\n'), 'media.sound.unknown'],
])('%s is refused by name, leaves nothing, and the next sound is read', async (name, bytes, code) => {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, bytes())
  const outFile = outside()
  await expect(ask('import-sound', { file, outFile })).rejects.toMatchObject({ code, details: { file } })
  expect(readdirSync(dirname(outFile))).toEqual([])
  expect((await imported(wavFile(plain(100)))).samples).toEqual(plain(100).samples)
})

function plain(count: number): Wav {
  return { channels: 1, bits: 16, rate: 48_000, samples: [noise(count, 16)] }
}

test('a missing file, a folder and an unwritable place are refused by name', async () => {
  const folder = temporaryFolder()
  const missing = join(folder, 'none.wav')
  await expect(ask('import-sound', { file: missing, outFile: outside() })).rejects.toMatchObject({
    code: 'media.missing',
  })
  await expect(ask('import-sound', { file: folder, outFile: outside() })).rejects.toMatchObject({
    code: 'media.folder',
  })
  const outFile = join(folder, 'no', 'out.wav')
  await expect(ask('import-sound', { file: wavFile(plain(10)), outFile })).rejects.toMatchObject({
    code: 'media.write',
    details: { file: outFile, reason: 'ENOENT' },
  })
})

test('a sound longer than the limit is refused before it is read', async () => {
  const file = join(temporaryFolder(), 'long.wav')
  const bytes = wavBytes({ channels: 1, bits: 16, rate: 8, samples: [noise(8 * 60 * 121, 16)] })
  writeFileSync(file, bytes)
  await expect(ask('import-sound', { file, outFile: outside() })).rejects.toMatchObject({
    code: 'media.sound.too-long',
    details: { file, minutes: 120 },
  })
})

/** Takes no room on most disks: what was never written reads as zeros. */
function halfAnHourOfSilence(): string {
  const file = join(temporaryFolder(), 'silence.wav')
  const samples = 48_000 * 60 * 30
  const head = wavBytes({ channels: 2, bits: 24, rate: 48_000, samples: [[], []] })
  head.writeUInt32LE(36 + samples * 6, 4)
  head.writeUInt32LE(samples * 6, 40)
  writeFileSync(file, head)
  truncateSync(file, head.length + samples * 6)
  return file
}

test.each([
  ['import-sound', (file: string, outFile: string) => ({ file, outFile })],
  ['sound-peaks', (wav: string, outFile: string) => ({ wavFile: wav, samplesPerPeak: 16, outFile })],
  ['mix-sound', (_: string, outFile: string) => ({ clips: [], totalSamples: 48_000 * 600, outFile })],
])('%s that is cancelled in the middle leaves no file', async (task, input) => {
  const file = halfAnHourOfSilence()
  const outFile = outside()
  const controller = new AbortController()
  const context = { signal: controller.signal, report: () => controller.abort() }
  await expect(media.run(task, input(file, outFile), context)).rejects.toMatchObject({ name: 'AbortError' })
  expect(existsSync(outFile)).toBe(false)
  expect(readdirSync(dirname(outFile))).toEqual([])
})
