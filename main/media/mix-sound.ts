import type { z } from 'zod'
import { soundRate, type mixSoundSchema, type SoundClip, type SoundInfo } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { soundWriteError } from './sound-error.ts'
import { fullScale, WavReader, WavWriter } from './wav-file.ts'
import { writeWhole } from './whole-file.ts'

/** Samples mixed at a time. */
const chunkSamples = soundRate

const format = { channels: 2, bitsPerSample: 24 } as const

/**
 * Mixes pieces of sounds, each at its exact sample. Sums beyond full scale are clamped.
 * @throws StudioError `media.*` that names the file; AbortError
 */
export async function mixSound(input: z.infer<typeof mixSoundSchema>, context: TaskContext): Promise<SoundInfo> {
  const readers = new Map<string, WavReader>()
  try {
    for (const { wavFile } of input.clips) {
      if (!readers.has(wavFile)) readers.set(wavFile, await WavReader.open(wavFile))
    }
    await writeWhole(input.outFile, (unfinished) => writeMix(input, readers, unfinished, context))
    return { durationSamples: input.totalSamples, ...format }
  } catch (thrown) {
    context.signal.throwIfAborted()
    throw soundWriteError(input.outFile, thrown)
  } finally {
    for (const reader of readers.values()) await reader.close()
  }
}

async function writeMix(
  { clips, totalSamples }: z.infer<typeof mixSoundSchema>,
  readers: ReadonlyMap<string, WavReader>,
  file: string,
  { signal, report }: TaskContext,
): Promise<void> {
  const writer = await WavWriter.create(file, format)
  const sums = new Float64Array(chunkSamples * 2)
  const samples = new Int32Array(chunkSamples * 2)
  try {
    for (let start = 0; start < totalSamples; start += chunkSamples) {
      signal.throwIfAborted()
      report({ stage: 'media.sound.mix', fraction: start / totalSamples })
      const length = Math.min(chunkSamples, totalSamples - start)
      sums.fill(0)
      for (const clip of clips) {
        const reader = readers.get(clip.wavFile)
        if (reader) await addClip(clip, reader, { start, length }, sums, samples)
      }
      await writer.append(Int32Array.from({ length: length * 2 }, (_, i) => clamped(sums[i]!)))
    }
    await writer.finish()
  } catch (thrown) {
    await writer.discard()
    throw thrown
  }
}

/** Adds what of a clip falls into a run of the mix, `[length, 2]`. */
async function addClip(
  clip: SoundClip,
  reader: WavReader,
  run: { readonly start: number; readonly length: number },
  sums: Float64Array,
  samples: Int32Array,
): Promise<void> {
  const from = Math.max(clip.startSample, run.start)
  const end = Math.min(clip.startSample + clip.durationSamples, run.start + run.length)
  if (from >= end) return
  const count = await reader.read(clip.sourceStartSample + from - clip.startSample, end - from, samples)
  const gain = 10 ** (clip.gainDb / 20)
  const { channels } = reader.format
  for (let i = 0; i < count; i++) {
    const to = (from - run.start + i) * 2
    sums[to]! += gain * samples[i * channels]!
    sums[to + 1]! += gain * samples[i * channels + channels - 1]!
  }
}

function clamped(sum: number): number {
  return Math.max(-fullScale, Math.min(fullScale - 1, Math.round(sum)))
}
