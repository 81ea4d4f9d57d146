import './ffmpeg-setup.ts'
import { open } from 'node:fs/promises'
import {
  AV_NOPTS_VALUE,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_U8,
  AV_SAMPLE_FMT_U8P,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVERROR_INVALIDDATA,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_DISPOSITION_ATTACHED_PIC,
} from 'node-av/constants'
import { Codec, CodecContext, Dictionary, FFmpegError, FormatContext, Frame, Packet, type Stream } from 'node-av/lib'
import { StudioError } from '../../core/contract/errors.ts'
import { soundRate } from '../../core/contract/media.ts'
import { openSource } from './read-source.ts'

/** Containers that people's sounds come in. Others, playlists above all, could make FFmpeg open further files. */
const containers = 'wav,w64,aiff,caf,mp3,aac,flac,ogg,mov,matroska'

/** Containers that tell how long the sound is, so that one that was cut off is found out. */
const knowsItsLength = /^(?:w64|aiff|caf|flac|mov)/

/** Movies may be long; only their sound is read. */
const maximumBytes = 100e9

/** Parts of damage that a player would pass over: tags in odd places look like it. */
const toleratedDamage = 0.02

/** The sound of an audio or movie file, decoded packet by packet. */
export class SoundSource {
  readonly #file: string
  readonly #context: FormatContext
  readonly #codec: CodecContext
  readonly #stream: Stream
  #packets = 0
  #damaged = 0
  #decodedSamples = 0

  private constructor(file: string, context: FormatContext, codec: CodecContext, stream: Stream) {
    this.#file = file
    this.#context = context
    this.#codec = codec
    this.#stream = stream
  }

  /** @throws StudioError `media.*` that names the file */
  static async open(file: string): Promise<SoundSource> {
    const { handle } = await openSource(file, maximumBytes)
    await handle.close()
    const context = new FormatContext()
    try {
      const options = Dictionary.fromObject({ format_whitelist: containers, protocol_whitelist: 'file' })
      if ((await context.openInput(file, null, options)) < 0) throw new StudioError('media.sound.unknown', { file })
      if ((await context.findStreamInfo(null)) < 0) throw new StudioError('media.sound.unknown', { file })
      const stream = context.streams[context.findBestStream(AVMEDIA_TYPE_AUDIO)]
      if (!stream) {
        const pictures = context.streams.some(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO)
        throw new StudioError(pictures ? 'media.sound.none' : 'media.sound.unknown', { file })
      }
      return new SoundSource(file, context, await openDecoder(stream, file), stream)
    } catch (thrown) {
      await context.closeInput().catch(() => undefined)
      throw thrown
    }
  }

  /** The file's own samples fit a 48 kHz file of 16 bits. */
  get isPlain(): boolean {
    const narrow: readonly number[] = [AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P, AV_SAMPLE_FMT_U8, AV_SAMPLE_FMT_U8P]
    return narrow.includes(this.#codec.sampleFormat) && this.#codec.sampleRate === soundRate && this.channels <= 2
  }

  get channels(): number {
    return this.#codec.channelLayout.nbChannels
  }

  /** As the file tells it; an estimate for some kinds, 0 when it tells nothing. */
  get declaredSeconds(): number {
    const { duration, timeBase } = this.#stream
    if (duration > 0n) return (Number(duration) * timeBase.num) / timeBase.den
    return this.#context.duration > 0n ? Number(this.#context.duration) / 1e6 : 0
  }

  /** Where the picture of a movie starts, in seconds of the file's own time; null without a picture. */
  get pictureStartSeconds(): number | null {
    const picture = this.#context.streams.find(
      ({ codecpar, disposition }) =>
        codecpar.codecType === AVMEDIA_TYPE_VIDEO && (disposition & AV_DISPOSITION_ATTACHED_PIC) === 0,
    )
    if (!picture) return null
    const { startTime, timeBase } = picture
    return startTime === AV_NOPTS_VALUE ? 0 : (Number(startTime) * timeBase.num) / timeBase.den
  }

