import './ffmpeg-setup.ts'
import { AVIO_FLAG_WRITE, AVMEDIA_TYPE_VIDEO } from 'node-av/constants'
import { Dictionary, FFmpegError, FormatContext, IOContext, type CodecContext, type Packet } from 'node-av/lib'

export type Container = 'mp4' | 'mov'

/**
 * A movie that is being written, on FFmpeg's plain interface: node-av's own muxer hides whether the end of a file
 * could be written, and a full disk often shows only there.
 */
export class MovieFile {
  readonly #context = new FormatContext()
  readonly #io = new IOContext()

  private constructor() {}

  /** @throws FFmpegError */
  static async create(file: string, container: Container): Promise<MovieFile> {
    const movie = new MovieFile()
    try {
      FFmpegError.throwIfError(movie.#context.allocOutputContext2(null, container, file))
      FFmpegError.throwIfError(movie.#context.setOption('movflags', '+faststart'))
      FFmpegError.throwIfError(await movie.#io.open2(file, AVIO_FLAG_WRITE))
      movie.#context.pb = movie.#io
      return movie
    } catch (thrown) {
      movie.#context.freeContext()
      throw thrown
    }
  }

  /**
   * Adds a track for what an opened encoder gives out, before {@link start}.
   * @param metadata of the track, such as `timecode`
   * @returns the track's number
   */
  addTrack(codec: CodecContext, metadata: Readonly<Record<string, string>> = {}): number {
    const stream = this.#context.newStream(null)
    FFmpegError.throwIfError(stream.codecpar.fromContext(codec))
    stream.timeBase = codec.timeBase
    if (codec.codecType === AVMEDIA_TYPE_VIDEO) {
      stream.avgFrameRate = codec.framerate
      stream.rFrameRate = codec.framerate
    }
    stream.metadata = Dictionary.fromObject(metadata)
    return stream.index
  }

  /** Writes the head of the file. */
  async start(): Promise<void> {
    FFmpegError.throwIfError(await this.#context.writeHeader())
  }

  /** Writes a packet, whose times count in the encoder's own base, and frees it. */
  async write(packet: Packet, codec: CodecContext, track: number): Promise<void> {
    try {
      const stream = this.#context.streams[track]
      if (!stream) throw new RangeError(`no track ${track}`)
      packet.streamIndex = track
      packet.rescaleTs(codec.timeBase, stream.timeBase)
      FFmpegError.throwIfError(await this.#context.interleavedWriteFrame(packet))
    } finally {
      packet.free()
    }
  }

  /** Writes the end of the file, moves the index to its front and closes it. */
  async finish(): Promise<void> {
    FFmpegError.throwIfError(await this.#context.writeTrailer())
    this.#context.pb = null
    FFmpegError.throwIfError(await this.#io.closep())
    this.#context.freeContext()
  }

  /** Gives back what a movie holds that is not finished. */
  async discard(): Promise<void> {
    this.#context.pb = null
    await this.#io.closep().catch(() => undefined)
    this.#context.freeContext()
  }
}
