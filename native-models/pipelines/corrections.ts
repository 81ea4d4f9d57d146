import { valueCount, type FloatTensor } from '../runtime/tensor.ts'

/** What the model adds to the cache, `clean − cacheLatent`, at its own sample times. */
export interface Corrections {
  /** `[samples, ...]` */
  readonly values: FloatTensor
  /** In film frames, ascending, one for each sample. */
  readonly times: readonly number[]
}

/** `clean − cacheLatent`, both `[samples, 8, h, w]`. */
export function correctionsOf(clean: FloatTensor, cacheLatent: FloatTensor, times: readonly number[]): Corrections {
  const data = clean.data.map((value, i) => value - cacheLatent.data[i]!)
  return { values: { dims: clean.dims, data }, times }
}

/**
 * A film frame's latent `[1, 8, h, w]`: its own cache latent plus the correction interpolated linearly in film time
 * between the two nearest samples. Before the first and after the last sample the correction stays the same.
 *
 * @param time in film frames
 */
export function correctedLatent(cacheLatent: FloatTensor, corrections: Corrections, time: number): FloatTensor {
  const { values, times } = corrections
  const size = valueCount(values.dims.slice(1))
  const after = times.findIndex((sample) => sample >= time)
  const high = after < 0 ? times.length - 1 : after
  const low = after <= 0 ? high : after - 1
  const span = times[high]! - times[low]!
  const part = span > 0 ? (time - times[low]!) / span : 0
  const data = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    const correction = (1 - part) * values.data[low * size + i]! + part * values.data[high * size + i]!
    data[i] = cacheLatent.data[i]! + correction
  }
  return { dims: cacheLatent.dims, data }
}
