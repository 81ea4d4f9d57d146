import './ffmpeg-setup.ts'
import { readFile, rename, rm } from 'node:fs/promises'
import { Encoder, FilterAPI, Muxer } from 'node-av/api'
import {
  AV_PIX_FMT_RGB24,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  type FFEncoderCodec,
} from 'node-av/constants'
import { Frame, Rational } from 'node-av/lib'
import type { z } from 'zod'
import { StudioError } from '../../core/contract/errors.ts'
import type { encodeMovieSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'

type MovieInput = z.infer<typeof encodeMovieSchema>

/** x264's constant quality; 18 is visually lossless. */
const constantQuality = '18'

/**
 * Writes raw RGB frames as a movie under a temporary name and renames it when it is whole. MP4 with H.264: 8-bit
 * 4:2:0, bt709 limited range and tagged so, index in front, constant frame rate. 4:2:0 needs even sides, so an odd
 * last column or row is dropped.
 */
export async function encodeMovie(input: MovieInput, context: TaskContext): Promise<{ readonly frames: number }> {
  const unfinished = `${input.outFile}.unfinished`
  try {
    await writeMovie(input, unfinished, context)
    await rename(unfinished, input.outFile)
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    context.signal.throwIfAborted()
    if (thrown instanceof StudioError) throw thrown
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new StudioError('media.movie.encode', { file: input.outFile, reason }, { cause: thrown })
  }
  return { frames: input.rawFiles.length }
}

async function writeMovie(input: MovieInput, file: string, context: TaskContext): Promise<void> {
  const timeBase = new Rational(input.rate.denominator, input.rate.numerator)
  const frameRate = new Rational(input.rate.numerator, input.rate.denominator)
  const width = input.width & ~1
  const height = input.height & ~1
  const filter = FilterAPI.create(
    `crop=${width}:${height}:0:0:exact=1,` +
      'scale=in_range=full:out_range=limited:out_color_matrix=bt709:flags=lanczos+accurate_rnd+full_chroma_int,format=yuv420p,' +
      'setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
    { framerate: frameRate },
  )
  const encoder = await Encoder.create('libx264' as FFEncoderCodec, {
    context: { timeBase, framerate: frameRate },
    options: { crf: constantQuality, preset: 'medium' },
    configure: (codec) => {
      codec.colorPrimaries = AVCOL_PRI_BT709
      codec.colorTrc = AVCOL_TRC_BT709
      codec.colorSpace = AVCOL_SPC_BT709
      codec.colorRange = AVCOL_RANGE_MPEG
    },
  })
  let muxer: Muxer | null = null
  try {
    muxer = await Muxer.open(file, { format: 'mp4', options: { movflags: '+faststart' } })
    const stream = muxer.addStream(encoder)
    let packets = 0
    for await (const packet of encoder.packets(filter.frames(readFrames(input, timeBase, context)))) {
      await muxer.writePacket(packet, stream)
      if (packet) packets++
      packet?.free()
    }
    if (packets !== input.rawFiles.length) throw new Error(`${packets} of ${input.rawFiles.length} frames encoded`)
  } finally {
    await muxer?.close()
    encoder.close()
    filter.close()
  }
}

async function* readFrames(
  { rawFiles, width, height }: MovieInput,
  timeBase: { num: number; den: number },
  { signal, report }: TaskContext,
): AsyncGenerator<Frame | null> {
  for (const [index, file] of rawFiles.entries()) {
    signal.throwIfAborted()
    report({
      stage: 'media.movie',
      fraction: index / rawFiles.length,
      step: { done: index, total: rawFiles.length },
    })
    const frame = Frame.fromVideoBuffer(await readFile(file), {
      width,
      height,
      format: AV_PIX_FMT_RGB24,
      timeBase,
    })
    frame.pts = BigInt(index)
    frame.duration = 1n
    yield frame
  }
  // Tells filter and encoder to give out what they still hold.
  yield null
}
