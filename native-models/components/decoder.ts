import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** Latents to pictures, with the cache render at hand: covered pixels pass through. */
export class Decoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * @param latent `[1, 8, height/8, width/8]`
   * @param reference `[4, height, width]`: filled cache RGB 0..1 and coverage 0/1; zeros when the cache is off
   * @returns RGB `[1, 3, height, width]` in 0..1
   */
  async decode(latent: FloatTensor, reference: Float32Array, width: number, height: number): Promise<FloatTensor> {
    const inputs = { latent, reference: floatTensor([1, 4, height, width], reference) }
    return (await this.#network.run(inputs, { image: [1, 3, height, width] })).image
  }
}
