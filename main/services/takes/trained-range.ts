import type { Camera } from '../../../core/contract/generation.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'

/** How far a shot's cameras go from the board's, and their widest and longest lens. */
export interface CameraRange {
  readonly maxRotationDegrees: number
  /** Subject distances. */
  readonly maxTranslation: number
  readonly minFovXDegrees: number
  readonly maxFovXDegrees: number
}

/**
 * Farthest rotation and translation of cameras relative to the board's, and their horizontal fields of view.
 * @param cameras at least one.
 * @param width of the pictures that the intrinsics mean, pixels.
 */
export function cameraRange(cameras: readonly Camera[], width: number): CameraRange {
  let cosine = 1
  let squaredDistance = 0
  let shortest = Infinity
  let longest = 0
  for (const { worldFromCamera: m, intrinsics } of cameras) {
    const focalLength = Math.abs(intrinsics[0] ?? 0)
    shortest = Math.min(shortest, focalLength)
    longest = Math.max(longest, focalLength)
    const at = (index: number): number => m[index] ?? 0
    cosine = Math.min(cosine, (at(0) + at(5) + at(10) - 1) / 2)
    squaredDistance = Math.max(squaredDistance, at(3) ** 2 + at(7) ** 2 + at(11) ** 2)
  }
  return {
    maxRotationDegrees: degrees(Math.acos(Math.max(-1, Math.min(1, cosine)))),
    maxTranslation: Math.sqrt(squaredDistance),
    minFovXDegrees: degrees(2 * Math.atan2(width / 2, longest)),
    maxFovXDegrees: degrees(2 * Math.atan2(width / 2, shortest)),
  }
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}

/** Specs hold float32 numbers; what they round by, in degrees or subject distances, is no excess. */
const rounding = 1e-3

/** What of a shot goes beyond the range that a pack was trained for. */
export function beyondTrainedRange(
  range: CameraRange,
  trained: PackManifest['trainedRange'],
): readonly ('rotation' | 'translation' | 'lens')[] {
  const lens =
    range.minFovXDegrees < trained.minFovXDegrees - rounding || range.maxFovXDegrees > trained.maxFovXDegrees + rounding
  return [
    ...(range.maxRotationDegrees > trained.maxRotationDegrees + rounding ? (['rotation'] as const) : []),
    ...(range.maxTranslation > trained.maxTranslation + rounding ? (['translation'] as const) : []),
    ...(lens ? (['lens'] as const) : []),
  ]
}
