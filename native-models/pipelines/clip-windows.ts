import type { Denoiser, DenoiserConditions } from '../components/denoiser.ts'
import type { PoseEncoder } from '../components/pose-encoder.ts'
import { valueCount, type FloatTensor } from '../runtime/tensor.ts'
import type { CleanPredictor } from './sample-clip.ts'

/** One run of the denoiser over a part of a clip's samples. */
export interface ClipWindow {
  /** Samples that it sees, ascending. The clip's first one is always there: networks measure from it. */
  readonly rows: readonly number[]
  /** How much its answer for each of them counts where windows overlap, at least 0. */
  readonly weights: readonly number[]
}

/** Part of a window that it shares with the one before it, so that nothing changes abruptly between them. */
const OVERLAP_PART = 1 / 4

/**
 * Covers a clip with windows no longer than what a network was trained on.
 * @param samples in the clip, at least 1
 * @param longest samples in one window, at least 4 unless the clip fits into one
 */
export function clipWindows(samples: number, longest: number): readonly ClipWindow[] {
  const whole = Array.from({ length: samples }, (_, i) => i)
  if (samples <= longest) return [{ rows: whole, weights: whole.map(() => 1) }]
  const own = longest - 1
  const stride = Math.max(1, own - Math.max(1, Math.round(own * OVERLAP_PART)))
  const count = Math.ceil((samples - 1 - own) / stride) + 1
  return Array.from({ length: count }, (_, index) => {
    const start = 1 + Math.floor((index * (samples - 1 - own)) / (count - 1))
    const rows = [0, ...whole.slice(start, start + own)]
    // A tent: what a window knows least, its ends, counts least; the clip's own ends belong to one window alone.
    const weights = rows.map((_, i) => (i === 0 ? Number(index === 0) : Math.min(i, own + 1 - i)))
    return { rows, weights }
  })
}

/** The denoiser's conditions for one window. @param conditions of the whole clip */
export function windowConditions(
  conditions: Omit<DenoiserConditions, 'pose'>,
  pose: DenoiserConditions['pose'],
  { rows }: ClipWindow,
): DenoiserConditions {
  return {
    firstLatent: conditions.firstLatent,
    cacheLatent: rowsOf(conditions.cacheLatent, rows),
    cacheGeometry: rowsOf(conditions.cacheGeometry, rows),
    pose,
  }
}

/** Pose features of one window. @param plucker of the whole clip `[1, samples, 6, height, width]` */
export async function windowPose(
  encoder: PoseEncoder<keyof DenoiserConditions['pose']>,
  plucker: Float32Array,
  { rows }: ClipWindow,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<DenoiserConditions['pose']> {
  const size = 6 * width * height
  const isWhole = plucker.length === rows.length * size
  const maps = isWhole ? plucker : rowsOf({ dims: [plucker.length / size, size], data: plucker }, rows).data
  return encoder.encode(maps, rows.length, width, height)
}

/**
 * Predicts a whole clip window by window; where windows overlap the answer is their weighted mean.
 * @param conditions one for each window
 * @param between awaited before each further window of a prediction
 */
export function windowedPredictor(
  denoiser: Denoiser,
  windows: readonly ClipWindow[],
  conditions: readonly DenoiserConditions[],
  between: () => Promise<void>,
): CleanPredictor {
  const [only] = conditions
  if (windows.length === 1 && only) return (sample, time) => denoiser.predictClean(sample, time, only)
  return async (sample, time) => {
    const size = valueCount(sample.dims.slice(1))
    const sum = new Float64Array(sample.data.length)
    const weight = new Float64Array(sample.dims[0]!)
    for (const [index, { rows, weights }] of windows.entries()) {
      if (index > 0) await between()
      const clean = await denoiser.predictClean(rowsOf(sample, rows), time, conditions[index]!)
      for (const [i, row] of rows.entries()) {
        weight[row]! += weights[i]!
        for (let k = 0; k < size; k++) sum[row * size + k]! += weights[i]! * clean.data[i * size + k]!
      }
    }
    const data = Float32Array.from(sum, (value, i) => value / weight[Math.floor(i / size)]!)
    return { dims: sample.dims, data }
  }
}

function rowsOf(tensor: FloatTensor, rows: readonly number[]): FloatTensor {
  const size = valueCount(tensor.dims.slice(1))
  const data = new Float32Array(rows.length * size)
  rows.forEach((row, i) => data.set(tensor.data.subarray(row * size, (row + 1) * size), i * size))
  return { dims: [rows.length, ...tensor.dims.slice(1)], data }
}
