import type { Preview } from '../../core/contract/tasks.ts'
import type { Decoder } from '../components/decoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'

/**
 * One frame without a cache at half size: a quarter of a frame's decoding time. A frame too small to be halved comes at
 * its own size.
 *
 * @param latent `[1, 8, h, w]`
 * @param downscale pixels a side of a latent cell
 */
export async function decodePreview(decoder: Decoder, latent: FloatTensor, downscale: number): Promise<Preview> {
  const [, , rows = 0, columns = 0] = latent.dims
  const shown = columns < 2 || rows < 2 ? latent : halvedLatent(latent)
  const [, , h = 0, w = 0] = shown.dims
  const width = w * downscale
  const height = h * downscale
  const image = await decoder.decode(shown, new Float32Array(4 * width * height), width, height)
  return { width, height, rgb: toRgb8(image.data, width, height) }
}

/** Means of two by two cells `[1, channels, h, w]`; the last column or row of an odd count is left out. */
export function halvedLatent({ dims, data }: FloatTensor): FloatTensor {
  const [, channels = 0, h = 0, w = 0] = dims
  const columns = Math.floor(w / 2)
  const rows = Math.floor(h / 2)
  const halved = new Float32Array(channels * columns * rows)
  for (let i = 0; i < halved.length; i++) {
    const channel = Math.floor(i / (columns * rows))
    const row = Math.floor(i / columns) % rows
    const at = (channel * h + row * 2) * w + (i % columns) * 2
    halved[i] = (data[at]! + data[at + 1]! + data[at + w]! + data[at + w + 1]!) / 4
  }
  return { dims: [1, channels, rows, columns], data: halved }
}
