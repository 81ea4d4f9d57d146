/** What a WAV file's header says of its samples. */
export interface WavLayout {
  /** Byte of the first sample. */
  readonly start: number
  readonly frames: number
  readonly channels: number
  readonly bytesPerSample: 2 | 3
  readonly sampleRate: number
}

/** Bytes that surely hold the header of a file that the studio wrote. */
export const headerBytes = 4096

/**
 * Reads the header of a 16- or 24-bit PCM WAV.
 * @param bytes beginning of the file
 * @returns null for anything else
 */
export function readWavLayout(bytes: DataView): WavLayout | null {
  if (bytes.byteLength < 12 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') return null
  let format: { channels: number; sampleRate: number; bits: number } | null = null
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const size = bytes.getUint32(at + 4, true)
    const body = at + 8
    if (tag(bytes, at) === 'fmt ' && body + 16 <= bytes.byteLength) {
      const channels = bytes.getUint16(body + 2, true)
      format = { channels, sampleRate: bytes.getUint32(body + 4, true), bits: bytes.getUint16(body + 14, true) }
    }
    if (tag(bytes, at) === 'data') {
      if (format === null || format.channels < 1 || (format.bits !== 16 && format.bits !== 24)) return null
      const bytesPerSample = format.bits === 16 ? 2 : 3
      const { channels, sampleRate } = format
      const frames = Math.floor(size / (bytesPerSample * channels))
      return { start: body, frames, channels, bytesPerSample, sampleRate }
    }
    // Chunks begin at even bytes.
    at = body + size + (size % 2)
  }
  return null
}

function tag(bytes: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => bytes.getUint8(at + offset)))
}
