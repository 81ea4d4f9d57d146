import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export interface Wav {
  readonly channels: number
  readonly bits: number
  readonly rate: number
  /** One list a channel, as integers of `bits` bits. */
  readonly samples: readonly (readonly number[])[]
}

/** The bytes of a PCM WAV, written down from the format's description and not by the code under test. */
export function wavBytes({ channels, bits, rate, samples }: Wav): Buffer {
  const count = samples[0]!.length
  const width = bits / 8
  const data = Buffer.alloc(count * channels * width)
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) data.writeIntLE(samples[c]![i]!, (i * channels + c) * width, width)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * channels * width, 28)
  head.writeUInt16LE(channels * width, 32)
  head.writeUInt16LE(bits, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** A WAV in a folder of the running test. */
export function wavFile(wav: Wav, name = 'sound.wav'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, wavBytes(wav))
  return file
}

/** Reads a WAV whose samples follow a head of 44 bytes. */
export function readWav(file: string): Wav {
  const bytes = readFileSync(file)
  const channels = bytes.readUInt16LE(22)
  const bits = bytes.readUInt16LE(34)
  const width = bits / 8
  const count = bytes.readUInt32LE(40) / channels / width
  const samples = Array.from({ length: channels }, (_, c) =>
    Array.from({ length: count }, (_unused, i) => bytes.readIntLE(44 + (i * channels + c) * width, width)),
  )
  return { channels, bits, rate: bytes.readUInt32LE(24), samples }
}

/** One channel of whole numbers that looks like noise and is the same each time. */
export function noise(count: number, bits: number, seed = 1): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state >> (32 - bits)
  })
}
