import './ffmpeg-setup.ts'
import { AV_CODEC_FLAG_GLOBAL_HEADER, AVERROR_EAGAIN, AVERROR_EOF, type FFEncoderCodec } from 'node-av/constants'
import { Codec, CodecContext, Dictionary, FFmpegError, Packet, type Frame } from 'node-av/lib'

/** An opened encoder that hands over every packet it has after each frame. */
export class EncoderTrack {
  readonly codec: CodecContext

  private constructor(codec: CodecContext) {
    this.codec = codec
  }

  /**
   * @param options by FFmpeg's names for this encoder
   * @param configure sets sizes, formats and times
   * @throws FFmpegError; Error when this FFmpeg lacks the encoder
   */
  static async open(
    name: FFEncoderCodec,
    options: Readonly<Record<string, string>>,
    configure: (codec: CodecContext) => void,
  ): Promise<EncoderTrack> {
    const found = Codec.findEncoderByName(name)
    if (!found) throw new Error(`FFmpeg has no encoder ${name}`)
    const codec = new CodecContext()
    codec.allocContext3(found)
    try {
      configure(codec)
      // MP4 and MOV keep what all packets share in their index.
      codec.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER)
      FFmpegError.throwIfError(await codec.open2(found, Dictionary.fromObject(options)))
      return new EncoderTrack(codec)
    } catch (thrown) {
      codec.freeContext()
      throw thrown
    }
  }

  /**
   * Encodes a frame, which is freed; null asks for all that is left.
   * @returns packets in the order of decoding, often none; whoever takes them frees them
   */
  async encode(frame: Frame | null): Promise<Packet[]> {
    try {
      FFmpegError.throwIfError(await this.codec.sendFrame(frame))
    } finally {
      frame?.free()
    }
    const packets: Packet[] = []
    for (;;) {
      const packet = new Packet()
      packet.alloc()
      const code = await this.codec.receivePacket(packet)
      if (code >= 0) {
        packets.push(packet)
        continue
      }
      packet.free()
      if (code !== AVERROR_EAGAIN && code !== AVERROR_EOF) FFmpegError.throwIfError(code)
      return packets
    }
  }

  close(): void {
    this.codec.freeContext()
  }
}
