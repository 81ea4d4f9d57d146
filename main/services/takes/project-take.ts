import { randomBytes } from 'node:crypto'
import { access, copyFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec, Raster } from '../../../core/contract/generation.ts'
import type { PreparedBoard } from '../../../core/contract/studio.ts'
import type { CameraRecord, DepthSource, Take } from '../../../core/contract/take.ts'
import type { LongTask } from '../../../core/contract/tasks.ts'
import { resolvedControls } from '../../../core/diffusion/controls.ts'
import { checkClipMemory } from '../../../core/diffusion/memory-plan.ts'
import { deliveredPart, type PixelBox } from '../../../core/framing/framing.ts'
import { shapingOf } from '../../../core/project/board-depth.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { boardForPack } from '../../../core/project/shot-to-compile.ts'
import { makeTake, type MadeTake } from './make-take.ts'
import { halfPrecisionOf } from '../models/half-precision.ts'
import { costHere } from '../models/measured-packs.ts'
import { mostMemoryForTakes } from '../models/memory-for-takes.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import { projectFiles } from '../projects/project-files.ts'
import type { RasterCache, RasterKind } from '../media/raster-cache.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import type { RunWish, TakeTools } from './run-generation.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { takesFolder } from './take-index.ts'
import { buildTake } from './take-folder.ts'

export interface ProjectTakeTools extends TakeTools {
  readonly rasters: RasterCache
}

export interface ProjectTakeInput {
  /** Absolute; holds `media/`, and `takes/` unless `target` is given. */
  readonly projectFolder: string
  /** The film that `spec` was compiled from. */
  readonly film: Film
  readonly shotId: string
  readonly boardId: string
  /** Frames of the spec before the shot's frame 0. */
  readonly headFrames: number
  /** The move that the film's shot has in place of its own camera; none where it is empty or left out. */
  readonly move?: string | undefined
  readonly spec: GenerationSpec
  /** The spec's. */
  readonly pack: InstalledPack
  readonly run: RunWish
  /** The take's name in the project, chosen before; a new one unless given. */
  readonly takeId?: string
  /** A folder of its own for the take, absolute; null puts it into the project. */
  readonly target?: string | null
}

export interface ProjectTake extends MadeTake {
  readonly id: string
  /** Absolute. */
  readonly folder: string
}

/**
 * From a compiled shot to a take in the project, which appears whole or not at all. The film itself is not touched and
 * a take is one new folder that appears by one rename, so no writer's lock is needed.
 * @throws StudioError `project.open.missing`; `inference.shot-stale` when the board is not what the spec was compiled from; `edit.unknown`,
 *   `command.out.unwritable`, those of preparing a board and of generating; AbortError
 */
export function makeProjectTake(tools: ProjectTakeTools): LongTask<ProjectTakeInput, ProjectTake> {
  return async (input, context) => {
    const { projectFolder, film, boardId, headFrames, move, spec, pack } = input
    const shot = findItem(film.shots, input.shotId, 'shot')
    const { sizes } = pack.manifest
    await checkProject(projectFolder)
    const prepare = prepareBoard({ ...tools, version: tools.installation.craneshot })
    // As a rule it is prepared already, and there is nothing to tell.
    const silent = { signal: context.signal, report: () => undefined }
    const board = await prepare({ projectFolder, film, boardId, sizes }, silent)
    checkFresh(spec, board, shot)
    await checkMemory(spec, pack, tools.packs, input.run.provider)
    const id = input.takeId ?? newTakeId(new Date())
    const target = input.target ?? path.join(takesFolder(projectFolder), id)
    const output = { target, overwrite: false, movie: 'mp4' } as const
    const made = await buildTake(output, async (folder, workFolder) => {
      const recipe = {
        spec,
        source: sourceOf(film, findItem(film.boards, boardId, 'board'), shot, sizes),
        shot: { id: shot.id, name: shot.name, headFrames, ...(move ? { move } : {}) },
        deliveryBox: deliveredBeside(spec, film),
        pack,
        pictureFile: await ownRaster('picture', spec.picture, workFolder, tools.rasters),
        depthFile: await ownRaster('depth', spec.depth, workFolder, tools.rasters),
      }
      return makeTake({ recipe, folder, workFolder, output, run: input.run }, tools, context)
    })
    return { ...made, id, folder: target }
  }
}

