import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'
import { identityMatrix, invertMatrix, multiplyMatrices, rigidMatrix, type Matrix4 } from '../math/matrix4.ts'
import { openCvPoseFromEditor } from './conventions.ts'
import type { PixelBox } from '../framing/framing.ts'
import { pixelIntrinsics, wholeLensFrame, type LensFrame, type PixelSize } from './intrinsics.ts'
import { evaluatePath, type CameraPose } from './path.ts'
import type { CameraPath } from './path-schema.ts'
import type { PoseRow } from './pose-row.ts'
import { float32Rows, poseSizeFromLens, relativePoses, rescaledIntrinsics } from './relative-poses.ts'

export interface PathCamerasOptions {
  /** Model size in pixels. */
  readonly size: PixelSize
  /** Times of the cameras, film frames from the shot's start. */
  readonly timesInFrames: readonly number[]
  /** Frame at which the camera is the board's; 0 unless given. */
  readonly anchorFrame?: number
  /** What lenses are fitted to; the model's whole frame unless given. */
  readonly lensFrame?: LensFrame
}

/** Cameras for a model, and the lens of the camera that took the board: fx, fy, cx, cy in pixels of the model size. */
export interface ShotCameras {
  readonly cameras: readonly Camera[]
  readonly boardIntrinsics: readonly number[]
}

/**
 * Cameras of an editor path, relative to its camera at the anchor frame, which is exactly the identity, as is every
 * camera at the same pose. All numbers are exact in float32.
 * @throws StudioError `camera.too-far`
 */
export function camerasFromPath(path: CameraPath, options: PathCamerasOptions): ShotCameras {
  const { size, timesInFrames, lensFrame = wholeLensFrame(size), anchorFrame = 0 } = options
  const [anchor, ...poses] = evaluatePath(path, [anchorFrame, ...timesInFrames])
  const anchorFromWorld = inverseOfRigid(anchor!)
  const cameras = poses.map((pose) => ({
    worldFromCamera: float32Rows(
      samePose(pose, anchor!)
        ? identityMatrix()
        : openCvPoseFromEditor(multiplyMatrices(anchorFromWorld, rigidMatrix(pose.position, pose.orientation))),
    ),
    intrinsics: pixelIntrinsics(pose.focalLengthMm, lensFrame),
  }))
  checkFinite(cameras)
  return { cameras, boardIntrinsics: pixelIntrinsics(anchor!.focalLengthMm, lensFrame) }
}

export interface PoseCamerasOptions {
  /** Model size in pixels. */
  readonly size: PixelSize
  /** The part of the model's frame that is the poses' picture, in its pixels; the whole unless given. */
  readonly box?: PixelBox
  /** Size of the picture that the poses describe; from the first lens and square pixels unless given. */
  readonly poseSize?: PixelSize
  /** The pose list's units in one subject distance; 1 unless given. */
  readonly subjectDistance?: number
  /** The pose that is the board's camera: the first row of the file, also when `rows` are samples between. */
  readonly reference?: PoseRow
}

/**
 * Cameras of a pose list, relative to its first row (or `reference`) as CameraCtrl has it, translations divided by the
 * subject distance. All numbers are exact in float32.
 * @throws StudioError `camera.too-far`
 */
export function camerasFromPoses(rows: readonly PoseRow[], options: PoseCamerasOptions): ShotCameras {
  const reference = options.reference ?? rows[0]!
  const poseSize = options.poseSize ?? poseSizeFromLens(reference)
  const box = options.box ?? { x: 0, y: 0, ...options.size }
  const cameras = relativePoses(rows, reference).map((pose, index) => ({
    worldFromCamera: float32Rows(pose, options.subjectDistance),
    intrinsics: rescaledIntrinsics(rows[index]!, box, poseSize),
  }))
  checkFinite(cameras)
  return { cameras, boardIntrinsics: rescaledIntrinsics(reference, box, poseSize) }
}

/** Lengths that float32 cannot hold, focal lengths of nothing, and what became of them. */
function checkFinite(cameras: readonly Camera[]): void {
  const wrong = cameras.findIndex(
    ({ worldFromCamera, intrinsics }) =>
      ![...worldFromCamera, ...intrinsics].every(Number.isFinite) || !(intrinsics[0]! > 0 && intrinsics[1]! > 0),
  )
  if (wrong >= 0) throw new StudioError('camera.too-far', { camera: wrong + 1 })
}

function inverseOfRigid(pose: CameraPose): Matrix4 {
  // A rigid matrix always has an inverse.
  return invertMatrix(rigidMatrix(pose.position, pose.orientation))!
}

function samePose(a: CameraPose, b: CameraPose): boolean {
  return (
    a.position.every((value, axis) => value === b.position[axis]) &&
    a.orientation.every((value, part) => value === b.orientation[part])
  )
}
