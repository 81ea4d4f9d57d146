import type { BoardCache } from '../../core/cache/board-cache.ts'
import { cacheGeometry, planarImage } from '../../core/cache/condition.ts'
import type { Camera, GenerationSpec } from '../../core/contract/generation.ts'
import type { ImageEncoder } from '../components/image-encoder.ts'
import type { Pack } from '../packs/loader.ts'
import type { FloatTensor } from '../runtime/tensor.ts'

/** The cache seen by the model's own samples. */
export interface SampleConditions {
  /** `[samples, 8, h, w]` */
  readonly latent: FloatTensor
  /** `[samples, 4, h, w]` */
  readonly geometry: FloatTensor
}

const GEOMETRY_CHANNELS = 4

/** The board's triangles drawn from each sample's camera, holes filled, and encoded. @param step awaited after each */
export async function cacheConditions(
  cache: BoardCache,
  encoder: ImageEncoder,
  cameras: readonly Camera[],
  step: (done: number) => Promise<void>,
): Promise<SampleConditions> {
  const latents: FloatTensor[] = []
  const geometries: FloatTensor[] = []
  for (const camera of cameras) {
    const drawn = cache.render(camera)
    const latent = await encoder.encode(planarImage(drawn), drawn.width, drawn.height)
    const [, , h = 0, w = 0] = latent.dims
    latents.push(latent)
    geometries.push({ dims: [1, GEOMETRY_CHANNELS, h, w], data: cacheGeometry(drawn) })
    await step(latents.length)
  }
  return { latent: stacked(latents), geometry: stacked(geometries) }
}

/** The cache switched off: the model has the board and the camera embedding alone. */
export function emptyConditions({ size, sampleCameras }: GenerationSpec, { manifest }: Pack): SampleConditions {
  const { channels, downscale } = manifest.latent
  const zeros = (depth: number): FloatTensor => {
    const dims = [sampleCameras.length, depth, size.height / downscale, size.width / downscale]
    return { dims, data: new Float32Array(dims.reduce((product, extent) => product * extent, 1)) }
  }
  return { latent: zeros(channels), geometry: zeros(GEOMETRY_CHANNELS) }
}

/** Tensors `[1, ...]` of one shape as one `[count, ...]`. */
function stacked(tensors: readonly FloatTensor[]): FloatTensor {
  const [first] = tensors
  if (!first) throw new RangeError('nothing to stack')
  const data = new Float32Array(tensors.length * first.data.length)
  tensors.forEach((tensor, i) => data.set(tensor.data, i * first.data.length))
  return { dims: [tensors.length, ...first.dims.slice(1)], data }
}
