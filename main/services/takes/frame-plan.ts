import { StudioError } from '../../../core/contract/errors.ts'
import type { FrameRate } from '../../../core/contract/generation.ts'

/** What a user said about length: any part may be left out. */
export interface LengthWish {
  /** M, the model's own samples. */
  readonly sampleFrames: number | null
  readonly seconds: number | null
  readonly rate: FrameRate | null
}

export interface FramePlan {
  /** N, the frames that are delivered. */
  readonly filmFrames: number
  /** M, the frames that the model samples; all are drawn on their exact poses from what these uncover. */
  readonly sampleFrames: number
  readonly rate: FrameRate
}

/** CameraCtrl's rate: a shot of which only the frames are told. */
const sketchRate: FrameRate = { numerator: 8, denominator: 1 }
const filmRate: FrameRate = { numerator: 24, denominator: 1 }
const maximumFilmFrames = 100_000

/**
 * Frames and rate of a shot. Without seconds it has as many frames as the model samples, at 8 a second unless a rate is
 * given; with seconds it has seconds × rate frames, at 24 a second unless a rate is given.
 * @param poses frames that the camera itself suggests: the pose count of a file, 16 for a move.
 * @throws StudioError `command.length` when the shot would have no frame or more than 100 000.
 */
export function planFrames(
  wish: LengthWish,
  poses: number,
  pack: { readonly min: number; readonly max: number },
): FramePlan {
  const asked = wish.sampleFrames ?? poses
  const rate = wish.rate ?? (wish.seconds === null ? sketchRate : filmRate)
  const filmFrames = wish.seconds === null ? asked : Math.round((wish.seconds * rate.numerator) / rate.denominator)
  if (filmFrames < 1 || filmFrames > maximumFilmFrames) {
    throw new StudioError('command.length', { frames: filmFrames, max: maximumFilmFrames })
  }
  const sampleFrames = Math.max(pack.min, Math.min(asked, filmFrames, pack.max))
  return { filmFrames, sampleFrames, rate }
}
