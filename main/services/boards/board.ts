import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { Raster } from '../../../core/contract/generation.ts'
import type { CropBox, PictureInfo } from '../../../core/contract/media.ts'
import type { DepthSource, Take } from '../../../core/contract/take.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { centredCrop } from '../../../core/framing/framing.ts'
import { partOf } from '../progress-part.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { sourceFile } from '../media/source-file.ts'
import { writeWishedDepth, type DepthWish, type WishedDepthTools } from './wished-depth.ts'

export interface BoardInput {
  readonly picture: string
  readonly depth: DepthWish
  /** Gets `picture.rgb` and `depth.f32`. */
  readonly workFolder: string
  /** Model size for a picture of that size. */
  sizeFor(picture: PixelSize): PixelSize
  framingFor(framed: FramedPicture): PictureFraming
}

/** A picture that is cropped for a model. */
export interface FramedPicture {
  readonly picture: PixelSize
  readonly crop: CropBox
  /** Of the model. */
  readonly size: PixelSize
}

interface PictureFraming {
  /** Pixels to decode the crop with. */
  readonly pictureSize: PixelSize
  /** fx, fy, cx, cy of the board's camera in pixels of the model size. */
  readonly intrinsics: readonly number[]
}

/** A board as a pipeline gets it: framed picture and depth as raw rasters, the depth at the model size. */
export interface Board {
  readonly size: PixelSize
  readonly picture: Raster
  readonly pictureFile: string
  readonly pictureSource: Take['source']['picture']
  readonly depth: Raster
  readonly depthFile: string
  readonly depthSource: DepthSource
}

/** Reads a picture and its depth, both cropped to the largest centred part of the model's shape. */
export async function readBoard(input: BoardInput, tools: WishedDepthTools, context: TaskContext): Promise<Board> {
  const { picture: file, workFolder } = input
  const { media } = tools
  context.report({ stage: 'board.picture', fraction: 0 })
  const info = await media.run<PictureInfo>('inspect-picture', { file }, context)
  const size = input.sizeFor(info)
  const crop = centredCrop(info, size.width / size.height)
  const pictureFile = path.join(workFolder, 'picture.rgb')
  const { pictureSize, intrinsics } = input.framingFor({ picture: info, crop, size })
  await media.run('decode-picture', { file, crop, ...pictureSize, outFile: pictureFile }, context)
  context.report({ stage: 'board.depth', fraction: 0.3 })
  const { width, height } = info
  const frame = { picture: { file, width, height }, crop, size, intrinsics }
  const depthFile = path.join(workFolder, 'depth.f32')
  const depthSource = await writeWishedDepth(
    { wish: input.depth, operations: null },
    frame,
    depthFile,
    tools,
    partOf(context, 0.3, 1),
  )
  return {
    size,
    picture: { ...pictureSize, sha256: await sha256OfFile(pictureFile) },
    pictureFile,
    pictureSource: {
      file: sourceFile(file, info.sha256),
      width,
      height,
      crop,
    },
    depth: { ...size, sha256: await sha256OfFile(depthFile) },
    depthFile,
    depthSource,
  }
}
