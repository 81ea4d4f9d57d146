import { StudioError } from '../contract/errors.ts'
import type { Raster } from '../contract/generation.ts'
import type { PackManifest } from '../contract/pack.ts'
import { pixelIntrinsics, type PixelSize } from '../camera/intrinsics.ts'
import type { PoseRow } from '../camera/pose-row.ts'
import { resolvedControls } from '../diffusion/controls.ts'
import { deliveryOf, deliverySize, pictureSize, qualityOf } from '../framing/delivery.ts'
import { chooseModelSize, frameBoard, type BoardFraming } from '../framing/framing.ts'
import { durationOf } from '../timeline/range.ts'
import { anchorFrameOf } from './boards-of-shot.ts'
import { lensFrameOf, type CameraSource, type FilmFrame, type PackFacts, type ShotToCompile } from './compile-shot.ts'
import { findItem } from './edits/items.ts'
import type { Board } from './schema/board.ts'
import { shotFrames, type Film } from './schema/film.ts'
import type { BoardUse, Shot } from './schema/shot.ts'

/** A pack, as far as a shot of the film depends on it. */
export type ShotPack = PackFacts & Pick<PackManifest, 'steps' | 'frames' | 'controls'>

/** How a board of the film is framed for a pack: the model size that wastes least, the crops and the picture's pixels. */
export function boardForPack(
  film: Film,
  board: Board,
  sizes: readonly PixelSize[],
): BoardFraming & { readonly size: PixelSize; readonly pictureSize: PixelSize } {
  const size = chooseModelSize(sizes, film.format.width / film.format.height)
  const framing = framingAt(film, board, size)
  const delivery = deliveryOf(film.format, { size, ...framing }, 'fine')
  return { size, pictureSize: pictureSize(framing.modelCrop, board.picture, size, delivery), ...framing }
}

function framingAt({ format }: Film, { picture, crop }: Board, size: PixelSize): BoardFraming {
  return frameBoard(picture, format.width / format.height, size, crop)
}

function filmFrameAt(film: Film, board: Board, size: PixelSize): FilmFrame {
  return { box: framingAt(film, board, size).deliveryBox, sensorWidthMm: film.sensorWidthMm }
}

/** fx, fy, cx, cy of the board's own camera in pixels of the model size: what its depth is computed for. */
export function boardIntrinsics(film: Film, board: Board, size: PixelSize): readonly number[] {
  return pixelIntrinsics(board.lens.focalLengthMm, lensFrameOf({ film: filmFrameAt(film, board, size), size }))
}

/** The board that a shot starts with. */
export function startBoard(film: Film, shot: Shot): Board {
  return findItem(film.boards, shot.boards[0]!.boardId, 'board')
}

/** Pixels of the shot's written frames: a draft's of the model's own, others of the size of the edit. */
export function shotFrameSize(
  film: Film,
  { generation }: Shot,
  pack: Pick<ShotPack, 'steps'>,
  size: PixelSize,
): PixelSize {
  return deliverySize(film.format, size, qualityOf(generation.steps ?? pack.steps.standard, pack.steps))
}

/** What main has prepared of one of the shot's boards at the pack's size. */
export interface PreparedRasters {
  readonly size: PixelSize
  readonly picture: Raster
  readonly depth: Raster
}

/**
 * A shot of the film as {@link compileShot} takes it: all frames with handles, the film's lenses, the board's camera.
 * @param poses of the imported pose file, when the shot's camera is one
 * @param use which of the shot's boards `board` is: the cameras are relative to it; the start board unless told
 * @throws StudioError shot.camera-layers while a layer is enabled, which no pipeline can follow yet
 */
export function shotToCompile(
  film: Film,
  shot: Shot,
  pack: ShotPack,
  board: PreparedRasters,
  poses: readonly PoseRow[] = [],
  use: BoardUse = shot.boards[0]!,
): ShotToCompile {
  const frames = shotFrames(shot)
  const filmFrames = durationOf(frames)
  const { sampleFrames } = shot.generation
  const { size } = board
  const frame = filmFrameAt(film, findItem(film.boards, use.boardId, 'board'), size)
  return {
    camera: cameraOf(film, shot, poses, use),
    pack,
    size,
    film: frame,
    delivery: { size: shotFrameSize(film, shot, pack, size), box: frame.box },
    rate: film.rate,
    firstFrame: frames.start,
    filmFrames,
    sampleFrames: Math.max(pack.frames.min, Math.min(sampleFrames ?? pack.frames.default, pack.frames.max, filmFrames)),
    settings: settingsOf(shot, pack),
    picture: board.picture,
    depth: board.depth,
  }
}

/** A pack with controls of its own has no 3D cache to switch on. */
function settingsOf({ generation }: Shot, pack: Pick<ShotPack, 'steps' | 'controls'>): ShotToCompile['settings'] {
  const { seed, cache } = generation
  const steps = generation.steps ?? pack.steps.standard
  if (pack.controls === undefined) return { steps, seed, cache }
  return { steps, seed, cache: 'off', controls: resolvedControls(pack.controls, generation.controls) }
}

function cameraOf(film: Film, shot: Shot, poses: readonly PoseRow[], use: BoardUse): CameraSource {
  const { camera } = shot
  if (camera.source === 'file') {
    const { poseSize, unitsPerSubjectDistance } = camera
    const referenceFrame = use === shot.boards[0] ? null : use.frame
    const { durationFrames } = shot
    return { kind: 'poses', rows: poses, poseSize, unitsPerSubjectDistance, durationFrames, referenceFrame }
  }
  const layer = camera.layers.find(({ enabled }) => enabled)
  if (layer !== undefined) throw new StudioError('shot.camera-layers', { shot: shot.name, layer: layer.name })
  return {
    kind: 'path',
    path: camera.path,
    anchorFrame: anchorFrameOf(shot, use),
    boardFocalLengthMm: findItem(film.boards, use.boardId, 'board').lens.focalLengthMm,
  }
}
