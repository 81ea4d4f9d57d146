import type { Network } from '../runtime/network.ts'
import type { FloatTensor } from '../runtime/tensor.ts'

/** A causal video autoencoder's decoder. */
export class VideoDecoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param latent `[1, channels, latentFrames, h, w]` → RGB `[frames, 3, height, width]`, about −1..1 */
  async decode(latent: FloatTensor, frames: number, width: number, height: number): Promise<FloatTensor> {
    return (await this.#network.run({ latent }, { image: [frames, 3, height, width] })).image
  }
}
