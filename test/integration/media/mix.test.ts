import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask } from './media-worker.ts'
import { noise, readWav, wavFile } from './wav.ts'

interface Clip {
  readonly wavFile: string
  readonly startSample: number
  readonly sourceStartSample: number
  readonly durationSamples: number
  readonly gainDb: number
}

async function mixed(clips: readonly Clip[], totalSamples: number): Promise<readonly (readonly number[])[]> {
  const outFile = join(temporaryFolder(), 'mix.wav')
  const info = await ask('mix-sound', { clips, totalSamples, outFile })
  expect(info).toEqual({ durationSamples: totalSamples, channels: 2, bitsPerSample: 24 })
  const wav = readWav(outFile)
  expect(wav).toMatchObject({ channels: 2, bits: 24, rate: 48_000 })
  return wav.samples
}

const clip = (file: string, options: Partial<Clip> = {}): Clip => ({
  wavFile: file,
  startSample: 0,
  sourceStartSample: 0,
  durationSamples: 1_000_000,
  gainDb: 0,
  ...options,
})

test('a click lies at its exact sample, across the seams between runs', async () => {
  const click = Array.from({ length: 200 }, (_, i) => (i === 120 ? 32767 : 0))
  const file = wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [click] })
  const starts = [0, 1, 47_879, 47_880, 47_881, 95_999]
  const clips = starts.map((startSample) => clip(file, { startSample: startSample + 500, sourceStartSample: 100 }))
  const [left, right] = await mixed(clips, 100_000)
  const heard = left!.flatMap((sample, i) => (sample === 0 ? [] : [i]))
  expect(heard).toEqual(starts.map((start) => start + 520))
  expect(left!.filter((sample) => sample !== 0)).toEqual(starts.map(() => 32767 * 256))
  expect(right).toEqual(left)
})

test('loud sums stop at full scale and never wrap round', async () => {
  const loud = wavFile({
    channels: 2,
    bits: 16,
    rate: 48_000,
    samples: [
      [32767, 20000],
      [-32768, 5],
    ],
  })
  const [left, right] = await mixed([clip(loud), clip(loud), clip(loud, { gainDb: 40 })], 3)
  expect(left).toEqual([8_388_607, 8_388_607, 0])
  expect(right).toEqual([-8_388_608, 5 * 256 * 102, 0])
})

test('any pieces sum up as written down directly', async () => {
  const sources = [
    { channels: 1, bits: 16, samples: [noise(700, 13, 5)] },
    { channels: 2, bits: 24, samples: [noise(900, 20, 6), noise(900, 20, 7)] },
  ]
  const files = sources.map((source) => wavFile({ ...source, rate: 48_000 }))
  const piece = fc.record({
    source: fc.integer({ min: 0, max: 1 }),
    startSample: fc.integer({ min: 0, max: 1500 }),
    sourceStartSample: fc.integer({ min: 0, max: 1000 }),
    durationSamples: fc.integer({ min: 0, max: 1200 }),
    gainDb: fc.constantFrom(-20, -6, 0, 3),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), fc.integer({ min: 1, max: 2000 }), async (pieces, total) => {
      const heard = await mixed(
        pieces.map(({ source, ...rest }) => clip(files[source]!, rest)),
        total,
      )
      for (const channel of [0, 1]) {
        const direct = Array.from({ length: total }, (_, i) => {
          const sum = pieces.reduce((value, { source, startSample, sourceStartSample, durationSamples, gainDb }) => {
            const { channels, bits, samples } = sources[source]!
            const at = i - startSample
            if (at < 0 || at >= durationSamples) return value
            const sample = samples[Math.min(channel, channels - 1)]![at + sourceStartSample] ?? 0
            return value + sample * 2 ** (24 - bits) * 10 ** (gainDb / 20)
          }, 0)
          return sum
        })
        const errors = heard[channel]!.map((sample, i) => Math.abs(sample - direct[i]!))
        expect(Math.max(...errors)).toBeLessThanOrEqual(0.500001)
      }
    }),
    { numRuns: 25 },
  )
})

test.each([16, 100, 4096])('peaks of %d samples hold the lowest and the highest of all channels', async (length) => {
  const samples = [noise(10_001, 24, 3).map((v) => v >> 4), noise(10_001, 24, 4).map((v) => v >> 7)]
  const file = wavFile({ channels: 2, bits: 24, rate: 48_000, samples })
  const outFile = join(temporaryFolder(), 'peaks')
  const info = await ask('sound-peaks', { wavFile: file, samplesPerPeak: length, outFile })
  const count = Math.ceil(10_001 / length)
  expect(info).toEqual({ peaks: count, durationSamples: 10_001 })
  const pairs = new Int8Array(Uint8Array.from(readFileSync(outFile)).buffer)
  expect(pairs.length).toBe(count * 2)
  for (let i = 0; i < count; i++) {
    const run = samples.flatMap((channel) => channel.slice(i * length, (i + 1) * length))
    expect(pairs[i * 2]).toBe(Math.floor(Math.min(...run) / 65_536))
    expect(pairs[i * 2 + 1]).toBe(Math.ceil(Math.max(...run) / 65_536))
  }
})

test('full scale fits into a peak', async () => {
  const file = wavFile({ channels: 1, bits: 16, rate: 48_000, samples: [[32767, -32768]] })
  const outFile = join(temporaryFolder(), 'peaks')
  await ask('sound-peaks', { wavFile: file, samplesPerPeak: 16, outFile })
  expect([...new Int8Array(Uint8Array.from(readFileSync(outFile)).buffer)]).toEqual([-128, 127])
})

test('a WAV of another kind than the studio’s is refused by name', async () => {
  const file = wavFile({ channels: 1, bits: 16, rate: 44_100, samples: [[1, 2]] })
  const outFile = join(temporaryFolder(), 'mix.wav')
  await expect(ask('mix-sound', { clips: [clip(file)], totalSamples: 10, outFile })).rejects.toMatchObject({
    code: 'media.sound.corrupt',
    details: { file },
  })
})
