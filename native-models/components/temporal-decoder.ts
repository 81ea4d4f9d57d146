import type { PixelSize } from '../../core/camera/intrinsics.ts'
import type { Network } from '../runtime/network.ts'
import { valueCount, type FloatTensor } from '../runtime/tensor.ts'

/** Stable Video Diffusion's decoder: latents of neighbouring frames to their pictures, each with an eye on the others. */
export class TemporalDecoder {
  readonly #network: Network
  readonly #size: PixelSize

  /** @param size of the pictures */
  constructor(network: Network, size: PixelSize) {
    this.#network = network
    this.#size = size
  }

  /**
   * @param latents `[frames, 4, h, w]`, already divided by the scale of the latents
   * @param first,count the frames to decode together
   * @returns RGB `[count, 3, height, width]`, about −1..1
   */
  async decode(latents: FloatTensor, first: number, count: number): Promise<FloatTensor> {
    const rest = latents.dims.slice(1)
    const size = valueCount(rest)
    const data = latents.data.subarray(first * size, (first + count) * size)
    const { width, height } = this.#size
    const { image } = await this.#network.run(
      { latent: { dims: [count, ...rest], data } },
      { image: [count, 3, height, width] },
    )
    return image
  }
}
