import { writeFile } from 'node:fs/promises'
import { normaliseDepth, type DepthRaster } from '../core/cache/depth.ts'
import { gateDepth } from '../core/cache/gate-depth.ts'
import { resampleDepth } from '../core/cache/resample-depth.ts'
import { StudioError } from '../core/contract/errors.ts'
import type { Raster } from '../core/contract/generation.ts'
import type { EstimateDepthInput, EstimateDepthOutput } from '../core/contract/inference.ts'
import type { LongTask } from '../core/contract/tasks.ts'
import { availableMemoryBytes } from './check-spec.ts'
import { DepthEstimator } from './components/depth-estimator.ts'
import { familyComponents, keptNetworks } from './kept-networks.ts'
import { readPack, type Pack } from './packs/loader.ts'
import { picturePlanes } from './pipelines/picture-planes.ts'
import { StageTrack } from './pipelines/stage-track.ts'
import { readPicture } from './read-rasters.ts'
import { runtimeVersion } from './runtime/network.ts'

/** Usual parts of the time; a network that is there already takes none. */
const STAGE_SHARES = [
  ['inference.load', 0.4],
  ['inference.depth', 0.6],
] as const

/** Every side is halved five times inside the network. */
const SIDE_MULTIPLE = 32

/** The runtime's, measured; besides the network's own numbers, which are held twice while it loads. */
const BASE_BYTES = 64 * 1024 * 1024
/** Activations of a pixel at the widest place: 480 were measured on the embedded network. */
const BYTES_PER_PIXEL = 600

const MEGABYTE = 1024 * 1024

/**
 * One picture's depth by the pack's own network, gated towards a plane where that is unsure.
 * @throws StudioError `inference.no-depth`, `inference.memory-none`, `inference.frame-write`, `cache.depth.no-valid`,
 *   those of the pack's files and of the raster; AbortError
 */
export const estimateDepth: LongTask<EstimateDepthInput, EstimateDepthOutput> = async (input, context) => {
  const { picture: size, provider, threads } = input
  const pack = await readPack(input.packFolder, familyComponents)
  checkDepthRun(pack, size)
  const track = new StageTrack(context, STAGE_SHARES)
  return keptNetworks.use(pack, { provider, threads }, async (networks) => {
    checkDepthMemory(pack, size, input.memoryLimitBytes ?? availableMemoryBytes({ warm: networks.kept > 0 }))
    const network = await track.run('inference.load', 1, () => networks.open('depth'))
    const planeShare = await track.run('inference.depth', 2, async (step) => {
      const image = picturePlanes(await readPicture(input.pictureFile, size), size, size)
      const estimator = new DepthEstimator(network)
      const predicted = await estimator.estimate(image, input.logFocal, size.width, size.height)
      await step(1)
      const gated = gateDepth(predicted.logDepth, predicted.logError, size)
      await writeRaster(input.outFile, inSize(gated.depth, input.outSize))
      return gated.planeShare
    })
    return { planeShare, runtimeVersion, networksLoaded: networks.loaded }
  })
}

function checkDepthRun({ manifest }: Pack, { width, height }: Raster): void {
  if (!Object.hasOwn(manifest.components, 'depth')) throw new StudioError('inference.no-depth', { id: manifest.id })
  if (width % SIDE_MULTIPLE !== 0 || height % SIDE_MULTIPLE !== 0)
    throw new Error(`depth is estimated at sides that are multiples of ${SIDE_MULTIPLE}, not ${width}×${height}`)
}

function checkDepthMemory({ manifest }: Pack, { width, height }: Raster, availableBytes: number): void {
  const needed = BASE_BYTES + 2 * manifest.components['depth']!.bytes + BYTES_PER_PIXEL * width * height
  if (needed <= availableBytes) return
  throw new StudioError('inference.memory-none', {
    neededMegabytes: Math.ceil(needed / MEGABYTE),
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
