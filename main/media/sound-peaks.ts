import { writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { SoundPeaks, soundPeaksSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { soundWriteError } from './sound-error.ts'
import { fullScale, WavReader } from './wav-file.ts'
import { writeWhole } from './whole-file.ts'

/** Samples read at a time, about. */
const chunkSamples = 1 << 16

/** Writes lowest and highest values of a WAV for drawing. @throws StudioError `media.*`; AbortError */
export async function soundPeaks(
  { wavFile, samplesPerPeak, outFile }: z.infer<typeof soundPeaksSchema>,
  { signal, report }: TaskContext,
): Promise<SoundPeaks> {
  const reader = await WavReader.open(wavFile)
  try {
    const { durationSamples, format } = reader
    const peaks = Math.ceil(durationSamples / samplesPerPeak)
    const pairs = new Int8Array(peaks * 2)
    const peaksAtOnce = Math.max(1, Math.floor(chunkSamples / samplesPerPeak))
    const samples = new Int32Array(peaksAtOnce * samplesPerPeak * format.channels)
    for (let peak = 0; peak < peaks; peak += peaksAtOnce) {
      signal.throwIfAborted()
      report({ stage: 'media.sound.peaks', fraction: peak / peaks })
      const count = await reader.read(peak * samplesPerPeak, peaksAtOnce * samplesPerPeak, samples)
      const length = samplesPerPeak * format.channels
      for (let i = 0; i * samplesPerPeak < count; i++) {
        const run = samples.subarray(i * length, Math.min((i + 1) * length, count * format.channels))
        pairs.set(peakOf(run), (peak + i) * 2)
      }
    }
    await writeWhole(outFile, (unfinished) => writeFile(unfinished, pairs))
    return { peaks, durationSamples }
  } catch (thrown) {
    signal.throwIfAborted()
    throw soundWriteError(outFile, thrown)
  } finally {
    await reader.close()
  }
}

/** Lowest and highest value as -128..127, rounded outward so that the quietest sound still shows. */
function peakOf(run: Int32Array): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const sample of run) {
    if (sample < low) low = sample
    if (sample > high) high = sample
  }
  const step = fullScale / 128
  return [Math.floor(low / step), Math.min(127, Math.ceil(high / step))]
}
