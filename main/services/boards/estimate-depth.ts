import { readFile, rm, writeFile } from 'node:fs/promises'
import { depthNetworkSize, networkRasterSize } from '../../../core/cache/depth-network-size.ts'
import { estimatedDepthSize, workingDepthSize } from '../../../core/cache/depth-size.ts'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { depthInterface } from '../../../core/contract/depth-interface.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { EstimateDepthInput, EstimateDepthOutput, Provider } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { log } from '../../../core/math/exponential.ts'
import { machineThreads } from '../../jobs/machine-threads.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import type { Installation } from '../installation.ts'
import type { Places } from '../places.ts'
import { partOf } from '../progress-part.ts'
import { isDepthPack, type AnyPack } from '../models/read-manifest.ts'
import { RasterCache } from '../media/raster-cache.ts'
import { sha256OfFile } from '../files/sha256.ts'

export interface EstimateDepthTools {
  readonly media: ProcessClient
  readonly inference: ProcessClient
  /** Where estimates are kept, with the program's version, since another may give others; left out, none are. */
  readonly kept?: { readonly rasters: RasterCache; readonly version: string }
  /** What a network of the user's runs on unless somebody says; left out, on the CPU. */
  readonly fastest?: (context: TaskContext) => Promise<Provider>
}

/** The parts of a program that has its own folder for what can be made again. */
export function keepingEstimates({
  places,
  installation,
}: {
  readonly places: Pick<Places, 'cache'>
  readonly installation: Installation
}): Required<Pick<EstimateDepthTools, 'kept'>> {
  return { kept: { rasters: new RasterCache(places.cache), version: installation.craneshot } }
}

export interface EstimatePictureInput {
  /** Absolute, with its oriented size. */
  readonly picture: { readonly file: string } & PixelSize
  /** Focal length in widths of the whole picture. */
  readonly focalWidths: number
  readonly pack: AnyPack
  /**
   * Null leaves the choice: for a model's own small network the CPU, which is fast enough and gives the same raster
   * everywhere; for a network of the user's what takes run on.
   */
  readonly provider: Provider | null
  /** Null takes all cores. */
  readonly threads: number | null
  /** Gets a .npy of the picture's shape, median 1. Files beside it whose names start with its own come and go. */
  readonly outFile: string
}

/** Whether a pack can estimate the depth of pictures. */
export function estimatesDepth({ components }: Pick<PackManifest, 'components'>): boolean {
  return Object.hasOwn(components, 'depth')
}

/** Part of the whole time that decoding the picture takes. */
const decoded = 0.3

/**
 * The depth of a whole picture by a pack's network, or as it was estimated before.
 * @returns the raster's size
 * @throws StudioError `inference.*`, `media.*`, `cache.depth.no-valid`; AbortError
 */
export async function estimatePictureDepth(
  wanted: EstimatePictureInput,
  tools: EstimateDepthTools,
  context: TaskContext,
): Promise<PixelSize> {
  const { picture, focalWidths, pack, outFile } = wanted
  if (!estimatesDepth(pack.manifest)) throw new StudioError('inference.no-depth', { id: pack.manifest.id })
  context.report({ stage: 'board.picture', fraction: 0 })
  const { size, outSize } = estimateSizes(picture, pack)
  const run = {
    logFocal: log(focalWidths),
    outSize,
    provider: wanted.provider ?? (isDepthPack(pack) ? await tools.fastest?.(context) : undefined) ?? 'cpu',
    threads: wanted.threads ?? machineThreads(),
  }
  const rawFile = `${outFile}.f32`
  const pictureFile = `${outFile}.rgb`
  const make = async (file: string): Promise<void> => {
    const crop = { x: 0, y: 0, width: 1, height: 1 }
    await tools.media.run('decode-picture', { file: picture.file, crop, ...size, outFile: pictureFile }, context)
    const input: EstimateDepthInput = {
      ...run,
      packFolder: pack.folder,
      pictureFile,
      picture: { ...size, sha256: await sha256OfFile(pictureFile) },
      outFile: file,
      memoryLimitBytes: null,
    }
    await tools.inference.run<EstimateDepthOutput>('estimate-depth', input, partOf(context, decoded, 1))
  }
  try {
    const recipe = { estimate: pack.manifestSha256, ...run, size }
    const file = await keptEstimate({ picture: picture.file, recipe, rawFile }, tools, make)
    const values = new Float32Array((await readFile(file)).slice().buffer)
    await writeFile(outFile, writeNpyFloat32([outSize.height, outSize.width], values))
    return outSize
  } finally {
    await Promise.all([pictureFile, rawFile].map((file) => rm(file, { force: true }).catch(() => undefined)))
  }
}

/** The size at which the network looks at the picture, and that of the raster. */
export function estimateSizes(
  picture: PixelSize,
  pack: AnyPack,
): { readonly size: PixelSize; readonly outSize: PixelSize } {
  if (!isDepthPack(pack)) return { size: workingDepthSize(picture), outSize: estimatedDepthSize(picture) }
  const { components, depth } = pack.manifest
  const found = depthInterface(components.depth, depth)
  if ('misfit' in found) throw new Error(`a manifest was read that does not fit: ${found.misfit}`)
  const size = depthNetworkSize(picture, depth, found.fixed)
  return { size, outSize: networkRasterSize(picture, size) }
}

/** The raw raster's file: one that was kept, by the picture's own bytes and all that decides what comes of them. */
async function keptEstimate(
  { picture, recipe, rawFile }: { readonly picture: string; readonly recipe: object; readonly rawFile: string },
  { kept }: EstimateDepthTools,
  make: (file: string) => Promise<void>,
): Promise<string> {
  // A picture that cannot be read is named by who decodes it.
  const picturesHash = kept && (await sha256OfFile(picture).catch(() => null))
  if (kept && picturesHash) {
    const whole = { ...recipe, picture: picturesHash, version: kept.version }
    const file = await kept.rasters.fileOf('depth', await kept.rasters.keep('depth', whole, make))
    if (file !== null) return file
  }
  await make(rawFile)
  return rawFile
}
