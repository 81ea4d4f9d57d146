import type { WavLayout } from '../../../../core/contract/wav-layout.ts'

/** Samples of all channels as −1..1, one array for each channel. @param bytes whole frames of the file */
export function pcmChannels(bytes: DataView, layout: WavLayout): Float32Array<ArrayBuffer>[] {
  const { channels, bytesPerSample } = layout
  const frameBytes = channels * bytesPerSample
  const frames = Math.floor(bytes.byteLength / frameBytes)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames)
    for (let frame = 0; frame < frames; frame++) {
      const at = frame * frameBytes + channel * bytesPerSample
      samples[frame] = bytesPerSample === 2 ? bytes.getInt16(at, true) / 32_768 : int24(bytes, at) / 8_388_608
    }
    return samples
  })
}

function int24(bytes: DataView, at: number): number {
  return bytes.getInt8(at + 2) * 65_536 + bytes.getUint16(at, true)
}
