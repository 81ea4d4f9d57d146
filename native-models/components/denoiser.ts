import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'
import type { PoseFeatures } from './pose-encoder.ts'

/**
 * `pose_0` `[frames, channels, height/8, width/8]` goes in before the temporal attention of the U-Net's first level,
 * `pose_1` and `pose_2` the same at 1/16 and 1/32; `rays` `[frames, 6, height/8, width/8]` is the mean ray of each latent cell.
 */
export const poseNames = ['pose_0', 'pose_1', 'pose_2', 'rays'] as const

/** Everything besides noise and time that the denoiser is told; the same for every step. */
export interface DenoiserConditions {
  /** The board's latent `[1, 8, h, w]`. */
  readonly firstLatent: FloatTensor
  /** The filled cache renders' latents `[frames, 8, h, w]`; zeros when the cache is off. */
  readonly cacheLatent: FloatTensor
  /** `[frames, 4, h, w]`, see `cacheGeometry` in core/cache; zeros when the cache is off. */
  readonly cacheGeometry: FloatTensor
  readonly pose: PoseFeatures<(typeof poseNames)[number]>
}

/** The video denoiser: all frames of a clip at once. */
export class Denoiser {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * Predicts the clean latents.
   *
   * @param sample noisy latents `[frames, 8, h, w]`
   * @param time 1 = pure noise, 0 = clean
   * @returns `[frames, 8, h, w]`
   */
  async predictClean(sample: FloatTensor, time: number, conditions: DenoiserConditions): Promise<FloatTensor> {
    const inputs = {
      sample,
      timestep: floatTensor([1], Float32Array.of(time)),
      first_latent: conditions.firstLatent,
      cache_latent: conditions.cacheLatent,
      cache_geometry: conditions.cacheGeometry,
      ...conditions.pose,
    }
    return (await this.#network.run(inputs, { clean: sample.dims })).clean
  }
}
