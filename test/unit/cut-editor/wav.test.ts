import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWavLayout } from '../../../core/contract/wav-layout.ts'
import { pcmChannels } from '../../../renderer/features/timeline/sound/wav.ts'
import { peaksDurationSamples, waveformColumns } from '../../../renderer/features/timeline/sound/waveform.ts'

/** A WAV file of whole samples, with a chunk that readers must step over. */
function wav(channels: number, bits: 16 | 24, samples: readonly number[]): DataView {
  const data = samples.length * (bits / 8)
  const bytes = new DataView(new ArrayBuffer(12 + 24 + 8 + 4 + 8 + data))
  const tag = (at: number, name: string) =>
    [...name].forEach((letter, index) => bytes.setUint8(at + index, letter.charCodeAt(0)))
  tag(0, 'RIFF')
  bytes.setUint32(4, bytes.byteLength - 8, true)
  tag(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, channels, true)
  bytes.setUint32(24, 48_000, true)
  bytes.setUint16(32, (channels * bits) / 8, true)
  bytes.setUint16(34, bits, true)
  tag(36, 'LIST')
  bytes.setUint32(40, 3, true)
  tag(48, 'data')
  bytes.setUint32(52, data, true)
  samples.forEach((sample, index) => {
    const at = 56 + index * (bits / 8)
    bytes.setUint8(at, sample & 255)
    bytes.setUint8(at + 1, (sample >> 8) & 255)
    if (bits === 24) bytes.setUint8(at + 2, (sample >> 16) & 255)
  })
  return bytes
}

describe('a WAV file', () => {
  test('gives back the samples that were written, channel by channel', () => {
    const anyFile = fc.constantFrom(16 as const, 24 as const).chain((bits) =>
      fc.record({
        bits: fc.constant(bits),
        channels: fc.integer({ min: 1, max: 2 }),
        samples: fc.array(fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 }), {
          minLength: 2,
          maxLength: 40,
        }),
      }),
    )
    fc.assert(
      fc.property(anyFile, ({ bits, channels, samples }) => {
        const whole = samples.slice(0, samples.length - (samples.length % channels))
        const bytes = wav(channels, bits, whole)
        const layout = readWavLayout(bytes)!
        expect(layout).toEqual({
          start: 56,
          frames: whole.length / channels,
          channels,
          bytesPerSample: bits / 8,
          sampleRate: 48_000,
        })
        const read = pcmChannels(new DataView(bytes.buffer, layout.start), layout)
        const expected = Array.from({ length: channels }, (_, channel) =>
          whole.filter((_sample, index) => index % channels === channel).map((sample) => sample / 2 ** (bits - 1)),
        )
        expect(read.map((channel) => [...channel])).toEqual(expected)
      }),
    )
  })

  test('of another kind is refused', () => {
    expect(readWavLayout(new DataView(new ArrayBuffer(4)))).toBeNull()
    expect(readWavLayout(new DataView(new ArrayBuffer(200)))).toBeNull()
    const float = wav(1, 16, [1, 2])
    float.setUint16(34, 32, true)
    expect(readWavLayout(float)).toBeNull()
  })
})

describe('a waveform', () => {
  test('shows the loudest of what each column covers', () => {
    const anyPeaks = fc.array(fc.tuple(fc.integer({ min: -128, max: 0 }), fc.integer({ min: 0, max: 127 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(
        anyPeaks,
        fc.nat(20_000),
        fc.integer({ min: 1, max: 9000 }),
        (pairs, startSample, samplesPerColumn) => {
          const peaks = Int8Array.from(pairs.flat())
          const columns = waveformColumns(peaks, startSample, samplesPerColumn, 8)
          columns.forEach(({ lowest, highest }, column) => {
            const from = startSample + column * samplesPerColumn
            const touched = pairs.filter(
              (_, index) => index * 1024 < from + samplesPerColumn && (index + 1) * 1024 > from,
            )
            expect(lowest * 128).toBe(Math.min(0, ...touched.map(([low]) => low)))
            expect(highest * 128).toBe(Math.max(0, ...touched.map(([, high]) => high)))
          })
          expect(peaksDurationSamples(peaks)).toBe(pairs.length * 1024)
        },
      ),
    )
  })
})
