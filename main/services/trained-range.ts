import type { Camera } from '../../core/contract/generation.ts'
import type { PackManifest } from '../../core/contract/pack.ts'

/** How far a shot's cameras go from the board's. */
export interface CameraRange {
  readonly maxRotationDegrees: number
  /** Subject distances. */
  readonly maxTranslation: number
}

/** Farthest rotation and translation of cameras relative to the board's. */
export function cameraRange(cameras: readonly Camera[]): CameraRange {
  let cosine = 1
  let squaredDistance = 0
  for (const { worldFromCamera: m } of cameras) {
    const at = (index: number): number => m[index] ?? 0
    cosine = Math.min(cosine, (at(0) + at(5) + at(10) - 1) / 2)
    squaredDistance = Math.max(squaredDistance, at(3) ** 2 + at(7) ** 2 + at(11) ** 2)
  }
  return {
    maxRotationDegrees: (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI,
    maxTranslation: Math.sqrt(squaredDistance),
  }
}

/** What of a shot goes beyond the range that a pack was trained for. */
export function beyondTrainedRange(
  range: CameraRange,
  trained: PackManifest['trainedRange'],
): readonly ('rotation' | 'translation')[] {
  return [
    ...(range.maxRotationDegrees > trained.maxRotationDegrees ? (['rotation'] as const) : []),
    ...(range.maxTranslation > trained.maxTranslation ? (['translation'] as const) : []),
  ]
}
