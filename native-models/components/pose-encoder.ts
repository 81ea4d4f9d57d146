import type { Network } from '../runtime/network.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'

/** What a denoiser knows of the camera path, by the names of its inputs; the same for every step. */
export type PoseFeatures<Name extends string> = Readonly<Record<Name, FloatTensor>>

/** Plücker maps to features at the levels of a U-Net. */
export class PoseEncoder<Name extends string> {
  readonly #network: Network
  readonly #names: readonly Name[]

  /** @param names of the features */
  constructor(network: Network, names: readonly Name[]) {
    this.#network = network
    this.#names = names
  }

  /** @param plucker `[1, frames, 6, height, width]`, in the order of channels that the pack says */
  async encode(plucker: Float32Array, frames: number, width: number, height: number): Promise<PoseFeatures<Name>> {
    const features = Object.fromEntries(this.#names.map((name) => [name, null])) as Record<Name, null>
    return this.#network.run({ plucker: floatTensor([1, frames, 6, height, width], plucker) }, features)
  }
}
