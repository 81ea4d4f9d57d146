import { writeFile } from 'node:fs/promises'
import { normaliseDepth, type DepthRaster } from '../core/cache/depth.ts'
import { gateAnswer } from '../core/cache/answered-depth.ts'
import { gateDepth, type GatedDepth } from '../core/cache/gate-depth.ts'
import { resampleDepth } from '../core/cache/resample-depth.ts'
import { StudioError } from '../core/contract/errors.ts'
import type { Raster } from '../core/contract/generation.ts'
import type { EstimateDepthInput, EstimateDepthOutput } from '../core/contract/inference.ts'
import type { LongTask } from '../core/contract/tasks.ts'
import { exp } from '../core/math/exponential.ts'
import { availableMemoryBytes } from './check-spec.ts'
import { DepthEstimator } from './components/depth-estimator.ts'
import { familyComponents, keptNetworks } from './kept-networks.ts'
import { UserDepthNetwork } from './depth/user-network.ts'
import { componentOf, isDepthNetwork, readAnyPack, type DepthPack, type Pack } from './packs/loader.ts'
import { picturePlanes } from './pipelines/picture-planes.ts'
import { StageTrack } from './pipelines/stage-track.ts'
import { readPicture } from './read-rasters.ts'
import { runtimeVersion, type Network } from './runtime/network.ts'

/** Usual parts of the time; a network that is there already takes none. */
const STAGE_SHARES = [
  ['inference.load', 0.4],
  ['inference.depth', 0.6],
] as const

/** The runtime's, measured; besides the network's own numbers, which are held twice while it loads. */
const BASE_BYTES = 64 * 1024 * 1024

const MEGABYTE = 1024 * 1024

type Size = Pick<Raster, 'width' | 'height'>

/** What a pack's network takes, and how it is asked. */
interface Estimating {
  /** Activations at that size. */
  activationBytes(size: Size): number
  /** @param rgb 8-bit `[height, width, 3]` */
  estimate(network: Network, rgb: Uint8Array, size: Size, logFocal: number): Promise<GatedDepth>
}

/**
 * One picture's depth by the network of a pack, gated towards a plane where that is unsure.
 * @throws StudioError `inference.no-depth`, `inference.memory-none`, `inference.frame-write`, `inference.depth-*`,
 *   `cache.depth.no-valid`, those of the pack's files and of the raster; AbortError
 */
export const estimateDepth: LongTask<EstimateDepthInput, EstimateDepthOutput> = async (input, context) => {
  const { picture: size, provider, threads } = input
  const pack = await readAnyPack(input.packFolder, familyComponents)
  const estimating = isDepthNetwork(pack) ? byUserNetwork(pack) : byModel(pack, size)
  const track = new StageTrack(context, STAGE_SHARES)
  return keptNetworks.use(pack, { provider, threads }, async (networks) => {
    const available = input.memoryLimitBytes ?? availableMemoryBytes({ warm: networks.kept > 0 })
    checkDepthMemory(networkBytes(pack) + estimating.activationBytes(size), available)
    const network = await track.run('inference.load', 1, () => networks.open('depth'))
    const planeShare = await track.run('inference.depth', 2, async (step) => {
      const rgb = await readPicture(input.pictureFile, size)
      const gated = await estimating.estimate(network, rgb, size, input.logFocal)
      await step(1)
      await writeRaster(input.outFile, inSize(gated.depth, input.outSize))
      return gated.planeShare
    })
    return { planeShare, runtimeVersion, networksLoaded: networks.loaded }
  })
}

/** Every side is halved five times inside a model's own network. */
const SIDE_MULTIPLE = 32
/** Activations of a pixel at the widest place of it: 480 were measured on the embedded network. */
const BYTES_PER_PIXEL = 600

/** By a model's own small network, which says how unsure it is. */
function byModel({ manifest }: Pack, { width, height }: Size): Estimating {
  if (!Object.hasOwn(manifest.components, 'depth')) throw new StudioError('inference.no-depth', { id: manifest.id })
  if (width % SIDE_MULTIPLE !== 0 || height % SIDE_MULTIPLE !== 0)
    throw new Error(`depth is estimated at sides that are multiples of ${SIDE_MULTIPLE}, not ${width}×${height}`)
  return {
    activationBytes: (size) => BYTES_PER_PIXEL * size.width * size.height,
    estimate: async (network, rgb, size, logFocal) => {
      const image = picturePlanes(rgb, size, size)
      const predicted = await new DepthEstimator(network).estimate(image, logFocal, size.width, size.height)
      return gateDepth(predicted.logDepth, predicted.logError, size)
    },
  }
}

/** Activations of a pixel and of a pair of patches, as transformers with a convolutional head have them; estimates. */
const HEAD_BYTES_PER_PIXEL = 1000
const BYTES_PER_PAIR = 64
const LEAST_PATCH = 14

function byUserNetwork({ manifest }: DepthPack): Estimating {
  const patch = Math.max(LEAST_PATCH, manifest.depth.sideMultiple)
  return {
    activationBytes: ({ width, height }) =>
      HEAD_BYTES_PER_PIXEL * width * height + BYTES_PER_PAIR * ((width * height) / patch ** 2) ** 2,
    estimate: async (network, rgb, { width, height }, logFocal) => {
      const answer = await new UserDepthNetwork(network, manifest).estimate(rgb, width, height, exp(logFocal))
      return gateAnswer(answer, answer)
    },
  }
}

function networkBytes(pack: Pack | DepthPack): number {
  const { bytes, data = [] } = componentOf(pack, 'depth')
  return BASE_BYTES + 2 * data.reduce((sum, file) => sum + file.bytes, bytes)
}

function checkDepthMemory(neededBytes: number, availableBytes: number): void {
  if (neededBytes <= availableBytes) return
  throw new StudioError('inference.memory-none', {
    neededMegabytes: Math.ceil(neededBytes / MEGABYTE),
    freeMegabytes: Math.floor(availableBytes / MEGABYTE),
  })
}

function inSize(depth: DepthRaster, size: EstimateDepthInput['outSize']): DepthRaster {
  if (depth.width === size.width && depth.height === size.height) return depth
  return normaliseDepth(resampleDepth(depth, { x: 0, y: 0, width: depth.width, height: depth.height }, size))
}

async function writeRaster(file: string, { values }: DepthRaster): Promise<void> {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  await writeFile(file, bytes).catch((cause: unknown) => {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new StudioError('inference.frame-write', { file, reason }, { cause })
  })
}