/** Refuses a take that this machine has no memory for. @throws StudioError `inference.*` that names what would fit */
export async function checkMemory(
  spec: Pick<GenerationSpec, 'size' | 'sampleTimes' | 'controls'>,
  pack: InstalledPack,
  packs: TakeTools['packs'],
  provider: RunWish['provider'],
): Promise<void> {
  const { decodeChunk } = resolvedControls(pack.manifest.controls ?? {}, spec.controls)
  const clip = { ...spec.size, frames: spec.sampleTimes.length, decodeChunk }
  const cost = await costHere(pack, packs.measured, provider)
  const half = await halfPrecisionOf(pack, provider, packs)
  checkClipMemory(pack.manifest, clip, await mostMemoryForTakes(provider), cost, half)
}

/** A project that was moved away must not come back as an empty folder with a take in it. */
export async function checkProject(folder: string): Promise<void> {
  const file = path.join(folder, projectFiles.film)
  await access(file).catch((cause: unknown) => {
    throw new StudioError('project.open.missing', { file }, { cause })
  })
}

/** `20261122-193412-345-9f03ab`: names sort by time, in UTC, and never meet. */
export function newTakeId(now: Date): string {
  const digits = now.toISOString().replaceAll(/[^0-9]/g, '')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14, 17)}-${randomBytes(3).toString('hex')}`
}

function checkFresh(spec: GenerationSpec, board: PreparedBoard, shot: Shot): void {
  const same = (a: Raster, b: Raster): boolean => a.sha256 === b.sha256 && a.width === b.width && a.height === b.height
  if (same(spec.picture, board.picture) && same(spec.depth, board.depth)) return
  throw new StudioError('inference.shot-stale', { shot: shot.name || shot.id })
}

/**
 * The delivered part where the spec does not say it: the middle of its frames, for which alone such specs are made. Frames
 * of a size of their own are nothing but the delivered part.
 */
function deliveredBeside({ size, delivery }: GenerationSpec, { format }: Film): PixelBox | undefined {
  return delivery ? undefined : deliveredPart(size, format.width / format.height)
}

/** A copy that nothing removes while the take is made. */
async function ownRaster(kind: RasterKind, { sha256 }: Raster, folder: string, rasters: RasterCache): Promise<string> {
  const copy = path.join(folder, kind)
  const file = await rasters.fileOf(kind, sha256)
  if (file !== null) await copyFile(file, copy)
  if (file === null || (await sha256OfFile(copy)) !== sha256) {
    throw new StudioError('inference.raster-missing', { file: file ?? kind })
  }
  return copy
}

function sourceOf(film: Film, board: Board, shot: Shot, sizes: Parameters<typeof boardForPack>[2]): Take['source'] {
  const { media, width, height } = board.picture
  const picture = { file: mediaSource(media), width, height, crop: boardForPack(film, board, sizes).modelCrop }
  return { picture, camera: cameraRecord(shot, board), depth: depthSource(board) }
}

function cameraRecord({ camera, anchorFrame }: Shot, { lens }: Board): CameraRecord {
  if (camera.source === 'keys') {
    const { path } = camera
    return { kind: 'shot', camera: { source: 'keys', path, anchorFrame, boardFocalLengthMm: lens.focalLengthMm } }
  }
  const { file, poseSize, unitsPerSubjectDistance } = camera
  return { kind: 'shot', camera: { source: 'file', file: mediaSource(file), poseSize, unitsPerSubjectDistance } }
}

function depthSource({ depth }: Board): DepthSource {
  if (depth.origin === 'flat') return { kind: 'flat' }
  if (depth.origin === 'ground') return { kind: 'ground', horizon: depth.horizon }
  const file = mediaSource(depth.raster)
  const shaping = shapingOf(depth)
  const changes = shaping.length === 0 ? {} : { operations: shaping }
  if (depth.origin === 'file') return { kind: 'file', file, ...changes }
  return { kind: 'estimated', pack: { id: depth.packId, version: depth.packVersion }, file, ...changes }
}

/** Files of a project are named by their content. */
function mediaSource(media: string): Take['source']['picture']['file'] {
  const name = path.posix.basename(media)
  return { name, sha256: name.slice(0, 64) }
}
