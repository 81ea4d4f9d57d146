import type { Preview } from '../../core/contract/tasks.ts'
import type { TemporalDecoder } from '../components/temporal-decoder.ts'
import { valueCount, type FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'
import { picturePlanes } from './picture-planes.ts'

/** What a frame's latents are multiplied by for the denoiser, and so divided by before they are decoded. */
const LATENT_SCALE = 0.18215

/** The latents of a clip as its decoder takes them. */
export function unscaledLatents({ dims, data }: FloatTensor): FloatTensor {
  return { dims, data: data.map((value) => value / LATENT_SCALE) }
}

/**
 * Decodes a clip some frames at a time. Frames of one chunk see each other; over its borders they do not.
 *
 * @param latents `[frames, 4, h, w]`, not scaled
 * @param chunk at least 1; the last chunk has what is left
 * @param step told how many frames there are, with the newest one, smaller
 * @returns 8-bit frames `[height, width, 3]`
 */
export async function decodeClip(
  decoder: Pick<TemporalDecoder, 'decode'>,
  latents: FloatTensor,
  chunk: number,
  step: (done: number, preview: Preview) => Promise<void>,
): Promise<Uint8Array[]> {
  const [count = 0] = latents.dims
  const frames: Uint8Array[] = []
  for (let first = 0; first < count; first += chunk) {
    const decoded = await decoder.decode(latents, first, Math.min(chunk, count - first))
    frames.push(...framesTo8Bit(decoded))
    const [, , height = 0, width = 0] = decoded.dims
    await step(frames.length, halved(frames[frames.length - 1]!, width, height))
  }
  return frames
}

/** Frames `[frames, 3, height, width]` in −1..1 as 8-bit `[height, width, 3]` each. */
export function framesTo8Bit({ dims, data }: FloatTensor): Uint8Array[] {
  const [count = 0, , height = 0, width = 0] = dims
  const size = valueCount([3, height, width])
  return Array.from({ length: count }, (_, i) =>
    toRgb8(
      data.subarray(i * size, (i + 1) * size).map((value) => value / 2 + 0.5),
      width,
      height,
    ),
  )
}

function halved(rgb: Uint8Array, width: number, height: number): Preview {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const planes = picturePlanes(rgb, { width, height }, half)
  return { ...half, rgb: toRgb8(planes, half.width, half.height) }
}
