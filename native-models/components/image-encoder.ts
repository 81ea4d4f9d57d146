import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** Channels of a latent, and pixels of the picture's side to one of its cells. */
export interface LatentFacts {
  readonly channels: number
  readonly downscale: number
}

/** Pictures to latents; of an encoder that spreads them, to their mean. */
export class ImageEncoder {
  readonly #network: Network
  readonly #latent: LatentFacts

  constructor(network: Network, latent: LatentFacts) {
    this.#network = network
    this.#latent = latent
  }

  /**
   * @param image `[3, height, width]` RGB in the range that the network was trained on
   * @returns `[1, channels, height / downscale, width / downscale]`, not scaled
   */
  async encode(image: Float32Array, width: number, height: number): Promise<FloatTensor> {
    const { channels, downscale } = this.#latent
    const { latent } = await this.#network.run(
      { image: floatTensor([1, 3, height, width], image) },
      { latent: [1, channels, height / downscale, width / downscale] },
    )
    return latent
  }
}
