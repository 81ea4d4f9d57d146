import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { flatDepth, groundDepth, type DepthRaster } from '../../../core/cache/depth.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { estimatedSharpening, type DepthOperation } from '../../../core/contract/depth-operation.ts'
import type { Provider } from '../../../core/contract/inference.ts'
import type { CropBox } from '../../../core/contract/media.ts'
import type { DepthSource } from '../../../core/contract/take.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { estimatePictureDepth, estimatesDepth, type EstimateDepthTools } from './estimate-depth.ts'
import { partOf } from '../progress-part.ts'
import { readDepth } from './read-depth.ts'
import type { AnyPack } from '../models/read-manifest.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { sourceFile } from '../media/source-file.ts'

export type DepthWish =
  | { readonly kind: 'flat' }
  | { readonly kind: 'ground'; readonly horizon: number }
  /** Absolute; a raster of the whole picture. */
  | { readonly kind: 'file'; readonly file: string }
  /** By a network; where there is none, flat unless it was `asked` for. */
  | { readonly kind: 'auto'; readonly asked: boolean }

export interface WishedDepth {
  readonly wish: DepthWish
  /** In their order; null takes what suits the depth. */
  readonly operations: readonly DepthOperation[] | null
}

/** What a network's soft edges get, unless somebody says otherwise. */
const operationsOnEstimates: readonly DepthOperation[] = [{ kind: 'sharpen', passes: estimatedSharpening }]

/** A part of a picture, as a model gets it. */
export interface PictureFrame {
  /** Absolute, with its oriented size. */
  readonly picture: { readonly file: string } & PixelSize
  readonly crop: CropBox
  readonly size: PixelSize
  /** fx, fy, cx, cy of the board's camera in pixels of `size`. */
  readonly intrinsics: readonly number[]
}

export interface WishedDepthTools extends EstimateDepthTools {
  /** With the network for automatic depth: the user's, or the model's own. */
  readonly depthPack: AnyPack
  /** On what to estimate; null leaves the choice. */
  readonly provider: Provider | null
  readonly threads: number | null
}

/**
 * Writes the depth of a frame as a raw raster in subject distances, median 1.
 * @param outFile absolute; files beside it whose names start with its own come and go
 * @returns where it came from
 * @throws StudioError `media.*`, `command.depth.*`, `inference.*`; AbortError
 */
export async function writeWishedDepth(
  { wish, operations }: WishedDepth,
  frame: PictureFrame,
  outFile: string,
  tools: WishedDepthTools,
  context: TaskContext,
): Promise<DepthSource> {
  const { size } = frame
  if (wish.kind === 'ground') {
    await writeRaster(outFile, groundDepth(size, wish.horizon, frame.intrinsics, size))
    await changeRaster(outFile, frame, operations ?? [], tools.media, context)
    return wish
  }
  if (wish.kind === 'file') {
    await readDepth(
      { ...frame, file: wish.file, ...unshaped, operations: operations ?? [], outFile },
      tools.media,
      context,
    )
    const file = sourceFile(wish.file, await sha256OfFile(wish.file))
    return { kind: 'file', file, ...(operations === null ? {} : { operations: [...operations] }) }
  }
  if (wish.kind === 'flat' || (!wish.asked && !estimatesDepth(tools.depthPack.manifest))) {
    await writeRaster(outFile, flatDepth(size.width, size.height))
    await changeRaster(outFile, frame, operations ?? [], tools.media, context)
    return { kind: 'flat' }
  }
  return writeEstimatedDepth(frame, operations ?? operationsOnEstimates, outFile, tools, context)
}

const unshaped = { subjectDistance: null } as const

async function changeRaster(
  file: string,
  { picture, crop, size }: PictureFrame,
  operations: readonly DepthOperation[],
  media: ProcessClient,
  context: TaskContext,
): Promise<void> {
  if (operations.length === 0) return
  const guideFile = `${file}.guide`
  await media.run('decode-picture', { file: picture.file, crop, ...size, outFile: guideFile }, context)
  const change = { file, guideFile, ...size, subjectDistance: 1, operations, outFile: file }
  await media.run('change-depth', change, context)
}

async function writeEstimatedDepth(
  frame: PictureFrame,
  operations: readonly DepthOperation[],
  outFile: string,
  { depthPack: pack, provider, threads, ...tools }: WishedDepthTools,
  context: TaskContext,
): Promise<DepthSource> {
  const { picture, crop, size, intrinsics } = frame
  const estimate = path.join(path.dirname(outFile), 'estimated-depth.npy')
  const focalWidths = (intrinsics[0]! / size.width) * crop.width
  const asked = { picture, focalWidths, pack, provider, threads, outFile: estimate }
  await estimatePictureDepth(asked, tools, partOf(context, 0, 0.8))
  await readDepth({ ...frame, file: estimate, ...unshaped, operations, outFile }, tools.media, partOf(context, 0.8, 1))
  const { manifestSha256 } = pack
  const { id, version } = pack.manifest
  return { kind: 'estimated', pack: { id, version, manifestSha256 }, operations: [...operations] }
}

async function writeRaster(file: string, { values }: DepthRaster): Promise<void> {
  await writeFile(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}
