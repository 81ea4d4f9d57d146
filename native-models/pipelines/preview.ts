import type { Preview } from '../../core/contract/tasks.ts'
import type { Decoder } from '../components/decoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'

/**
 * One frame at half size from latents and a reference pooled two by two: a quarter of a frame's decoding time. The last
 * column or row of an odd count of latents is left out; a frame too small to be halved comes at its own size.
 *
 * @param latent `[1, 8, h, w]`
 * @param reference `[4, height, width]`, as the decoder takes it
 */
export async function decodePreview(
  decoder: Decoder,
  latent: FloatTensor,
  reference: Float32Array,
  size: { readonly width: number; readonly height: number },
): Promise<Preview> {
  const [, channels = 0, h = 0, w = 0] = latent.dims
  if (w < 2 || h < 2) {
    const image = await decoder.decode(latent, reference, size.width, size.height)
    return { ...size, rgb: toRgb8(image.data, size.width, size.height) }
  }
  const cells = { columns: Math.floor(w / 2), rows: Math.floor(h / 2) }
  const width = cells.columns * (size.width / w)
  const height = cells.rows * (size.height / h)
  const smallLatent = {
    dims: [1, channels, cells.rows, cells.columns],
    data: halvePlanes(latent.data, channels, { width: w, height: h }, cells),
  }
  const smallReference = halvePlanes(reference, 4, size, { columns: width, rows: height })
  // A cell that is covered in part is a hole to the decoder, which expects 0 or 1.
  const coverage = smallReference.subarray(3 * width * height)
  for (let i = 0; i < coverage.length; i++) coverage[i] = coverage[i] === 1 ? 1 : 0
  const image = await decoder.decode(smallLatent, smallReference, width, height)
  return { width, height, rgb: toRgb8(image.data, width, height) }
}

/**
 * The cache's drawing of a frame at half size, before any network has run.
 *
 * @param reference `[4, height, width]`, sides even
 */
export function drawnPreview(
  reference: Float32Array,
  size: { readonly width: number; readonly height: number },
): Preview {
  const half = { columns: size.width / 2, rows: size.height / 2 }
  const planes = halvePlanes(reference, 3, size, half)
  return { width: half.columns, height: half.rows, rgb: toRgb8(planes, half.columns, half.rows) }
}

/** Means of two by two values of each plane, from its top left corner on. */
function halvePlanes(
  planes: Float32Array,
  count: number,
  { width, height }: { readonly width: number; readonly height: number },
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Float32Array {
  const halved = new Float32Array(count * columns * rows)
  for (let i = 0; i < halved.length; i++) {
    const plane = Math.floor(i / (columns * rows))
    const row = Math.floor(i / columns) % rows
    const at = (plane * height + row * 2) * width + (i % columns) * 2
    halved[i] = (planes[at]! + planes[at + 1]! + planes[at + width]! + planes[at + width + 1]!) / 4
  }
  return halved
}
