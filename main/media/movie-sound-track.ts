import './ffmpeg-setup.ts'
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S32,
  type AVSampleFormat,
  type FFEncoderCodec,
} from 'node-av/constants'
import { Frame, Rational, type ChannelLayout, type CodecContext, type Packet } from 'node-av/lib'
import { soundRate, type MovieFormat } from '../../core/contract/media.ts'
import { EncoderTrack } from './encoder-track.ts'
import { fullScale, WavReader, type WavFormat } from './wav-file.ts'

/** Samples that are encoded at a time: AAC takes no other number. */
const chunkSamples = 1024

/** Transparent for two channels; FFmpeg's encoder needs more than others for that. */
const aacBitsPerChannel = 128_000

/** Turns a WAV into packets of a movie's sound, in step with its picture. */
export class SoundTrack {
  readonly #encoder: EncoderTrack
  readonly #reader: WavReader
  readonly #sampleFormat: AVSampleFormat
  readonly #endSample: number
  readonly #samples: Int32Array
  #position = 0

  private constructor(encoder: EncoderTrack, reader: WavReader, sampleFormat: AVSampleFormat, endSample: number) {
    this.#encoder = encoder
    this.#reader = reader
    this.#sampleFormat = sampleFormat
    this.#endSample = endSample
    this.#samples = new Int32Array(chunkSamples * reader.format.channels)
  }

  /**
   * @param movieSamples the picture's length; longer sound is cut off there
   * @returns null for a sound without samples
   */
  static async open(file: string, format: MovieFormat, movieSamples: number): Promise<SoundTrack | null> {
    const reader = await WavReader.open(file)
    try {
      const endSample = Math.min(movieSamples, reader.durationSamples)
      const { encoder, sampleFormat } = codingOf(format, reader.format)
      const track =
        endSample > 0
          ? await EncoderTrack.open(encoder as FFEncoderCodec, {}, (codec) => {
              codec.sampleRate = soundRate
              codec.sampleFormat = sampleFormat
              codec.channelLayout = layoutOf(reader.format.channels)
              codec.timeBase = new Rational(1, soundRate)
              if (format === 'mp4-h264') codec.bitRate = BigInt(aacBitsPerChannel * reader.format.channels)
            })
          : null
      if (track) return new SoundTrack(track, reader, sampleFormat, endSample)
      await reader.close()
      return null
    } catch (thrown) {
      await reader.close()
      throw thrown
    }
  }

  get codec(): CodecContext {
    return this.#encoder.codec
  }

  /** Packets of the sound up to a sample at least, as far as there is any. */
  async encodeUntil(sample: number): Promise<Packet[]> {
    const packets: Packet[] = []
    while (this.#position < Math.min(sample, this.#endSample)) {
      const count = await this.#reader.read(
        this.#position,
        Math.min(chunkSamples, this.#endSample - this.#position),
        this.#samples,
      )
      if (count === 0) break
      packets.push(...(await this.#encoder.encode(this.#frame(count))))
      this.#position += count
    }
    return packets
  }

  /** All that is left, the encoder's own delay too. */
  async flush(): Promise<Packet[]> {
    return [...(await this.encodeUntil(this.#endSample)), ...(await this.#encoder.encode(null))]
  }

  async close(): Promise<void> {
    this.#encoder.close()
    await this.#reader.close()
  }

  #frame(count: number): Frame {
    const { channels } = this.#reader.format
    const frame = Frame.fromAudioBuffer(sampleBytes(this.#samples, count, channels, this.#sampleFormat), {
      nbSamples: count,
      format: this.#sampleFormat,
      sampleRate: soundRate,
      channelLayout: layoutOf(channels),
      timeBase: { num: 1, den: soundRate },
    })
    frame.pts = BigInt(this.#position)
    return frame
  }
}

function codingOf(format: MovieFormat, wav: WavFormat): { encoder: string; sampleFormat: AVSampleFormat } {
  if (format === 'mp4-h264') return { encoder: 'aac', sampleFormat: AV_SAMPLE_FMT_FLTP }
  return wav.bitsPerSample === 16
    ? { encoder: 'pcm_s16le', sampleFormat: AV_SAMPLE_FMT_S16 }
    : { encoder: 'pcm_s24le', sampleFormat: AV_SAMPLE_FMT_S32 }
}

function layoutOf(channels: 1 | 2): ChannelLayout {
  // Front centre is bit 2, front left and right are bits 0 and 1.
  return { nbChannels: channels, order: AV_CHANNEL_ORDER_NATIVE, mask: channels === 1 ? 4n : 3n }
}

/** 24-bit integers `[count, channels]` in the form an encoder takes; planar floats are one channel after the other. */
function sampleBytes(samples: Int32Array, count: number, channels: number, format: AVSampleFormat): Buffer {
  if (format === AV_SAMPLE_FMT_S16) {
    return Buffer.from(Int16Array.from({ length: count * channels }, (_, i) => samples[i]! >> 8).buffer)
  }
  if (format === AV_SAMPLE_FMT_S32) {
    return Buffer.from(Int32Array.from({ length: count * channels }, (_, i) => samples[i]! << 8).buffer)
  }
  const planes = new Float32Array(count * channels)
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < count; i++) planes[channel * count + i] = samples[i * channels + channel]! / fullScale
  }
  return Buffer.from(planes.buffer)
}
