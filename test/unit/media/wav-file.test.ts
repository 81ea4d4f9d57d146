import fc from 'fast-check'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WavReader, WavWriter } from '../../../main/media/wav-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const formats = fc.record({
  channels: fc.constantFrom(1 as const, 2 as const),
  bitsPerSample: fc.constantFrom(16 as const, 24 as const),
})
const sample = fc.integer({ min: -(1 << 23), max: (1 << 23) - 1 })

test('what is written in any pieces is read from any place; 16 bits keep the upper ones', async () => {
  const file = join(temporaryFolder(), 'sound.wav')
  const pieces = fc.array(fc.array(sample, { maxLength: 40 }), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(formats, pieces, fc.nat(120), fc.nat(60), async (format, lists, start, count) => {
      const { channels, bitsPerSample } = format
      const whole = lists.map((list) => list.slice(0, list.length - (list.length % channels)))
      const writer = await WavWriter.create(file, format)
      for (const list of whole) await writer.append(Int32Array.from(list))
      await writer.finish()
      const all = whole.flat().map((value) => (bitsPerSample === 16 ? (value >> 8) << 8 : value))
      const reader = await WavReader.open(file)
      try {
        expect([reader.format, reader.durationSamples]).toEqual([format, all.length / channels])
        const out = new Int32Array(count * channels)
        const read = await reader.read(start, count, out)
        const wanted = all.slice(start * channels, (start + count) * channels)
        expect([...out.subarray(0, read * channels)]).toEqual(wanted)
      } finally {
        await reader.close()
      }
      expect(readFileSync(file).length % 2).toBe(0)
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['no WAV', (bytes: Buffer) => Buffer.from(bytes).fill(0, 0, 4)],
  ['no samples', (bytes: Buffer) => bytes.subarray(0, 30)],
  ['no 48 kHz PCM of 16 or 24 bits', (bytes: Buffer) => Buffer.from(bytes).fill(3, 20, 21)],
])('a file with %s is refused by name', async (reason, spoil) => {
  const file = join(temporaryFolder(), 'sound.wav')
  const writer = await WavWriter.create(file, { channels: 1, bitsPerSample: 16 })
  await writer.append(Int32Array.from([1, 2, 3]))
  await writer.finish()
  writeFileSync(file, spoil(readFileSync(file)))
  await expect(WavReader.open(file)).rejects.toMatchObject({ code: 'media.sound.corrupt', details: { file, reason } })
})
