import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { flatDepth, groundDepth, normaliseDepth, type DepthRaster } from '../../core/cache/depth.ts'
import type { PixelSize } from '../../core/camera/intrinsics.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { Raster } from '../../core/contract/generation.ts'
import type { CropBox, PictureInfo } from '../../core/contract/media.ts'
import type { DepthSource, Take } from '../../core/contract/take.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { centredCrop } from '../../core/framing/framing.ts'
import type { ProcessClient } from '../jobs/process-client.ts'
import { sha256Of, sha256OfFile } from './sha256.ts'
import { sourceFile } from './source-file.ts'

export type DepthWish =
  | { readonly kind: 'flat' }
  | { readonly kind: 'ground'; readonly horizon: number }
  /** Absolute; a raster of the whole picture. */
  | { readonly kind: 'file'; readonly file: string }

export interface BoardInput {
  readonly picture: string
  readonly depth: DepthWish
  /** Gets `picture.rgb` and `depth.f32`. */
  readonly workFolder: string
  /** Model size for a picture of that size. */
  sizeFor(picture: PixelSize): PixelSize
  /** fx, fy, cx, cy of the board's camera in pixels of the model size. */
  intrinsicsAt(size: PixelSize): readonly number[]
}

/** A board as a pipeline gets it: framed picture and depth as raw rasters at the model size. */
export interface Board {
  readonly size: PixelSize
  readonly picture: Raster
  readonly pictureFile: string
  readonly pictureSource: Take['source']['picture']
  readonly depth: Raster
  readonly depthFile: string
  readonly depthSource: DepthSource
}

/** Shapes that differ by more than this do not come from one picture; less is rounding of pixels. */
const shapeTolerance = 0.02

/** @throws StudioError `command.depth.shape` for a depth raster that does not belong to a picture of that size */
export function checkDepthShape(file: string, depth: PixelSize, picture: PixelSize): void {
  const ratio = depth.width / depth.height / (picture.width / picture.height)
  if (Math.abs(ratio - 1) <= shapeTolerance) return
  const { width, height } = picture
  throw new StudioError('command.depth.shape', {
    file,
    depthWidth: depth.width,
    depthHeight: depth.height,
    width,
    height,
  })
}

/** Reads a picture and its depth, both cropped to the largest centred part of the model's shape. */
export async function readBoard(input: BoardInput, media: ProcessClient, context: TaskContext): Promise<Board> {
  const { picture: file, workFolder } = input
  context.report({ stage: 'board.picture', fraction: 0 })
  const info = await media.run<PictureInfo>('inspect-picture', { file }, context)
  const size = input.sizeFor(info)
  const crop = centredCrop(info, size.width / size.height)
  const pictureFile = path.join(workFolder, 'picture.rgb')
  await media.run('decode-picture', { file, crop, ...size, outFile: pictureFile }, context)
  context.report({ stage: 'board.depth', fraction: 0.7 })
  const depth = await readDepth(input, { info, size, crop }, media, context)
  const depthFile = path.join(workFolder, 'depth.f32')
  await writeFile(depthFile, bytesOf(depth.raster.values))
  return {
    size,
    picture: { ...size, sha256: await sha256OfFile(pictureFile) },
    pictureFile,
    pictureSource: {
      file: sourceFile(file, info.sha256),
      width: info.width,
      height: info.height,
      crop,
    },
    depth: { ...size, sha256: sha256Of(bytesOf(depth.raster.values)) },
    depthFile,
    depthSource: depth.source,
  }
}

interface Framing {
  readonly info: PictureInfo
  readonly size: PixelSize
  readonly crop: CropBox
}

async function readDepth(
  input: BoardInput,
  framing: Framing,
  media: ProcessClient,
  context: TaskContext,
): Promise<{ raster: DepthRaster; source: DepthSource }> {
  const { depth } = input
  const { size } = framing
  if (depth.kind === 'flat') return { raster: flatDepth(size.width, size.height), source: depth }
  if (depth.kind === 'ground') {
    return { raster: groundDepth(size, depth.horizon, input.intrinsicsAt(size), size), source: depth }
  }
  const raster = await decodeDepthFile(depth.file, input.workFolder, framing, media, context)
  const source: DepthSource = {
    kind: 'file',
    file: sourceFile(depth.file, await sha256OfFile(depth.file)),
  }
  return { raster, source }
}

async function decodeDepthFile(
  file: string,
  workFolder: string,
  { info, size, crop }: Framing,
  media: ProcessClient,
  context: TaskContext,
): Promise<DepthRaster> {
  const outFile = path.join(workFolder, 'depth-decoded.f32')
  const whole = await media.run<PixelSize>('decode-depth', { file, crop, ...size, outFile }, context)
  checkDepthShape(file, whole, info)
  const values = new Float32Array((await readFile(outFile)).slice().buffer)
  try {
    return normaliseDepth({ ...size, values })
  } catch (thrown) {
    const empty = thrown instanceof StudioError && thrown.code === 'cache.depth.no-valid'
    throw empty ? new StudioError('command.depth.empty', { file }, { cause: thrown }) : thrown
  }
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
