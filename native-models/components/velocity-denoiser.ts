import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** A denoiser that predicts velocities: all frames of a clip at once, one half of guidance a run. */
export class VelocityDenoiser<Conditions extends Readonly<Record<string, FloatTensor>>> {
  readonly #network: Network

  constructor(network: Network) {
    this.#network = network
  }

  /**
   * @param sample noisy latents, and what lies beside them
   * @param timestep in the network's own measure
   * @param conditions everything else that the network is told, by the names of its inputs
   * @param shape of the answer, that of the latents
   */
  async predictVelocity(
    sample: FloatTensor,
    timestep: number,
    conditions: Conditions,
    shape: readonly number[],
  ): Promise<FloatTensor> {
    const { velocity } = await this.#network.run(
      { sample, timestep: floatTensor([1], Float32Array.of(timestep)), ...conditions },
      { velocity: shape },
    )
    return velocity
  }
}
