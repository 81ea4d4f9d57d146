import './ffmpeg-setup.ts'
import { FilterAPI } from 'node-av/api'
import type { Frame } from 'node-av/lib'
import type { z } from 'zod'
import { StudioError } from '../../core/contract/errors.ts'
import { maximumSoundMinutes, soundRate, type importSoundSchema, type SoundInfo } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { SoundSource } from './sound-source.ts'
import { WavWriter, type WavFormat } from './wav-file.ts'
import { soundWriteError } from './sound-error.ts'
import { writeWhole } from './whole-file.ts'

/** Time stamps of some containers are rounded to milliseconds; a lost packet is a hole of 20 and more. */
const smallestHoleSeconds = 0.015

/**
 * Converts any sound that the studio reads to a 48 kHz WAV. Holes where a damaged packet was become silence, so that
 * what follows stays in sync; more than two channels are mixed down.
 * @throws StudioError `media.sound.*`; AbortError
 */
export async function importSound(input: z.infer<typeof importSoundSchema>, context: TaskContext): Promise<SoundInfo> {
  const source = await SoundSource.open(input.file)
  try {
    if (source.declaredSeconds > maximumSoundMinutes * 60) throw tooLong(input.file)
    return await writeWhole(input.outFile, (unfinished) => convert(source, input.file, unfinished, context))
  } catch (thrown) {
    context.signal.throwIfAborted()
    throw soundWriteError(input.outFile, thrown)
  } finally {
    await source.close()
  }
}

async function convert(
  source: SoundSource,
  file: string,
  outFile: string,
  { signal, report }: TaskContext,
): Promise<SoundInfo> {
  const format: WavFormat = { channels: source.channels === 1 ? 1 : 2, bitsPerSample: source.isPlain ? 16 : 24 }
  const filter = FilterAPI.create(conversion(format, source.pictureStartSeconds))
  const writer = await WavWriter.create(outFile, format)
  let durationSamples = 0
  const write = async (frames: Iterable<Frame>): Promise<void> => {
    for (const frame of frames) {
      durationSamples += frame.nbSamples
      if (durationSamples > soundRate * 60 * maximumSoundMinutes) throw tooLong(file)
      await writer.append(samplesOf(frame, format))
      frame.free()
    }
  }
  try {
    for await (const frame of source.frames(signal)) {
      await write(await filter.processAll(frame).finally(() => frame.free()))
      const fraction = Math.min(1, durationSamples / soundRate / (source.declaredSeconds || Infinity))
      report({ stage: 'media.sound.import', fraction })
    }
    for await (const frame of filter.flushFrames()) await write([frame])
    await writer.finish()
    return { durationSamples, ...format }
  } catch (thrown) {
    await writer.discard()
    throw thrown
  } finally {
    filter.close()
  }
}

function tooLong(file: string): StudioError {
  return new StudioError('media.sound.too-long', { file, minutes: maximumSoundMinutes })
}

/** FFmpeg's filters to the wanted form. The sound of a movie is padded or trimmed to start with its picture. */
function conversion({ channels, bitsPerSample }: WavFormat, pictureStartSeconds: number | null): string {
  const start = pictureStartSeconds === null ? '' : `:first_pts=${Math.round(pictureStartSeconds * soundRate)}`
  const layout = channels === 1 ? 'mono' : 'stereo'
  const sampleFormat = bitsPerSample === 16 ? 's16' : 's32'
  return (
    `aresample=${soundRate}:async=1:min_hard_comp=${smallestHoleSeconds}${start},` +
    `aformat=sample_fmts=${sampleFormat}:channel_layouts=${layout}:sample_rates=${soundRate}`
  )
}

/** A converted frame's samples as 24-bit integers `[count, channels]`. */
function samplesOf(frame: Frame, { channels, bitsPerSample }: WavFormat): Int32Array {
  const bytes = Uint8Array.from(frame.toBuffer()).buffer
  const count = frame.nbSamples * channels
  return bitsPerSample === 16
    ? Int32Array.from(new Int16Array(bytes, 0, count), (sample) => sample << 8)
    : new Int32Array(bytes, 0, count).map((sample) => sample >> 8)
}
