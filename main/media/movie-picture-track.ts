import './ffmpeg-setup.ts'
import { FilterAPI } from 'node-av/api'
import {
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P10LE,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  type AVPixelFormat,
  type FFEncoderCodec,
} from 'node-av/constants'
import { Frame, Rational, type CodecContext, type Packet } from 'node-av/lib'
import type { FrameRate } from '../../core/contract/generation.ts'
import type { MovieFormat } from '../../core/contract/media.ts'
import { EncoderTrack } from './encoder-track.ts'

export interface PictureTrackOptions {
  /** Even. */
  readonly width: number
  readonly height: number
  readonly rate: FrameRate
  readonly format: MovieFormat
  readonly keyframeInterval: number
}

interface PictureFormat {
  readonly encoder: string
  readonly pixelFormat: AVPixelFormat
  readonly pixelFormatName: string
  options(interval: number): Readonly<Record<string, string>>
}

const formats: Readonly<Record<MovieFormat, PictureFormat>> = {
  'mp4-h264': {
    encoder: 'libx264',
    pixelFormat: AV_PIX_FMT_YUV420P,
    pixelFormatName: 'yuv420p',
    // Constant quality 18 is visually lossless.
    options: (interval) => ({ crf: '18', preset: 'medium', g: String(interval) }),
  },
  'mov-prores-422-hq': {
    encoder: 'prores_ks',
    pixelFormat: AV_PIX_FMT_YUV422P10LE,
    pixelFormatName: 'yuv422p10le',
    // Editing software treats files of any other vendor with distrust.
    options: () => ({ profile: '3', vendor: 'apl0' }),
  },
}

/** Turns RGB frames into packets of a movie's picture: bt709, limited range, tagged so. */
export class PictureTrack {
  readonly #encoder: EncoderTrack
  readonly #filter: FilterAPI
  readonly #options: PictureTrackOptions
  readonly #timeBase: Rational
  #encoded = 0

  private constructor(encoder: EncoderTrack, filter: FilterAPI, options: PictureTrackOptions) {
    this.#encoder = encoder
    this.#filter = filter
    this.#options = options
    this.#timeBase = new Rational(options.rate.denominator, options.rate.numerator)
  }

  static async open(options: PictureTrackOptions): Promise<PictureTrack> {
    const { encoder, pixelFormat, pixelFormatName, options: optionsOf } = formats[options.format]
    const track = await EncoderTrack.open(encoder as FFEncoderCodec, optionsOf(options.keyframeInterval), (codec) => {
      codec.width = options.width
      codec.height = options.height
      codec.pixelFormat = pixelFormat
      codec.timeBase = new Rational(options.rate.denominator, options.rate.numerator)
      codec.framerate = new Rational(options.rate.numerator, options.rate.denominator)
      codec.sampleAspectRatio = new Rational(1, 1)
      codec.colorPrimaries = AVCOL_PRI_BT709
      codec.colorTrc = AVCOL_TRC_BT709
      codec.colorSpace = AVCOL_SPC_BT709
      codec.colorRange = AVCOL_RANGE_MPEG
      codec.threadCount = 0
    })
    const filter = FilterAPI.create(
      // H.264 and ProRes mean chroma samples that lie on the left of their two pixels; the scaler's own is the middle.
      'scale=in_range=full:out_range=limited:out_color_matrix=bt709:out_chroma_loc=left:' +
        'flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp,' +
        `format=${pixelFormatName},` +
        'setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
      { framerate: new Rational(options.rate.numerator, options.rate.denominator) },
    )
    return new PictureTrack(track, filter, options)
  }

  get codec(): CodecContext {
    return this.#encoder.codec
  }

  /** @param rgb the next frame, `[height, width, 3]` */
  async encode(rgb: Uint8Array): Promise<Packet[]> {
    const { width, height } = this.#options
    const bytes = Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength)
    const timeBase = this.#timeBase
    const frame = Frame.fromVideoBuffer(bytes, { width, height, format: AV_PIX_FMT_RGB24, timeBase })
    frame.pts = BigInt(this.#encoded)
    frame.duration = 1n
    const converted = await this.#filter.processAll(frame).finally(() => frame.free())
    const packets: Packet[] = []
    for (const picture of converted) {
      picture.pts = BigInt(this.#encoded)
      picture.duration = 1n
      packets.push(...(await this.#encoder.encode(picture)))
      this.#encoded++
    }
    return timed(packets)
  }

  /** What the encoder still holds. */
  async flush(): Promise<Packet[]> {
    return timed(await this.#encoder.encode(null))
  }

  close(): void {
    this.#filter.close()
    this.#encoder.close()
  }
}

/** Some encoders leave a packet's duration out, and a movie would then lack its last frame's. */
function timed(packets: Packet[]): Packet[] {
  for (const packet of packets) packet.duration = 1n
  return packets
}
