import { depthNetworkSize } from '../../core/cache/depth-network-size.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { TriedComponent } from '../../core/contract/inference.ts'
import type { DepthPack } from '../packs/loader.ts'
import { openNetwork } from '../packs/open-network.ts'
import { interfaceOf, UserDepthNetwork } from './user-network.ts'

/** Patches along the shorter side of the picture that a network is tried with: few, and a shape of its own. */
const TRIED_PATCHES = 4
const LEAST_SIDE = 28

/**
 * Asks a depth network once, on the CPU, about a small made-up picture, or one of the size that its graph has.
 * @throws StudioError `weights.self-test` for an answer that is the same everywhere; those of {@link UserDepthNetwork}
 *   and of the pack's files
 */
export async function tryDepthNetwork(pack: DepthPack, threads: number): Promise<TriedComponent> {
  const { depth } = pack.manifest
  const shortSide = Math.max(TRIED_PATCHES, Math.ceil(LEAST_SIDE / depth.sideMultiple)) * depth.sideMultiple
  const wanted = { sideMultiple: depth.sideMultiple, shortSide }
  const { width, height } = depthNetworkSize({ width: 3, height: 2 }, wanted, interfaceOf(pack.manifest).fixed)
  const network = await openNetwork(pack, 'depth', { provider: 'cpu', threads, lean: true })
  try {
    const start = performance.now()
    const asked = new UserDepthNetwork(network, pack.manifest)
    const { logDepth } = await asked.estimate(madeUpPicture(width, height), width, height, 1)
    const milliseconds = performance.now() - start
    const [first = Number.NaN] = logDepth
    if (!logDepth.some((value) => value !== first && Number.isFinite(value)))
      throw new StudioError('weights.self-test', { component: 'depth', reason: `only ${first}` })
    return { component: 'depth', milliseconds }
  } finally {
    await network.release()
  }
}

/** A floor that grows brighter towards the camera, and a box on it. */
function madeUpPicture(width: number, height: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height]
    const isBox = x > 0.3 && x < 0.6 && y > 0.3 && y < 0.7
    rgb.set(isBox ? [220, 120, 40] : [60 + 190 * y, 90 + 100 * x, 160 - 100 * y], 3 * i)
  }
  return rgb
}