  /**
   * Decoded frames with their times; whoever takes one frees it.
   * @throws StudioError `media.sound.corrupt`, `media.sound.truncated`; AbortError
   */
  async *frames(signal: AbortSignal): AsyncGenerator<Frame> {
    const packet = new Packet()
    packet.alloc()
    try {
      for (;;) {
        signal.throwIfAborted()
        const code = await this.#context.readFrame(packet)
        if (code < 0) break
        if (packet.streamIndex === this.#stream.index) yield* this.#decode(packet)
        packet.unref()
      }
      yield* this.#decode(null)
    } finally {
      packet.free()
    }
    await this.#checkWhole()
  }

  async *#decode(packet: Packet | null): AsyncGenerator<Frame> {
    this.#packets++
    const sent = await this.#codec.sendPacket(packet)
    if (sent < 0 && sent !== AVERROR_EOF) this.#damaged++
    for (;;) {
      const frame = new Frame()
      frame.alloc()
      const code = await this.#codec.receiveFrame(frame)
      if (code >= 0) {
        frame.timeBase = this.#stream.timeBase
        this.#decodedSamples += frame.nbSamples
        yield frame
        continue
      }
      frame.free()
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return
      if (code !== AVERROR_INVALIDDATA) FFmpegError.throwIfError(code)
      this.#damaged++
      return
    }
  }

  async #checkWhole(): Promise<void> {
    const file = this.#file
    if (this.#decodedSamples === 0) throw new StudioError('media.sound.unknown', { file })
    const container = this.#context.iformat?.name ?? ''
    const seconds = this.#decodedSamples / this.#codec.sampleRate
    const missing = this.declaredSeconds - seconds
    const isCut = knowsItsLength.test(container) && missing > Math.max(0.1, this.declaredSeconds * 0.001)
    if (isCut || (container === 'wav' && (await wavIsCut(file))))
      throw new StudioError('media.sound.truncated', { file })
    if (this.#damaged > Math.max(1, this.#packets * toleratedDamage)) {
      throw new StudioError('media.sound.corrupt', { file, reason: `${this.#damaged}/${this.#packets}` })
    }
  }

  async close(): Promise<void> {
    this.#codec.freeContext()
    await this.#context.closeInput()
  }
}

async function openDecoder(stream: Stream, file: string): Promise<CodecContext> {
  const found = Codec.findDecoder(stream.codecpar.codecId)
  const codec = new CodecContext()
  codec.allocContext3(found)
  try {
    if (!found) throw new StudioError('media.sound.codec', { file, codec: codecName(stream) })
    FFmpegError.throwIfError(codec.parametersToContext(stream.codecpar))
    codec.pktTimebase = stream.timeBase
    FFmpegError.throwIfError(await codec.open2(found))
    if (codec.sampleRate <= 0 || codec.channelLayout.nbChannels <= 0) throw new Error('no channels')
    return codec
  } catch (thrown) {
    codec.freeContext()
    if (thrown instanceof StudioError) throw thrown
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new StudioError('media.sound.corrupt', { file, reason }, { cause: thrown })
  }
}

function codecName({ codecpar }: Stream): string {
  return codecpar.codecTagString?.trim() || String(codecpar.codecId)
}

/** A WAV whose samples should reach beyond its end. Recorders that write a stream leave the length open instead. */
async function wavIsCut(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const chunk = new DataView(new ArrayBuffer(8))
    for (let at = 12; at + 8 <= size;) {
      await handle.read(chunk, 0, 8, at)
      const length = chunk.getUint32(4, true)
      // 'data', read as a number.
      if (chunk.getUint32(0) === 0x64617461) return length < 0x7fffff00 && at + 8 + length > size
      at += 8 + length + (length & 1)
    }
    return false
  } finally {
    await handle.close()
  }
}
