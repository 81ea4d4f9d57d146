import type { Preview } from '../../core/contract/tasks.ts'
import type { Decoder } from '../components/decoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'

/**
 * One frame at half size from latents and a reference pooled two by two: a quarter of a frame's decoding time.
 *
 * @param latent `[1, 8, h, w]`, h and w even
 * @param reference `[4, height, width]`, as the decoder takes it
 */
export async function decodePreview(
  decoder: Decoder,
  latent: FloatTensor,
  reference: Float32Array,
  size: { readonly width: number; readonly height: number },
): Promise<Preview> {
  const [, channels = 0, h = 0, w = 0] = latent.dims
  const width = size.width / 2
  const height = size.height / 2
  const smallLatent = { dims: [1, channels, h / 2, w / 2], data: halvePlanes(latent.data, channels, w, h) }
  const smallReference = halvePlanes(reference, 4, size.width, size.height)
  // A cell that is covered in part is a hole to the decoder, which expects 0 or 1.
  const coverage = smallReference.subarray(3 * width * height)
  for (let i = 0; i < coverage.length; i++) coverage[i] = coverage[i] === 1 ? 1 : 0
  const image = await decoder.decode(smallLatent, smallReference, width, height)
  return { width, height, rgb: toRgb8(image.data, width, height) }
}

/** Means of two by two values of each plane. */
function halvePlanes(planes: Float32Array, count: number, width: number, height: number): Float32Array {
  const columns = width / 2
  const rows = height / 2
  const halved = new Float32Array(count * columns * rows)
  for (let i = 0; i < halved.length; i++) {
    const plane = Math.floor(i / (columns * rows))
    const row = Math.floor(i / columns) % rows
    const at = (plane * height + row * 2) * width + (i % columns) * 2
    halved[i] = (planes[at]! + planes[at + 1]! + planes[at + width]! + planes[at + width + 1]!) / 4
  }
  return halved
}
