import { Decoder } from '../components/decoder.ts'
import { Denoiser } from '../components/denoiser.ts'
import { ImageEncoder } from '../components/image-encoder.ts'
import { PoseEncoder } from '../components/pose-encoder.ts'
import type { Pack } from '../packs/loader.ts'
import { openNetwork } from '../packs/open-network.ts'
import type { Network, RuntimeOptions } from '../runtime/network.ts'

export const embeddedComponents = ['encoder', 'pose_encoder', 'denoiser', 'decoder'] as const

export interface EmbeddedNetworks {
  readonly encoder: ImageEncoder
  readonly poseEncoder: PoseEncoder
  readonly denoiser: Denoiser
  readonly decoder: Decoder
}

/**
 * Loads the networks of a pack of the embedded family. When one cannot be loaded, those before it are freed.
 *
 * @param step awaited after each
 */
export async function loadEmbeddedNetworks(
  pack: Pack,
  runtime: RuntimeOptions,
  step: (done: number) => Promise<void>,
): Promise<EmbeddedNetworks> {
  const opened: Network[] = []
  const open = async (component: (typeof embeddedComponents)[number]): Promise<Network> => {
    const network = await openNetwork(pack, component, runtime)
    opened.push(network)
    await step(opened.length)
    return network
  }
  try {
    return {
      encoder: new ImageEncoder(await open('encoder')),
      poseEncoder: new PoseEncoder(await open('pose_encoder')),
      denoiser: new Denoiser(await open('denoiser')),
      decoder: new Decoder(await open('decoder')),
    }
  } catch (thrown) {
    await Promise.all(opened.map((network) => network.release()))
    throw thrown
  }
}

export async function releaseNetworks(networks: EmbeddedNetworks): Promise<void> {
  await Promise.all(Object.values(networks).map((network: { release(): Promise<void> }) => network.release()))
}
