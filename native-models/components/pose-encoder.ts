import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** What the denoiser knows of the camera path; the same for every step. */
export interface PoseFeatures {
  /** `[frames, channels, height/8, width/8]`, added before the temporal attention of the U-Net's first level. */
  readonly pose_0: FloatTensor
  /** The same at 1/16. */
  readonly pose_1: FloatTensor
  /** The same at 1/32. */
  readonly pose_2: FloatTensor
  /** `[frames, 6, height/8, width/8]`, the mean ray of each latent cell. */
  readonly rays: FloatTensor
}

/** Plücker maps to features at the U-Net's levels. */
export class PoseEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param plucker `[1, frames, 6, height, width]` */
  async encode(plucker: Float32Array, frames: number, width: number, height: number): Promise<PoseFeatures> {
    const outputs = await this.#network.run({ plucker: floatTensor([1, frames, 6, height, width], plucker) })
    const { pose_0, pose_1, pose_2, rays } = outputs
    return { pose_0: pose_0!, pose_1: pose_1!, pose_2: pose_2!, rays: rays! }
  }
}
