import { Decoder } from '../components/decoder.ts'
import { Denoiser, poseNames } from '../components/denoiser.ts'
import { ImageEncoder, type LatentFacts } from '../components/image-encoder.ts'
import { PoseEncoder } from '../components/pose-encoder.ts'
import type { PackNetworks } from '../packs/loaded-networks.ts'
import type { Network } from '../runtime/network.ts'

export const embeddedComponents = ['encoder', 'pose_encoder', 'denoiser', 'decoder'] as const

export interface EmbeddedNetworks {
  readonly encoder: ImageEncoder
  readonly poseEncoder: PoseEncoder<(typeof poseNames)[number]>
  readonly denoiser: Denoiser
  readonly decoder: Decoder
}

/**
 * The networks of a pack of the embedded family.
 *
 * @param step awaited after each
 */
export async function openEmbeddedNetworks(
  networks: Pick<PackNetworks, 'open'>,
  latent: LatentFacts,
  step: (done: number) => Promise<void>,
): Promise<EmbeddedNetworks> {
  let opened = 0
  const open = async (component: (typeof embeddedComponents)[number]): Promise<Network> => {
    const network = await networks.open(component)
    await step(++opened)
    return network
  }
  return {
    encoder: new ImageEncoder(await open('encoder'), latent),
    poseEncoder: new PoseEncoder(await open('pose_encoder'), poseNames),
    denoiser: new Denoiser(await open('denoiser')),
    decoder: new Decoder(await open('decoder')),
  }
}
