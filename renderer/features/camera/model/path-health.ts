import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import type { Camera } from '../../../../core/contract/generation.ts'
import type { PackSummary } from '../../../../core/contract/studio.ts'
import { acos, atan } from '../../../../core/math/trigonometry.ts'

/** How far one camera is from the board's, measured as packs state their trained range. */
export interface FrameHealth {
  readonly rotationDegrees: number
  /** Subject distances. */
  readonly translation: number
  readonly fovXDegrees: number
}

export type HealthIssue = 'rotation' | 'translation' | 'lens' | 'coverage'

export interface PathHealth {
  readonly frames: readonly FrameHealth[]
  readonly maxRotationDegrees: number
  readonly maxTranslation: number
  readonly minFovXDegrees: number
  readonly maxFovXDegrees: number
  /** What goes beyond the pack's trained range. */
  readonly issues: readonly HealthIssue[]
}

/** Specs hold float32 numbers; what they round by, in degrees or subject distances, is no excess. */
const rounding = 1e-3
/** Less of a frame than this is the board's: the model invents most of what is seen. */
export const lowCoverage = 0.6

const degreesPerRadian = 180 / Math.PI

/** @param width of the pictures that the intrinsics mean, pixels */
export function frameHealth({ worldFromCamera: m, intrinsics }: Camera, width: number): FrameHealth {
  const cosine = (m[0]! + m[5]! + m[10]! - 1) / 2
  return {
    rotationDegrees: acos(Math.max(-1, Math.min(1, cosine))) * degreesPerRadian,
    translation: Math.sqrt(m[3]! * m[3]! + m[7]! * m[7]! + m[11]! * m[11]!),
    fovXDegrees: 2 * atan(width / 2 / intrinsics[0]!) * degreesPerRadian,
  }
}

/** @param cameras at least one */
export function pathHealth(
  cameras: readonly Camera[],
  width: number,
  trained: PackSummary['trainedRange'],
): PathHealth {
  const frames = cameras.map((camera) => frameHealth(camera, width))
  const most = (value: (frame: FrameHealth) => number): number =>
    frames.reduce((largest, frame) => Math.max(largest, value(frame)), -Infinity)
  const range = {
    maxRotationDegrees: most(({ rotationDegrees }) => rotationDegrees),
    maxTranslation: most(({ translation }) => translation),
    minFovXDegrees: -most(({ fovXDegrees }) => -fovXDegrees),
    maxFovXDegrees: most(({ fovXDegrees }) => fovXDegrees),
  }
  const issues = (['rotation', 'translation', 'lens'] as const).filter((issue) =>
    frames.some((frame) => frameIssues(frame, trained).includes(issue)),
  )
  return { frames, ...range, issues }
}

/** What of one frame lies beyond the trained range. */
export function frameIssues(frame: FrameHealth, trained: PackSummary['trainedRange']): readonly HealthIssue[] {
  const lens =
    frame.fovXDegrees < trained.minFovXDegrees - rounding || frame.fovXDegrees > trained.maxFovXDegrees + rounding
  return [
    ...(frame.rotationDegrees > trained.maxRotationDegrees + rounding ? (['rotation'] as const) : []),
    ...(frame.translation > trained.maxTranslation + rounding ? (['translation'] as const) : []),
    ...(lens ? (['lens'] as const) : []),
  ]
}

/**
 * Distance that the camera travels from each frame to the next, subject distances; one less than cameras. Where a hold
 * ends the camera does not travel: the picture is cut, and the distance is 0.
 * @param firstFrame of the cameras
 */
export function travelPerFrame(cameras: readonly Camera[], path: CameraPath | null = null, firstFrame = 0): number[] {
  const cuts = path === null ? [] : cutFrames(path)
  return cameras.slice(1).map(({ worldFromCamera: b }, index) => {
    const frame = firstFrame + index
    if (cuts.some((cut) => frame < cut && cut <= frame + 1)) return 0
    const a = cameras[index]!.worldFromCamera
    const [x, y, z] = [b[3]! - a[3]!, b[7]! - a[7]!, b[11]! - a[11]!]
    return Math.sqrt(x * x + y * y + z * z)
  })
}

/** Times of the keys that end a hold. */
function cutFrames({ keys }: CameraPath): number[] {
  return keys.filter((_key, index) => keys[index - 1]?.easing === 'hold').map(({ timeFrames }) => timeFrames)
}
