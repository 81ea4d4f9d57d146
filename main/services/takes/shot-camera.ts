import { camerasFromPoses } from '../../../core/camera/cameras.ts'
import { pixelIntrinsics, SENSOR_WIDTH_MM, wholeLensFrame, type PixelSize } from '../../../core/camera/intrinsics.ts'
import { loopedPath } from '../../../core/camera/loop.ts'
import type { Move } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import type { CameraRecord } from '../../../core/contract/take.ts'
import type { Delivery } from '../../../core/framing/delivery.ts'
import type { CameraSource, FilmFrame } from '../../../core/project/compile-shot.ts'
import { framesPerSecond } from '../../../core/timeline/rational.ts'
import type { FramePlan } from './frame-plan.ts'
import { readPoses, type Poses } from './pose-file.ts'
import { sourceFile } from '../media/source-file.ts'

interface MoveWish {
  readonly kind: 'move'
  /** The moves as they were written. */
  readonly text: string
  readonly moves: readonly Move[]
  /** The lens that the picture is taken to have. */
  readonly focalLengthMm: number
  /** The last frame is one step before the first. */
  readonly loops: boolean
}

interface PathWish {
  readonly kind: 'path'
  /** Absolute. */
  readonly file: string
  /** Size of the picture the poses describe; null takes the first lens and square pixels. */
  readonly poseSize: PixelSize | null
  readonly unitsPerSubjectDistance: number
}

export type CameraWish = MoveWish | PathWish

/** A camera with its file read. */
export type ReadCamera = MoveWish | (PathWish & Poses)

/** Frames of a move when nothing is said about its length, as CameraCtrl samples them. */
const moveFrames = 16

/** @throws StudioError `media.*`, `camera.pose-file.*` */
export async function readCamera(wish: CameraWish): Promise<ReadCamera> {
  return wish.kind === 'move' ? wish : { ...wish, ...(await readPoses(wish.file)) }
}

/** Frames that the camera itself suggests: a move has no more than a model makes of itself. */
export function suggestedFrames(camera: ReadCamera, most: number): number {
  return camera.kind === 'move' ? Math.min(moveFrames, most) : camera.rows.length
}

/** What the camera's lens is told for: a pose file's for the picture that is delivered, a move's for the whole frame. */
export function cameraFrame(camera: ReadCamera, delivery: Delivery | null): FilmFrame | null {
  return camera.kind === 'move' || delivery === null ? null : { box: delivery.box, sensorWidthMm: SENSOR_WIDTH_MM }
}

/**
 * fx, fy, cx, cy of the board's camera in pixels of the model size; a pose file's first lens is the board's.
 * @param frame that lenses are told for, see {@link cameraFrame}
 */
export function boardIntrinsics(camera: ReadCamera, size: PixelSize, frame: FilmFrame | null): readonly number[] {
  if (camera.kind === 'move') return pixelIntrinsics(camera.focalLengthMm, wholeLensFrame(size))
  const { poseSize, rows } = camera
  const options = { size, ...(frame === null ? {} : { box: frame.box }), ...(poseSize ? { poseSize } : {}) }
  return camerasFromPoses(rows.slice(0, 1), options).boardIntrinsics
}

/** The camera as a shot is compiled from it. */
export function cameraSource(camera: ReadCamera, plan: FramePlan, seed: number): CameraSource {
  if (camera.kind === 'path') {
    const { rows, poseSize, unitsPerSubjectDistance } = camera
    return { kind: 'poses', rows, poseSize, unitsPerSubjectDistance, durationFrames: plan.filmFrames }
  }
  const { moves, focalLengthMm, loops } = camera
  const { filmFrames, rate } = plan
  // A loop's last key is the next round's first frame.
  const frames = loops ? filmFrames + 1 : filmFrames
  const once = pathFromMoves(moves, { frames, focalLengthMm, seed, framesPerSecond: framesPerSecond(rate) })
  const path = loops ? loopedPath(once, filmFrames) : once
  return { kind: 'path', path, anchorFrame: 0, boardFocalLengthMm: focalLengthMm }
}

/** The camera as a take's recipe tells it: names and hashes, no places. */
export function cameraRecord(camera: ReadCamera): CameraRecord {
  if (camera.kind === 'move') {
    const { text, focalLengthMm, loops } = camera
    return { kind: 'move', text, focalLengthMm, ...(loops ? { loops } : {}) }
  }
  const { file, sha256, poseSize, unitsPerSubjectDistance } = camera
  return { kind: 'path', file: sourceFile(file, sha256), poseSize, unitsPerSubjectDistance }
}
