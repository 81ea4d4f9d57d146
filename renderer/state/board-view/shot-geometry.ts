import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { Camera, Raster } from '../../../core/contract/generation.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import type { PixelBox } from '../../../core/framing/framing.ts'
import { camerasAt, evenTimes, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import type { BoardUse, Shot } from '../../../core/project/schema/shot.ts'
import { boardForPack, shotToCompile } from '../../../core/project/shot-to-compile.ts'
import type { FrameRange } from '../../../core/timeline/range.ts'
import { studioStore, useStudio } from '../mirrors.ts'

/** Where a shot's cameras stand, from the film alone: what viewports draw and what the compiled spec will carry. */
export interface ShotGeometry {
  readonly shot: Shot
  readonly board: Board
  readonly pack: PackSummary
  /** The shot as it is compiled, without its rasters. */
  readonly toCompile: ShotToCompile
  /** Frames of the shot with handles; `cameras[0]` is the camera of `frames.start`. */
  readonly frames: FrameRange
  readonly cameras: readonly Camera[]
  /** fx, fy, cx, cy of the board's camera in pixels of the model size. */
  readonly boardIntrinsics: readonly number[]
  /** The delivered part in pixels of the model size. */
  readonly deliveryBox: PixelBox
}

/** Cameras do not depend on the rasters, so that they need not wait for them. */
const noRaster: Raster = { width: 1, height: 1, sha256: '0'.repeat(64) }

/** The pack of a shot: its own, else the first there is. */
export function packOfShot(shot: Shot, packs: readonly PackSummary[]): PackSummary | null {
  return packs.find(({ id }) => id === shot.generation.packId) ?? packs[0] ?? null
}

export function currentPacks(): readonly PackSummary[] {
  return studioStore.getState().studio?.packs ?? []
}

const noPacks: readonly PackSummary[] = []

export function usePacks(): readonly PackSummary[] {
  return useStudio(({ packs }) => packs, noPacks)
}

interface Remembered<Value> {
  readonly film: Pick<Film, 'format' | 'rate' | 'sensorWidthMm'>
  readonly board: Board
  readonly pack: PackSummary
  readonly value: Value
}

/** By the shot's value and its board, so that a shot that is left alone is never evaluated again. */
type Memory<Value> = WeakMap<Shot, WeakMap<BoardUse, Remembered<Value>>>

/** What a shot's cameras depend on. */
interface Seen {
  readonly film: Film
  readonly shot: Shot
  readonly pack: PackSummary
  readonly use: BoardUse
  readonly board: Board
}

/** A geometry, or why there is none, so that a view that looks again does not compute it again. */
const geometries: Memory<ShotGeometry | StudioError> = new WeakMap()
const imported: Memory<ImportedGeometry> = new WeakMap()

/**
 * A shot's cameras at every film frame, relative to one of its boards. The same film gives the same object, so that views
 * can compare it by identity.
 * @param use the start board unless told
 * @throws StudioError `edit.imported-path` for a shot whose poses come from a file, `shot.camera-layers`,
 *   `camera.too-far`
 */
export function shotGeometry(film: Film, shot: Shot, pack: PackSummary, use: BoardUse = shot.boards[0]!): ShotGeometry {
  const seen = { film, shot, pack, use, board: findItem(film.boards, use.boardId, 'board') }
  const geometry = remembered(geometries, seen, () => geometryOrRefusal(seen))
  if (geometry instanceof StudioError) throw geometry
  return geometry
}

/** A shot whose poses come from a file: how its board is framed is known before the file is read. */
export interface ImportedGeometry extends Pick<ShotGeometry, 'board' | 'pack' | 'deliveryBox'> {
  /** Rejects with whatever the poses do, and with `camera.too-far`. */
  readonly geometry: Promise<ShotGeometry>
}

/**
 * The same for a shot whose poses come from a file; the file is read once for the same film.
 * @param readPoses of the shot's file
 */
export function importedGeometry(
  film: Film,
  shot: Shot,
  pack: PackSummary,
  use: BoardUse,
  readPoses: () => Promise<readonly PoseRow[]>,
): ImportedGeometry {
  const seen = { film, shot, pack, use, board: findItem(film.boards, use.boardId, 'board') }
  return remembered(imported, seen, () => {
    const geometry = readPoses().then((rows) => newGeometry(seen, rows))
    // Who looks at it is told.
    geometry.catch(() => undefined)
    const { deliveryBox } = framingOf(film, seen.board, pack)
    return { board: seen.board, pack, deliveryBox, geometry }
  })
}

function remembered<Value>(memory: Memory<Value>, { film, shot, pack, use, board }: Seen, make: () => Value): Value {
  const ofShot = memory.get(shot) ?? new WeakMap<BoardUse, Remembered<Value>>()
  memory.set(shot, ofShot)
  let known = ofShot.get(use)
  if (known === undefined || known.board !== board || known.pack !== pack || !sameFilm(known.film, film)) {
    const { format, rate, sensorWidthMm } = film
    known = { film: { format, rate, sensorWidthMm }, board, pack, value: make() }
    ofShot.set(use, known)
  }
  return known.value
}

function sameFilm(a: Remembered<unknown>['film'], b: Remembered<unknown>['film']): boolean {
  return a.format === b.format && a.rate === b.rate && a.sensorWidthMm === b.sensorWidthMm
}

function geometryOrRefusal(seen: Seen): ShotGeometry | StudioError {
  const { shot } = seen
  if (shot.camera.source === 'file') return new StudioError('edit.imported-path', { shot: shot.name || shot.id })
  try {
    return newGeometry(seen, [])
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown
    throw thrown
  }
}

function newGeometry({ film, shot, pack, use, board }: Seen, poses: readonly PoseRow[]): ShotGeometry {
  const { size, deliveryBox } = framingOf(film, board, pack)
  const toCompile = shotToCompile(film, shot, pack, { size, picture: noRaster, depth: noRaster }, poses, use)
  const { filmFrames } = toCompile
  const { cameras, boardIntrinsics } = camerasAt(toCompile, evenTimes(filmFrames, filmFrames))
  return { shot, board, pack, toCompile, frames: shotFrames(shot), cameras, boardIntrinsics, deliveryBox }
}

const framings = new WeakMap<
  Board,
  { readonly format: Film['format']; readonly pack: PackSummary; readonly framing: ReturnType<typeof boardForPack> }
>()

/** The same objects while board, format and pack stay: a view of them need not be made again for each edit of the path. */
function framingOf(film: Film, board: Board, pack: PackSummary): ReturnType<typeof boardForPack> {
  const known = framings.get(board)
  if (known !== undefined && known.format === film.format && known.pack === pack) return known.framing
  const framing = boardForPack(film, board, pack.sizes)
  framings.set(board, { format: film.format, pack, framing })
  return framing
}

/** The camera of a frame of the shot, frames outside of it held at its ends. */
export function cameraAtFrame({ frames, cameras }: Pick<ShotGeometry, 'frames' | 'cameras'>, frame: number): Camera {
  const index = Math.max(0, Math.min(cameras.length - 1, Math.round(frame) - frames.start))
  return cameras[index]!
}
