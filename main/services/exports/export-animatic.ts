import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import type { ShotCameras } from '../../../core/camera/cameras.ts'
import type { Camera, Raster } from '../../../core/contract/generation.ts'
import type { CacheFrames } from '../../../core/contract/media.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { PreparedBoard } from '../../../core/contract/studio.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { deliveryCamera, deliveryOf, type Delivery } from '../../../core/framing/delivery.ts'
import { boardSpans } from '../../../core/project/boards-of-shot.ts'
import { camerasAt, evenTimes, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import type { FrameRange } from '../../../core/timeline/range.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { mediaFile } from './export-media.ts'
import type { ShotMaterial, UsedShot } from './export-shots.ts'
import { findPackById, type PackPlaces } from '../models/models.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import { readPoses } from '../takes/pose-file.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import { partOf } from '../progress-part.ts'
import type { RasterCache } from '../media/raster-cache.ts'

export interface AnimaticTools {
  readonly media: ProcessClient
  readonly packs: PackPlaces
  readonly rasters: RasterCache
  /** Of Craneshot. */
  readonly version: string
}

/** One of the boards that a shot without a take shows, ready to be moved, and where it is seen from. */
interface MovedBoard {
  readonly board: PreparedBoard
  readonly boardIntrinsics: readonly number[]
  /** Of the frames that show this board, relative to its own camera. */
  readonly cameras: readonly Camera[]
  readonly delivery: Delivery
}

/** A shot without a take. */
export interface Animatic {
  readonly material: Omit<ShotMaterial, 'files' | 'isRaw'>
  readonly boards: readonly MovedBoard[]
}

/**
 * The cameras of a shot without a take, framed for its model, or the embedded one where that is missing, at the size
 * that takes are delivered at. Which of its boards a frame shows is the same as in the window's playback.
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
  const { manifest, manifestSha256 } = await shotPack(shot, tools.packs)
  const pack = { ...manifest, manifestSha256 }
  const poses = await posesOfShot(projectFolder, shot)
  const parts: BoardPart[] = []
  // One after another: a large picture takes a gigabyte while it is decoded.
  for (const { use, frames } of boardSpans(shot)) {
    const board = await preparedBoard(projectFolder, film, { shot, boardId: use.boardId, pack }, tools, context)
    parts.push({ board, frames, shown: shotCameras(shotToCompile(film, shot, pack, board, poses, use)) })
  }
  const { board: first, shown } = parts[0]!
  const deliveryOfBoard = (board: PreparedBoard): Delivery => deliveryOf(film.format, board, 'fine')
  const delivery = deliveryOfBoard(first)
  const pictureBox = { x: 0, y: 0, ...delivery.size }
  // Camera files tell the one move of the shot, whichever boards it passes.
  const material = { ...used, size: delivery.size, pictureBox, cameraBox: delivery.box, cameras: shown.cameras }
  const { start } = shotFrames(shot)
  const boards = parts.map(({ board, frames, shown: { cameras, boardIntrinsics } }) => ({
    board,
    boardIntrinsics,
    cameras: cameras.slice(frames.start - start, frames.end - start),
    delivery: deliveryOfBoard(board),
  }))
  return { material, boards }
}

interface BoardPart {
  readonly board: PreparedBoard
  readonly frames: FrameRange
  /** Of the whole shot, relative to this board. */
  readonly shown: ShotCameras
}

interface WantedBoard {
  readonly shot: Shot
  readonly boardId: string
  readonly pack: Pick<PackManifest, 'sizes'>
}

async function preparedBoard(
  projectFolder: string,
  film: Film,
  { shot, boardId, pack: { sizes } }: WantedBoard,
  tools: AnimaticTools,
  context: TaskContext,
): Promise<PreparedBoard> {
  const { name, depth, picture } = findItem(film.boards, boardId, 'board')
  const user = name || shot.name || shot.id
  await mediaFile(projectFolder, picture.media, user)
  if ('raster' in depth) await mediaFile(projectFolder, depth.raster, user)
  return prepareBoard(tools)({ projectFolder, film, boardId, sizes }, context)
}

/** Of every frame of the shot, relative to the board that it was compiled with. */
export function shotCameras(compiled: ShotToCompile): ShotCameras {
  return camerasAt(compiled, evenTimes(compiled.filmFrames, compiled.filmFrames))
}

/** Draws every frame of it into a new folder. @throws StudioError `media.*`; AbortError */
export async function drawAnimatic(
  { material, boards }: Animatic,
  framesFolder: string,
  tools: AnimaticTools,
  context: TaskContext,
): Promise<ShotMaterial> {
  await mkdir(framesFolder)
  const files: string[] = []
  for (const [index, board] of boards.entries()) {
    const folder = path.join(framesFolder, String(index))
    const { length } = material.cameras
    const part = partOf(context, files.length / length, (files.length + board.cameras.length) / length)
    files.push(...(await drawBoard(board, folder, tools, part)))
  }
  return { ...material, files, isRaw: true }
}

async function drawBoard(
  { board, boardIntrinsics, cameras, delivery }: MovedBoard,
  framesFolder: string,
  { media, rasters }: AnimaticTools,
  context: TaskContext,
): Promise<string[]> {
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
    cameras: cameras.map((camera) => deliveryCamera(camera, delivery)),
    ...delivery.size,
    framesFolder,
  }
  const { frames } = await media.run<CacheFrames>('render-cache', input, context)
  return frames.map((name) => path.join(framesFolder, name))
}

/** The pack of a shot, or the embedded one where that is missing: what frames it while it has no take. */
export function shotPack({ generation }: Shot, packs: PackPlaces): Promise<InstalledPack> {
  return findPackById(generation.packId, packs).catch(() => findPackById(null, packs))
}

/** The poses of a shot whose camera is a pose file; none for one with keys. */
export async function posesOfShot(projectFolder: string, { camera, name, id }: Shot): Promise<readonly PoseRow[]> {
  if (camera.source === 'keys') return []
  return (await readPoses(await mediaFile(projectFolder, camera.file, name || id))).rows
}
