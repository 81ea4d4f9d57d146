import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'
import type { CameraFeatures } from './camera-encoder.ts'

/** What both halves of guidance are told, the same for every step. */
export interface ClipConditions {
  /** `[3]`, see core/diffusion/time-ids.ts. */
  readonly timeIds: Float32Array
  readonly camera: CameraFeatures
  /** Weight of the camera features; 1 as trained. */
  readonly cameraStrength: number
}

/** Stable Video Diffusion's U-Net with CameraCtrl's merges: all frames of a clip at once, one half of guidance a run. */
export class VelocityDenoiser {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * Predicts the velocity.
   *
   * @param sample `[1, frames, 8, h, w]`: scaled noisy latents, then the board's latent; zeros for the half without it
   * @param timestep ¼ ln σ
   * @param imageEmbeds of {@link ClipEncoder} `[1, width]`; zeros for the half without the board
   * @returns `[1, frames, 4, h, w]`
   */
  async predictVelocity(
    sample: FloatTensor,
    timestep: number,
    imageEmbeds: FloatTensor,
    { timeIds, camera, cameraStrength }: ClipConditions,
  ): Promise<FloatTensor> {
    const { velocity } = await this.#network.run({
      sample,
      timestep: floatTensor([1], Float32Array.of(timestep)),
      image_embeds: floatTensor([1, 1, imageEmbeds.data.length], imageEmbeds.data),
      added_time_ids: floatTensor([1, 3], timeIds),
      ...camera,
      camera_strength: floatTensor([1], Float32Array.of(cameraStrength)),
    })
    return velocity!
  }
}
