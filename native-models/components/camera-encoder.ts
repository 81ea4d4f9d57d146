import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** What CameraCtrl's denoiser knows of the camera path, `[1, channels, frames, h, w]` each; the same for every step. */
export interface CameraFeatures {
  /** At 1/8 of the picture. */
  readonly pose_0: FloatTensor
  /** At 1/16. */
  readonly pose_1: FloatTensor
  /** At 1/32. */
  readonly pose_2: FloatTensor
  /** At 1/64. */
  readonly pose_3: FloatTensor
}

/** CameraCtrl's pose encoder: Plücker maps to features at the four levels of the U-Net. */
export class CameraEncoder {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /** @param plucker `[1, frames, 6, height, width]`, moment before direction */
  async encode(plucker: Float32Array, frames: number, width: number, height: number): Promise<CameraFeatures> {
    const outputs = await this.#network.run({ plucker: floatTensor([1, frames, 6, height, width], plucker) })
    const { pose_0, pose_1, pose_2, pose_3 } = outputs
    return { pose_0: pose_0!, pose_1: pose_1!, pose_2: pose_2!, pose_3: pose_3! }
  }
}
