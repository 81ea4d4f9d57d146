import { latentsOfFrames } from '../../core/camera/packed-plucker.ts'
import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'
import type { LatentFacts } from './image-encoder.ts'

/** A causal video autoencoder's encoder: a clip whose first frame is a picture and whose others are grey. */
export class VideoEncoder {
  readonly #network: Network
  readonly #latent: LatentFacts

  constructor(network: Network, latent: LatentFacts) {
    this.#network = network
    this.#latent = latent
  }

  /** @param image `[3, height, width]` in −1..1 → latent `[1, channels, latentFrames, h, w]` */
  async encodeFirst(image: Float32Array, frames: number, width: number, height: number): Promise<FloatTensor> {
    const pixels = width * height
    const video = new Float32Array(3 * frames * pixels)
    for (let channel = 0; channel < 3; channel++) {
      video.set(image.subarray(channel * pixels, (channel + 1) * pixels), channel * frames * pixels)
    }
    const { channels, downscale } = this.#latent
    const { latent } = await this.#network.run(
      { video: floatTensor([1, 3, frames, height, width], video) },
      { latent: [1, channels, latentsOfFrames(frames), height / downscale, width / downscale] },
    )
    return latent
  }
}
