import { open, type FileHandle } from 'node:fs/promises'
import { unreadableFile } from '../../core/contract/file-errors.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { soundRate } from '../../core/contract/media.ts'
import { openSource } from './read-source.ts'

/** Full scale of the samples that pass between these files and their users: 24 bits, whatever the file has. */
export const fullScale = 1 << 23

export interface WavFormat {
  readonly channels: 1 | 2
  readonly bitsPerSample: 16 | 24
}

const headerBytes = 44

/** What a WAV's own length can tell. */
const maximumBytes = 2 ** 32 + headerBytes

/** A 48 kHz WAV of whole samples, as the studio writes it, read from any place. */
export class WavReader {
  readonly format: WavFormat
  readonly durationSamples: number
  readonly #handle: FileHandle
  readonly #dataStart: number
  #bytes = new Uint8Array(0)

  private constructor(handle: FileHandle, format: WavFormat, dataStart: number, durationSamples: number) {
    this.#handle = handle
    this.format = format
    this.#dataStart = dataStart
    this.durationSamples = durationSamples
  }

  /** @throws StudioError `media.*` that names the file; `media.sound.corrupt` for a WAV of any other kind */
  static async open(file: string): Promise<WavReader> {
    const { handle, size } = await openSource(file, maximumBytes)
    try {
      const start = new Uint8Array(Math.min(size, 4096))
      await handle.read(start, 0, start.length, 0)
      const found = parseHeader(start, size)
      if (typeof found === 'string') throw new StudioError('media.sound.corrupt', { file, reason: found })
      return new WavReader(handle, found.format, found.dataStart, found.durationSamples)
    } catch (thrown) {
      await handle.close()
      throw unreadableFile(file, thrown)
    }
  }

  /**
   * Reads samples as 24-bit integers `[count, channels]`; fewer come back at the sound's end.
   * @param out has room for `count` × channels
   * @returns how many samples were read
   */
  async read(startSample: number, count: number, out: Int32Array): Promise<number> {
    const wanted = Math.max(0, Math.min(count, this.durationSamples - startSample))
    const { channels, bitsPerSample } = this.format
    const frameBytes = (channels * bitsPerSample) / 8
    if (this.#bytes.length < wanted * frameBytes) this.#bytes = new Uint8Array(wanted * frameBytes)
    const place = this.#dataStart + startSample * frameBytes
    const { bytesRead } = await this.#handle.read(this.#bytes, 0, wanted * frameBytes, place)
    const samples = Math.floor(bytesRead / frameBytes)
    decodeSamples(this.#bytes, samples * channels, bitsPerSample, out)
    return samples
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

function decodeSamples(bytes: Uint8Array, count: number, bitsPerSample: 16 | 24, out: Int32Array): void {
  for (let i = 0, at = 0; i < count; i++) {
    // The top byte goes to the top of 32 bits and comes down with its sign.
    const low = bitsPerSample === 24 ? bytes[at++]! << 8 : 0
    out[i] = ((bytes[at + 1]! << 24) | (bytes[at]! << 16) | low) >> 8
    at += 2
  }
}

/** Finds format and samples of a WAV, or says what is wrong with it. */
function parseHeader(
  bytes: Uint8Array,
  fileBytes: number,
): { format: WavFormat; dataStart: number; durationSamples: number } | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') return 'no WAV'
  let format: WavFormat | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true)
    if (name(at) === 'fmt ' && at + 24 <= bytes.length) {
      const channels = view.getUint16(at + 10, true)
      const rate = view.getUint32(at + 12, true)
      const bitsPerSample = view.getUint16(at + 22, true)
      const known = (channels === 1 || channels === 2) && (bitsPerSample === 16 || bitsPerSample === 24)
      if (view.getUint16(at + 8, true) !== 1 || !known || rate !== soundRate) return 'no 48 kHz PCM of 16 or 24 bits'
      format = { channels, bitsPerSample }
    }
    if (name(at) === 'data' && format) {
      const frameBytes = (format.channels * format.bitsPerSample) / 8
      if (at + 8 + length > fileBytes) return 'cut off'
      return { format, dataStart: at + 8, durationSamples: Math.floor(length / frameBytes) }
    }
    at += 8 + length + (length & 1)
  }
  return 'no samples'
}

/** Writes a 48 kHz WAV piece by piece; its length is put into the head at the end. */
export class WavWriter {
  readonly format: WavFormat
  readonly #handle: FileHandle
  #written = 0
  #bytes = new Uint8Array(0)

  private constructor(handle: FileHandle, format: WavFormat) {
    this.#handle = handle
    this.format = format
  }

  static async create(file: string, format: WavFormat): Promise<WavWriter> {
    const handle = await open(file, 'w')
    const writer = new WavWriter(handle, format)
    await writer.#put(writer.#header(0), null)
    return writer
  }

  /** @param samples 24-bit integers `[count, channels]`, of which 16-bit files keep the upper bits */
  async append(samples: Int32Array): Promise<void> {
    const width = this.format.bitsPerSample / 8
    const length = samples.length * width
    if (this.#bytes.length < length) this.#bytes = new Uint8Array(length)
    for (let i = 0, at = 0; i < samples.length; i++) {
      const sample = samples[i]!
      if (width === 3) this.#bytes[at++] = sample
      this.#bytes[at++] = sample >> 8
      this.#bytes[at++] = sample >> 16
    }
    await this.#put(this.#bytes.subarray(0, length), null)
    this.#written += length
  }

  /** Completes the head and closes the file. */
  async finish(): Promise<void> {
    // Parts of a RIFF file have even lengths.
    if (this.#written & 1) await this.#put(new Uint8Array(1), null)
    await this.#put(this.#header(this.#written), 0)
    await this.#handle.close()
  }

  /** Closes the file as it is. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
  }

  async #put(bytes: Uint8Array, place: number | null): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const position = place === null ? null : place + done
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position)
      done += bytesWritten
    }
  }

  #header(dataBytes: number): Uint8Array {
    const { channels, bitsPerSample } = this.format
    const frameBytes = (channels * bitsPerSample) / 8
    const header = Buffer.alloc(headerBytes)
    header.write('RIFF', 0, 'latin1')
    header.writeUInt32LE(headerBytes - 8 + dataBytes + (dataBytes & 1), 4)
    header.write('WAVEfmt ', 8, 'latin1')
    header.writeUInt32LE(16, 16)
    header.writeUInt16LE(1, 20)
    header.writeUInt16LE(channels, 22)
    header.writeUInt32LE(soundRate, 24)
    header.writeUInt32LE(soundRate * frameBytes, 28)
    header.writeUInt16LE(frameBytes, 32)
    header.writeUInt16LE(bitsPerSample, 34)
    header.write('data', 36, 'latin1')
    header.writeUInt32LE(dataBytes, 40)
    return header
  }
}
