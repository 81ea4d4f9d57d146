import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** An image encoder of which all tokens are used. */
export class TokenEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param pixels `[3, 224, 224]`, see core/diffusion/clip-pixels.ts → `[1, tokens, width]` */
  async encode(pixels: Float32Array): Promise<FloatTensor> {
    const inputs = { pixel_values: floatTensor([1, 3, 224, 224], pixels) }
    return (await this.#network.run(inputs, { image_tokens: [1, 'tokens', 'width'] })).image_tokens
  }
}
