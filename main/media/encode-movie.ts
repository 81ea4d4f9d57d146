import { AVERROR_ENOSPC } from 'node-av/constants'
import { FFmpegError, type Packet } from 'node-av/lib'
import type { z } from 'zod'
import { StudioError } from '../../core/contract/errors.ts'
import { soundRate, type encodeMovieSchema, type MovieFrame, type MovieInfo } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { formatTimecode } from '../../core/timeline/timecode.ts'
import { evenSize, FilmFrames } from './film-frames.ts'
import { MovieFile } from './movie-file.ts'
import { PictureTrack } from './movie-picture-track.ts'
import { SoundTrack } from './movie-sound-track.ts'
import { writeWhole } from './whole-file.ts'

type MovieInput = z.infer<typeof encodeMovieSchema>

/** Half a second at 24 frames: the app's player reaches any frame by decoding a few. */
const defaultKeyframeInterval = 12

/**
 * Writes frames as a movie under a temporary name and renames it when it is whole: constant frame rate, bt709 limited
 * range and tagged so, index in front. H.264 is 8-bit 4:2:0 at constant quality 18, ProRes 422 HQ 10-bit 4:2:2.
 * @throws StudioError of a picture or the sound; `media.movie.disk-full`, `media.movie.encode`; AbortError
 */
export async function encodeMovie(input: MovieInput, context: TaskContext): Promise<MovieInfo> {
  try {
    const frames = framesOf(input)
    await writeWhole(input.outFile, (unfinished) => writeMovie(input, frames, unfinished, context))
    return { frames: frames.length, ...evenSize(input) }
  } catch (thrown) {
    context.signal.throwIfAborted()
    throw movieError(input.outFile, thrown)
  }
}

function movieError(file: string, thrown: unknown): unknown {
  if (thrown instanceof StudioError || thrown instanceof RangeError) return thrown
  const isFull =
    thrown instanceof FFmpegError ? thrown.code === AVERROR_ENOSPC : (thrown as NodeJS.ErrnoException).code === 'ENOSPC'
  if (isFull) return new StudioError('media.movie.disk-full', { file }, { cause: thrown })
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new StudioError('media.movie.encode', { file, reason }, { cause: thrown })
}

function framesOf(input: MovieInput): readonly MovieFrame[] {
  if ('frames' in input) return input.frames
  const rawSize = { width: input.width, height: input.height }
  return input.rawFiles.map((file) => [{ picture: { file, rawSize, box: null }, weight: 1 }])
}

async function writeMovie(
  input: MovieInput,
  frames: readonly MovieFrame[],
  file: string,
  context: TaskContext,
): Promise<void> {
  const { rate, format } = input
  const sampleAt = (frame: number): number => Math.round((frame * soundRate * rate.denominator) / rate.numerator)
  const keyframeInterval = input.keyframeInterval ?? defaultKeyframeInterval
  const picture = await PictureTrack.open({ ...evenSize(input), rate, format, keyframeInterval })
  let sound: SoundTrack | null = null
  let movie: MovieFile | null = null
  try {
    if (input.soundFile) sound = await SoundTrack.open(input.soundFile, format, sampleAt(frames.length))
    movie = await MovieFile.create(file, format === 'mp4-h264' ? 'mp4' : 'mov')
    const pictureTrack = movie.addTrack(picture.codec, timecodeTag(input))
    const soundTrack = sound ? movie.addTrack(sound.codec) : -1
    await movie.start()
    const write = async (packets: readonly Packet[], track: { codec: PictureTrack['codec'] }, number: number) => {
      for (const packet of packets) await movie?.write(packet, track.codec, number)
    }
    for await (const [index, rgb] of madeFrames(input, frames, context)) {
      await write(await picture.encode(rgb), picture, pictureTrack)
      if (sound) await write(await sound.encodeUntil(sampleAt(index + 1)), sound, soundTrack)
    }
    await write(await picture.flush(), picture, pictureTrack)
    if (sound) await write(await sound.flush(), sound, soundTrack)
    await movie.finish()
    movie = null
  } finally {
    await movie?.discard()
    await sound?.close()
    picture.close()
  }
}

/** FFmpeg makes a timecode track of this tag. */
function timecodeTag({ rate, startTimecode }: MovieInput): Readonly<Record<string, string>> {
  if (!startTimecode) return {}
  return { timecode: formatTimecode(startTimecode.frames, { rate, dropFrame: startTimecode.dropFrame }) }
}

/** Each frame with its number; the next one is made while the encoder works on this one. */
async function* madeFrames(
  input: MovieInput,
  frames: readonly MovieFrame[],
  { signal, report }: TaskContext,
): AsyncGenerator<[number, Uint8Array]> {
  const maker = new FilmFrames(input)
  const buffers = [new Uint8Array(maker.frameBytes), new Uint8Array(maker.frameBytes)] as const
  const make = (index: number): Promise<Uint8Array> | null => {
    const frame = frames[index]
    if (!frame) return null
    const rgb = buffers[index % 2 === 0 ? 0 : 1]
    const made = maker.make(frame, rgb, signal).then(() => rgb)
    // Its failure is told when its turn comes, if it comes.
    made.catch(() => undefined)
    return made
  }
  let next = make(0)
  for (let index = 0; next; index++) {
    signal.throwIfAborted()
    report({ stage: 'media.movie', fraction: index / frames.length, step: { done: index, total: frames.length } })
    const rgb: Uint8Array = await next
    next = make(index + 1)
    yield [index, rgb]
  }
}
