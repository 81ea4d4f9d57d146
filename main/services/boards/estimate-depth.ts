import { readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { estimatedDepthSize, workingDepthSize } from '../../../core/cache/depth-size.ts'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { EstimateDepthInput, EstimateDepthOutput, Provider } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { log } from '../../../core/math/exponential.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { partOf } from '../progress-part.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import { sha256OfFile } from '../files/sha256.ts'

export interface EstimateDepthTools {
  readonly media: ProcessClient
  readonly inference: ProcessClient
}

export interface EstimatePictureInput {
  /** Absolute, with its oriented size. */
  readonly picture: { readonly file: string } & PixelSize
  /** Focal length in widths of the whole picture. */
  readonly focalWidths: number
  readonly pack: InstalledPack
  /** Null leaves the choice: the CPU, which is fast enough and gives the same raster everywhere, on all cores. */
  readonly provider: Provider | null
  readonly threads: number | null
  /** Gets a .npy of the picture's shape, median 1. Files beside it whose names start with its own come and go. */
  readonly outFile: string
}

export interface PictureDepth extends PixelSize {
  /** Mean part of a sample that a plane decides because the network is unsure, 0..1. */
  readonly planeShare: number
}

/** Whether a pack can estimate the depth of pictures. */
export function estimatesDepth({ components }: Pick<PackManifest, 'components'>): boolean {
  return Object.hasOwn(components, 'depth')
}

/** Part of the whole time that decoding the picture takes. */
const decoded = 0.3

/**
 * The depth of a whole picture by a pack's own network.
 * @throws StudioError `inference.*`, `media.*`, `cache.depth.no-valid`; AbortError
 */
export async function estimatePictureDepth(
  { picture, focalWidths, pack, provider, threads, outFile }: EstimatePictureInput,
  { media, inference }: EstimateDepthTools,
  context: TaskContext,
): Promise<PictureDepth> {
  if (!estimatesDepth(pack.manifest)) throw new StudioError('inference.no-depth', { id: pack.manifest.id })
  const size = workingDepthSize(picture)
  const outSize = estimatedDepthSize(picture)
  const pictureFile = `${outFile}.rgb`
  const rawFile = `${outFile}.f32`
  try {
    context.report({ stage: 'board.picture', fraction: 0 })
    const crop = { x: 0, y: 0, width: 1, height: 1 }
    await media.run('decode-picture', { file: picture.file, crop, ...size, outFile: pictureFile }, context)
    const input: EstimateDepthInput = {
      packFolder: pack.folder,
      pictureFile,
      picture: { ...size, sha256: await sha256OfFile(pictureFile) },
      logFocal: log(focalWidths),
      outFile: rawFile,
      outSize,
      provider: provider ?? 'cpu',
      threads: threads ?? availableParallelism(),
      memoryLimitBytes: null,
    }
    const run = partOf(context, decoded, 1)
    const { planeShare } = await inference.run<EstimateDepthOutput>('estimate-depth', input, run)
    const values = new Float32Array((await readFile(rawFile)).slice().buffer)
    await writeFile(outFile, writeNpyFloat32([outSize.height, outSize.width], values))
    return { ...outSize, planeShare }
  } finally {
    await Promise.all([pictureFile, rawFile].map((file) => rm(file, { force: true }).catch(() => undefined)))
  }
}
