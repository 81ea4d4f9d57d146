import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** Pictures to latents. */
export class ImageEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param image `[3, height, width]` RGB in 0..1 → latent `[1, 8, height/8, width/8]` */
  async encode(image: Float32Array, width: number, height: number): Promise<FloatTensor> {
    const { latent } = await this.#network.run({ image: floatTensor([1, 3, height, width], image) })
    return latent!
  }
}
