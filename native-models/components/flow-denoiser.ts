import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** What both halves of guidance are told, the same for every step. */
export interface FlowConditions {
  /** The board's latent `[1, channels, latentFrames, h, w]`. */
  readonly condition: FloatTensor
  /** See core/camera/packed-plucker.ts, `[1, 24, latentFrames, height, width]`. */
  readonly camera: FloatTensor
  readonly cameraStrength: number
}

/** A flow-matching video transformer with a camera adapter: all frames of a clip at once. */
export class FlowDenoiser {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * Predicts the velocity.
   *
   * @param sample `[1, channels, latentFrames, h, w]`
   * @param timestep 1000 = pure noise, 0 = clean
   * @param imageTokens `[1, tokens, width]`; zeros for the half without the board
   * @returns of the sample's shape
   */
  async predictVelocity(
    sample: FloatTensor,
    timestep: number,
    imageTokens: FloatTensor,
    { condition, camera, cameraStrength }: FlowConditions,
  ): Promise<FloatTensor> {
    const { velocity } = await this.#network.run({
      sample,
      condition,
      camera,
      timestep: floatTensor([1], Float32Array.of(timestep)),
      image_tokens: imageTokens,
      camera_strength: floatTensor([1], Float32Array.of(cameraStrength)),
    })
    return velocity!
  }
}
