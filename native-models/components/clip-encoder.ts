import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** CLIP's vision tower with its projection: a picture to one vector. */
export class ClipEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** Side of the square picture that the network sees, pixels: 224 for ViT-H/14. */
  get side(): number {
    const side = this.#network.inputs.find(({ name }) => name === 'pixel_values')?.shape[2]
    return typeof side === 'number' ? side : 224
  }

  /** @param pixels `[3, side, side]`, see core/diffusion/clip-pixels.ts → `[1, width]`, 1024 wide for ViT-H/14 */
  async encode(pixels: Float32Array): Promise<FloatTensor> {
    const { side } = this
    const inputs = { pixel_values: floatTensor([1, 3, side, side], pixels) }
    return (await this.#network.run(inputs, { image_embeds: [1, 'width'] })).image_embeds
  }
}
