import './ffmpeg-setup.ts'
import { Decoder, Demuxer } from 'node-av/api'
import { AV_PIX_FMT_GRAYF16LE, AV_PIX_FMT_GRAYF32LE } from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import type { DepthRaster } from '../../core/cache/depth.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { withDepthAsLuminance } from './exr-depth-channel.ts'

/** Reads the depth channel of an OpenEXR file of one part, half or float, any compression that FFmpeg knows. */
export async function decodeExr(bytes: Buffer, file: string): Promise<DepthRaster> {
  try {
    const renamed = withDepthAsLuminance(bytes)
    if (!renamed) throw new StudioError('media.depth.exr-kind', { file })
    const plane = await firstFrame(renamed)
    if (plane) return plane
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError('media.depth.corrupt', { file, reason }, { cause })
  }
  throw new StudioError('media.depth.corrupt', { file, reason: 'no picture in it' })
}

async function firstFrame(bytes: Buffer): Promise<DepthRaster | null> {
  const demuxer = await Demuxer.open(bytes, { format: 'exr_pipe' })
  const stream = demuxer.video()
  if (!stream) return null
  const decoder = await Decoder.create(stream, { exitOnError: true })
  try {
    for await (const frame of decoder.frames(demuxer.packets(stream.index))) {
      if (!frame) continue
      const values = depthOf(frame)
      const { width, height } = frame
      frame.free()
      return { width, height, values }
    }
    return null
  } finally {
    decoder.close()
    await demuxer.close()
  }
}

function depthOf(frame: Frame): Float32Array {
  const count = frame.width * frame.height
  const packed = Uint8Array.from(frame.toBuffer()).buffer
  const format: number = frame.format
  if (format === AV_PIX_FMT_GRAYF32LE) return new Float32Array(packed, 0, count)
  if (format === AV_PIX_FMT_GRAYF16LE) return Float32Array.from(new Uint16Array(packed, 0, count), floatOfHalf)
  throw new Error(`pixels of an unexpected kind (${format})`)
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
function floatOfHalf(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
