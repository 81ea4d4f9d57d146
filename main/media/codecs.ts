import './ffmpeg-setup.ts'
import { Codec, getFFmpegInfo } from 'node-av/lib'
import type { FFEncoderCodec } from 'node-av/constants'
import type { CodecList } from '../../core/contract/media.ts'

/** Encoders of the formats that the studio writes or will write. */
const encoders = ['libx264', 'prores_ks', 'dnxhd', 'libvpx-vp9', 'libsvtav1', 'png', 'exr', 'tiff', 'aac', 'libopus']

/** Which of the encoders that matter here are in the FFmpeg that is installed. */
export async function listCodecs(): Promise<CodecList> {
  const found = encoders.map((name) => [name, Codec.findEncoderByName(name as FFEncoderCodec) !== null] as const)
  return { ffmpeg: getFFmpegInfo().version, encoders: Object.fromEntries(found) }
}
