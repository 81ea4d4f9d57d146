import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { flatDepth, groundDepth, type DepthRaster } from '../../../core/cache/depth.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PreparedBoard } from '../../../core/contract/studio.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import { rasterUnit, shapingOf } from '../../../core/project/board-depth.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { boardForPack, boardIntrinsics } from '../../../core/project/shot-to-compile.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import type { RasterCache } from '../media/raster-cache.ts'
import { readDepth } from './read-depth.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { ownFile } from '../files/own-file.ts'

export interface PrepareBoardTools {
  readonly media: ProcessClient
  readonly rasters: RasterCache
  /** Decodes: another version of it may give other bits. */
  readonly version: string
}

export interface PrepareBoardInput {
  /** Absolute; holds `media/`. */
  readonly projectFolder: string
  readonly film: Film
  readonly boardId: string
  /** The pack's, in its order of preference. */
  readonly sizes: readonly PixelSize[]
}

/** A board of the film, framed for a pack. */
type FramedBoard = ReturnType<typeof boardForPack> & { readonly board: Board; readonly input: PrepareBoardInput }

/**
 * A board's picture and depth as a pack gets them, as raw rasters in the cache: decoded the first time, there already
 * every other time.
 * @throws StudioError `edit.unknown`, `media.*`, `command.depth.*`; AbortError
 */
export function prepareBoard(tools: PrepareBoardTools): LongTask<PrepareBoardInput, PreparedBoard> {
  return async (input, context) => {
    const board = findItem(input.film.boards, input.boardId, 'board')
    const framed = { ...boardForPack(input.film, board, input.sizes), board, input }
    const { size, pictureSize, deliveryBox } = framed
    context.report({ stage: 'board.picture', fraction: 0 })
    const picture = await preparePicture(framed, tools, context)
    context.report({ stage: 'board.depth', fraction: 0.7 })
    const depth = await prepareDepth(framed, tools, context)
    return { size, deliveryBox, picture: { ...pictureSize, sha256: picture }, depth: { ...size, sha256: depth } }
  }
}

function preparePicture(
  { board, pictureSize: size, modelCrop: crop, input }: FramedBoard,
  { media, rasters, version }: PrepareBoardTools,
  context: TaskContext,
): Promise<string> {
  const recipe = { media: board.picture.media, crop, size, version }
  return rasters.keep('picture', recipe, async (outFile) => {
    const file = await checkedMedia(input.projectFolder, board.picture.media)
    await media.run('decode-picture', { file, crop, ...size, outFile }, context)
  })
}

function prepareDepth(framed: FramedBoard, tools: PrepareBoardTools, context: TaskContext): Promise<string> {
  const { board, size, modelCrop: crop, deliveryBox, input } = framed
  const { depth } = board
  const keep = (recipe: object, make: () => DepthRaster): Promise<string> =>
    tools.rasters.keep('depth', { ...recipe, size, version: tools.version }, async (outFile) => {
      const { values } = make()
      await writeFile(outFile, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    })
  if (depth.origin === 'flat') return keep(depth, () => flatDepth(size.width, size.height))
  if (depth.origin === 'ground') {
    const intrinsics = boardIntrinsics(input.film, board, size)
    // The horizon is told on the film's frame, of which the model's may show more.
    const horizon = (deliveryBox.y + depth.horizon * deliveryBox.height) / size.height
    return keep({ origin: 'ground', horizon, intrinsics }, () => groundDepth(size, horizon, intrinsics, size))
  }
  const recipe = { raster: depth.raster, crop, subjectDistance: rasterUnit(board), operations: shapingOf(depth) }
  const looks = recipe.operations.length > 0 ? { picture: board.picture.media } : {}
  return tools.rasters.keep('depth', { ...recipe, ...looks, size, version: tools.version }, async (outFile) => {
    const { width, height } = board.picture
    const picture = { file: await checkedMedia(input.projectFolder, board.picture.media), width, height }
    const file = await checkedMedia(input.projectFolder, depth.raster)
    await readDepth({ ...recipe, file, picture, size, outFile }, tools.media, context)
  })
}

/**
 * The file of a project's media. All projects share the rasters that are made, by the name of what they are made from: a
 * file whose content is not what its name says must not stand for what is named.
 * @throws StudioError `media.changed`, `media.link`; what cannot be read is left to who decodes it
 */
export async function checkedMedia(projectFolder: string, media: string): Promise<string> {
  const file = await ownFile(projectFolder, path.join(projectFolder, media))
  const isFile = await stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  )
  const sha256 = isFile ? await sha256OfFile(file).catch(() => null) : null
  if (sha256 !== null && sha256 !== path.posix.basename(media).slice(0, 64))
    throw new StudioError('media.changed', { file })
  return file
}
