import { BoardCache } from '../../core/cache/board-cache.ts'
import { cacheGeometry, decoderReference, planarImage } from '../../core/cache/condition.ts'
import { coveredPart } from '../../core/cache/coverage.ts'
import type { Camera } from '../../core/contract/generation.ts'
import type { ImageEncoder } from '../components/image-encoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import type { PipelineInput } from './pipeline.ts'

/** The cache seen by the model's own samples. */
export interface SampleConditions {
  /** `[samples, 8, h, w]` */
  readonly latent: FloatTensor
  /** `[samples, 4, h, w]` */
  readonly geometry: FloatTensor
}

/** What decoding one film frame takes from the cache. */
export interface FrameConditions {
  /** `[1, 8, h, w]` */
  readonly latent: FloatTensor
  /** `[4, height, width]` */
  readonly reference: Float32Array
  /** Part of the frame that the cache covers, 0..1; null when the cache is off. */
  readonly coverage: number | null
}

/** The cache as the networks see it, from any camera; with the cache off, zeros of the same shapes. */
export interface CacheSource {
  /** For the cameras of all samples; `step` is awaited after each. */
  samples(cameras: readonly Camera[], step: (done: number) => Promise<void>): Promise<SampleConditions>
  /** For one film frame. @param known its latent when a sample has the same camera, to spare encoding it again */
  frame(camera: Camera, known: FloatTensor | null): Promise<FrameConditions>
  /** The decoder's reference alone. */
  reference(camera: Camera): Float32Array
}

const GEOMETRY_CHANNELS = 4

/** The board's triangles drawn from each camera, holes filled, and encoded. */
export function boardCacheSource(input: PipelineInput, encoder: ImageEncoder): CacheSource {
  const { spec } = input
  const { width, height } = spec.size
  const picture = { width: spec.picture.width, height: spec.picture.height, rgb: input.picture }
  const depth = { width: spec.depth.width, height: spec.depth.height, values: input.depth }
  const cache = new BoardCache(picture, depth, spec.boardIntrinsics, spec.size)
  return {
    async samples(cameras, step) {
      const latents: FloatTensor[] = []
      const geometries: FloatTensor[] = []
      for (const camera of cameras) {
        const drawn = cache.render(camera)
        const latent = await encoder.encode(planarImage(drawn), width, height)
        const [, , h = 0, w = 0] = latent.dims
        latents.push(latent)
        geometries.push({ dims: [1, GEOMETRY_CHANNELS, h, w], data: cacheGeometry(drawn) })
        await step(latents.length)
      }
      return { latent: stacked(latents), geometry: stacked(geometries) }
    },
    async frame(camera, known) {
      const drawn = cache.render(camera)
      const latent = known ?? (await encoder.encode(planarImage(drawn), width, height))
      return { latent, reference: decoderReference(drawn), coverage: coveredPart(drawn) }
    },
    reference: (camera) => decoderReference(cache.render(camera)),
  }
}

/** The cache switched off: the model has the board and the camera embedding alone. */
export function emptyCacheSource(input: PipelineInput): CacheSource {
  const { size } = input.spec
  const { channels, downscale } = input.pack.manifest.latent
  const h = size.height / downscale
  const w = size.width / downscale
  const reference = new Float32Array(4 * size.width * size.height)
  const zeros = (count: number, depth: number): FloatTensor => {
    return { dims: [count, depth, h, w], data: new Float32Array(count * depth * h * w) }
  }
  return {
    async samples(cameras) {
      return { latent: zeros(cameras.length, channels), geometry: zeros(cameras.length, GEOMETRY_CHANNELS) }
    },
    async frame() {
      return { latent: zeros(1, channels), reference, coverage: null }
    },
    reference: () => reference,
  }
}

/** Tensors `[1, ...]` of one shape as one `[count, ...]`. */
function stacked(tensors: readonly FloatTensor[]): FloatTensor {
  const [first] = tensors
  if (!first) throw new RangeError('nothing to stack')
  const data = new Float32Array(tensors.length * first.data.length)
  tensors.forEach((tensor, i) => data.set(tensor.data, i * first.data.length))
  return { dims: [tensors.length, ...first.dims.slice(1)], data }
}
