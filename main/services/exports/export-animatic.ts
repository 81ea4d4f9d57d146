import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { Raster } from '../../../core/contract/generation.ts'
import type { CacheFrames } from '../../../core/contract/media.ts'
import type { PreparedBoard } from '../../../core/contract/studio.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { deliveryCamera, deliveryOf, type Delivery } from '../../../core/framing/delivery.ts'
import { camerasAt, evenTimes } from '../../../core/project/compile-shot.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { shotToCompile, startBoard } from '../../../core/project/shot-to-compile.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { mediaFile } from './export-media.ts'
import type { ShotMaterial, UsedShot } from './export-shots.ts'
import { findPackById, type PackPlaces } from '../models/models.ts'
import { readPoses } from '../takes/pose-file.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import type { RasterCache } from '../media/raster-cache.ts'

export interface AnimaticTools {
  readonly media: ProcessClient
  readonly packs: PackPlaces
  readonly rasters: RasterCache
  /** Of Craneshot. */
  readonly version: string
}

/** A shot without a take, its board ready to be moved. */
export interface Animatic {
  readonly material: Omit<ShotMaterial, 'files' | 'isRaw'>
  readonly board: PreparedBoard
  readonly delivery: Delivery
  readonly boardIntrinsics: readonly number[]
}

/**
 * The cameras of a shot without a take, framed for its model, or the embedded one where that is missing, at the size
 * that takes are delivered at.
 * @throws StudioError `export.media-missing`, `shot.camera-layers`, `camera.pose-file.*`, `media.*`; AbortError
 */
export async function readAnimatic(
  projectFolder: string,
  film: Film,
  used: UsedShot,
  tools: AnimaticTools,
  context: TaskContext,
): Promise<Animatic> {
  const { shot } = used
  const { manifest, manifestSha256 } = await findPackById(shot.generation.packId, tools.packs).catch(() =>
    findPackById(null, tools.packs),
  )
  const source = startBoard(film, shot)
  const user = source.name || shot.name || shot.id
  const { depth } = source
  await mediaFile(projectFolder, source.picture.media, user)
  if ('raster' in depth) await mediaFile(projectFolder, depth.raster, user)
  const input = { projectFolder, film, boardId: source.id, sizes: manifest.sizes }
  const board = await prepareBoard(tools)(input, context)
  const compiled = shotToCompile(film, shot, { ...manifest, manifestSha256 }, board, await posesOf(projectFolder, used))
  const frames = compiled.filmFrames
  const { cameras, boardIntrinsics } = camerasAt(compiled, evenTimes(frames, frames))
  const delivery = deliveryOf(film.format, board.size, 'fine')
  const pictureBox = { x: 0, y: 0, ...delivery.size }
  const material = { ...used, size: delivery.size, pictureBox, cameraBox: delivery.box, cameras }
  return { material, board, delivery, boardIntrinsics }
}

/** Draws every frame of it into a new folder. @throws StudioError `media.*`; AbortError */
export async function drawAnimatic(
  { material, board, delivery, boardIntrinsics }: Animatic,
  framesFolder: string,
  { media, rasters }: AnimaticTools,
  context: TaskContext,
): Promise<ShotMaterial> {
  await mkdir(framesFolder)
  const pictureFile = await rasters.fileOf('picture', board.picture.sha256)
  const depthFile = await rasters.fileOf('depth', board.depth.sha256)
  const sizeOf = ({ width, height }: Raster): PixelSize => ({ width, height })
  const input = {
    pictureFile,
    pictureSize: sizeOf(board.picture),
    depthFile,
    depthSize: sizeOf(board.depth),
    modelSize: board.size,
    boardIntrinsics,
    cameras: material.cameras.map((camera) => deliveryCamera(camera, delivery)),
    ...delivery.size,
    framesFolder,
  }
  const { frames } = await media.run<CacheFrames>('render-cache', input, context)
  return { ...material, files: frames.map((name) => path.join(framesFolder, name)), isRaw: true }
}

async function posesOf(projectFolder: string, { shot }: UsedShot) {
  if (shot.camera.source === 'keys') return []
  return (await readPoses(await mediaFile(projectFolder, shot.camera.file, shot.name || shot.id))).rows
}
