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

interface Remembered {
  readonly film: Pick<Film, 'format' | 'rate' | 'sensorWidthMm'>
  readonly board: Board
  readonly pack: PackSummary
  /** Or why there is none, so that a view that looks again does not compute it again. */
  readonly geometry: ShotGeometry | StudioError
}

/** By the shot's value and its board, so that a shot that is left alone is never evaluated again. */
const remembered = new WeakMap<Shot, WeakMap<BoardUse, Remembered>>()

/**
 * A shot's cameras at every film frame, relative to one of its boards. The same film gives the same object, so that views
 * can compare it by identity.
 * @param use the start board unless told
 * @throws StudioError `edit.imported-path` for a shot whose poses come from a file, `shot.camera-layers`,
 *   `camera.too-far`
 */
export function shotGeometry(film: Film, shot: Shot, pack: PackSummary, use: BoardUse = shot.boards[0]!): ShotGeometry {
  const board = findItem(film.boards, use.boardId, 'board')
  const ofShot = remembered.get(shot) ?? new WeakMap<BoardUse, Remembered>()
  remembered.set(shot, ofShot)
  let known = ofShot.get(use)
  if (known === undefined || known.board !== board || known.pack !== pack || !sameFilm(known.film, film)) {
    const { format, rate, sensorWidthMm } = film
    const geometry = geometryOrRefusal(film, shot, pack, { use, board })
    known = { film: { format, rate, sensorWidthMm }, board, pack, geometry }
    ofShot.set(use, known)
  }
  if (known.geometry instanceof StudioError) throw known.geometry
  return known.geometry
}

function sameFilm(a: Remembered['film'], b: Remembered['film']): boolean {
  return a.format === b.format && a.rate === b.rate && a.sensorWidthMm === b.sensorWidthMm
}

interface UsedBoard {
  readonly use: BoardUse
  readonly board: Board
}

function geometryOrRefusal(film: Film, shot: Shot, pack: PackSummary, used: UsedBoard): ShotGeometry | StudioError {
  try {
    return newGeometry(film, shot, pack, used)
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown
    throw thrown
  }
}

function newGeometry(film: Film, shot: Shot, pack: PackSummary, { use, board }: UsedBoard): ShotGeometry {
  if (shot.camera.source === 'file') throw new StudioError('edit.imported-path', { shot: shot.name || shot.id })
  const { size, deliveryBox } = framingOf(film, board, pack)
  const toCompile = shotToCompile(film, shot, pack, { size, picture: noRaster, depth: noRaster }, [], use)
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
