import { STANDARD_MOVE_NAMES, STANDARD_MOVES, type StandardMoveName } from '../../../core/camera/standard-moves.ts'

/** A camera of a batch: the shot's own, or a standard move in its place. */
export type BatchCamera = 'own' | StandardMoveName

export const batchCameras: readonly BatchCamera[] = ['own', ...STANDARD_MOVE_NAMES]

/** With a camera more, or one less, in the order of all. A batch without any has the shot's own. */
export function withCameraToggled(cameras: readonly BatchCamera[], camera: BatchCamera): BatchCamera[] {
  const chosen = new Set(cameras)
  if (!chosen.delete(camera)) chosen.add(camera)
  const left = batchCameras.filter((each) => chosen.has(each))
  return left.length > 0 ? left : ['own']
}

/** The move that stands in for the shot's camera, as a user writes it; null for the shot's own. */
export function moveOfCamera(camera: BatchCamera): string | null {
  return camera === 'own' ? null : STANDARD_MOVES[camera]
}
