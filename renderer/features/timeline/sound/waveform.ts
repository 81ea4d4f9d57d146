import { peakSamples } from '../../../../core/contract/media-urls.ts'

/** The extremes of a sound within one column of pixels, −1..1. */
interface WaveformColumn {
  readonly lowest: number
  readonly highest: number
}

/**
 * Columns of a waveform. Each takes in every peak that touches its samples, so that no loud sample is lost between two.
 * @param peaks int8 pairs (lowest, highest) for each {@link peakSamples} samples
 * @param startSample sample of the sound at the left edge of the first column
 * @param samplesPerColumn more than 0
 */
export function waveformColumns(
  peaks: Int8Array,
  startSample: number,
  samplesPerColumn: number,
  columns: number,
): WaveformColumn[] {
  const count = Math.floor(peaks.length / 2)
  return Array.from({ length: columns }, (_, column) => {
    const from = startSample + column * samplesPerColumn
    const first = Math.max(0, Math.floor(from / peakSamples))
    const last = Math.min(count - 1, Math.ceil((from + samplesPerColumn) / peakSamples) - 1)
    let lowest = 0
    let highest = 0
    for (let peak = first; peak <= last; peak++) {
      lowest = Math.min(lowest, peaks[peak * 2]!)
      highest = Math.max(highest, peaks[peak * 2 + 1]!)
    }
    return { lowest: lowest / 128, highest: highest / 128 }
  })
}

/** Length of the sound that the peaks are of, rounded up to whole peaks. */
export function peaksDurationSamples(peaks: Int8Array): number {
  return Math.floor(peaks.length / 2) * peakSamples
}
