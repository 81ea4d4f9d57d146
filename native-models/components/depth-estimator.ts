import type { Network } from '../runtime/network.ts'
import { floatTensor } from '../runtime/tensor.ts'

/** What the network says of every pixel, `[height, width]` each. */
export interface PredictedDepth {
  /** Natural logarithm of z-depth; its unit is free. */
  readonly logDepth: Float32Array
  /** Natural logarithm of the expected absolute error of `logDepth` once the unit is known. */
  readonly logError: Float32Array
}

/** One picture to the depth of what it shows. */
export class DepthEstimator {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * @param image `[3, height, width]` RGB in 0..1, both sides multiples of 32
   * @param logFocal natural logarithm of the picture's focal length in widths of it
   */
  async estimate(image: Float32Array, logFocal: number, width: number, height: number): Promise<PredictedDepth> {
    const inputs = {
      image: floatTensor([1, 3, height, width], image),
      log_focal: floatTensor([1], Float32Array.of(logFocal)),
    }
    const shape = [1, 1, height, width]
    const { log_depth, log_error } = await this.#network.run(inputs, { log_depth: shape, log_error: shape })
    return { logDepth: log_depth.data, logError: log_error.data }
  }
}
