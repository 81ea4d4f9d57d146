import { valueCount, type FloatTensor } from '../runtime/tensor.ts'

/** Cells to each side over which samples and their mean are compared, twice: about as wide as the blotches of a sample. */
const REACH_CELLS = 2

/**
 * A sample's detail on the coarse colours of the mean prediction. Samples disagree with each other in large soft
 * blotches; the mean of all of them, which a denoiser predicts from pure noise, has none, but no detail either.
 *
 * @param sampled,mean latents `[frames, channels, h, w]`
 */
export function calmLatents(sampled: FloatTensor, mean: FloatTensor): FloatTensor {
  const [, , h = 0, w = 0] = sampled.dims
  const difference = mean.data.map((value, i) => value - sampled.data[i]!)
  const planes = valueCount(sampled.dims.slice(0, 2))
  const line = new Float64Array(Math.max(h, w))
  for (let plane = 0; plane < planes; plane++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let row = 0; row < h; row++) blurLine(difference, (plane * h + row) * w, 1, w, line)
      for (let column = 0; column < w; column++) blurLine(difference, plane * h * w + column, w, h, line)
    }
  }
  return { dims: sampled.dims, data: sampled.data.map((value, i) => value + difference[i]!) }
}

/** Means over the cells in reach, in place. */
function blurLine(values: Float32Array, start: number, stride: number, count: number, line: Float64Array): void {
  for (let i = 0; i < count; i++) line[i] = values[start + i * stride]!
  for (let i = 0; i < count; i++) {
    const first = Math.max(0, i - REACH_CELLS)
    const last = Math.min(count - 1, i + REACH_CELLS)
    let sum = 0
    for (let k = first; k <= last; k++) sum += line[k]!
    values[start + i * stride] = sum / (last - first + 1)
  }
}
