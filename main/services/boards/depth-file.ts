import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { DepthOperation } from '../../../core/contract/depth-operation.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { Provider } from '../../../core/contract/inference.ts'
import type { PictureInfo } from '../../../core/contract/media.ts'
import type { DepthSource } from '../../../core/contract/take.ts'
import type { LongTask } from '../../../core/contract/tasks.ts'
import type { Places } from '../places.ts'
import type { Installation } from '../installation.ts'
import { estimateSizes, keepingEstimates, type EstimateDepthTools } from './estimate-depth.ts'
import { depthNetwork, embeddedModel, findAnyPack, type PackPlaces } from '../models/models.ts'
import type { AnyPack } from '../models/read-manifest.ts'
import { partOf } from '../progress-part.ts'
import { writeWishedDepth, type DepthWish } from './wished-depth.ts'

export interface DepthFileInput {
  /** Absolute. */
  readonly picture: string
  readonly depth: DepthWish
  /** In their order; null takes what suits the depth. */
  readonly operations: readonly DepthOperation[] | null
  /** Focal length in widths of the whole picture. */
  readonly focalWidths: number
  /** Of the raster; null takes a size that shows all there is of it. */
  readonly size: PixelSize | null
  /** Whose network; null takes the one that serves every board. */
  readonly model: string | null
  readonly outFile: string
  readonly format: 'npy' | 'png' | 'exr'
  readonly overwrite: boolean
  readonly provider: Provider | null
  readonly threads: number | null
}

export interface DepthFile extends PixelSize {
  readonly source: DepthSource
}

/** Finer rasters of a file show nothing that a model could use. */
const longestSide = 1024

/**
 * Writes the depth of a whole picture as a file, in subject distances.
 * @throws StudioError for everything a user can put right; AbortError
 */
export function writeDepthFile(
  tools: EstimateDepthTools & {
    readonly packs: PackPlaces
    readonly places: Pick<Places, 'cache'>
    readonly installation: Installation
  },
): LongTask<DepthFileInput, DepthFile> {
  return async (input, context) => {
    const { picture: file, outFile, overwrite, format } = input
    if (!overwrite && (await exists(outFile))) throw new StudioError('command.out.exists', { file: outFile })
    const depthPack = await networkOf(input.model, tools.packs)
    const info = await tools.media.run<PictureInfo>('inspect-picture', { file }, context)
    const size = input.size ?? sizeFor(input.depth, info, depthPack)
    const { width, height } = info
    const intrinsics = [input.focalWidths, input.focalWidths].map((widths) => widths * size.width)
    const frame = {
      picture: { file, width, height },
      crop: { x: 0, y: 0, width: 1, height: 1 },
      size,
      intrinsics: [...intrinsics, size.width / 2, size.height / 2],
    }
    const folder = await temporaryFolderBeside(outFile)
    try {
      const raw = path.join(folder, 'depth.f32')
      const wanted = { wish: input.depth, operations: input.operations }
      const { provider, threads } = input
      const estimating = { ...tools, ...keepingEstimates(tools), provider, threads, depthPack }
      const source = await writeWishedDepth(wanted, frame, raw, estimating, partOf(context, 0, 0.95))
      await tools.media.run('encode-depth', { file: raw, ...size, format, outFile }, partOf(context, 0.95, 1))
      return { ...size, source }
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

async function networkOf(model: string | null, packs: PackPlaces): Promise<AnyPack> {
  return (model === null ? await depthNetwork(packs) : null) ?? findAnyPack(model ?? embeddedModel, packs)
}

function sizeFor(wish: DepthWish, picture: PixelSize, pack: AnyPack): PixelSize {
  if (wish.kind === 'auto') return estimateSizes(picture, pack).outSize
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const side = (length: number): number => Math.max(1, Math.round(length * scale))
  return { width: side(picture.width), height: side(picture.height) }
}

async function temporaryFolderBeside(file: string): Promise<string> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    return await mkdtemp(`${file}.unfinished-`)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code
    throw reason === undefined ? cause : new StudioError('media.write', { file, reason }, { cause })
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
