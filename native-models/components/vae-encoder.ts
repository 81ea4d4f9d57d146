import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** Stable Diffusion's encoder: pictures to the mean of their latents. */
export class VaeEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param image `[3, height, width]` RGB in −1..1 → mean latent `[1, 4, height/8, width/8]`, not scaled */
  async encode(image: Float32Array, width: number, height: number): Promise<FloatTensor> {
    const { latent } = await this.#network.run({ image: floatTensor([1, 3, height, width], image) })
    return latent!
  }
}
