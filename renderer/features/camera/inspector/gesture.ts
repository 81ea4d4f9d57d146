import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { anchorPose, type BoardPose } from '../model/board-space.ts'
import { changedKeys } from '../model/key-edits.ts'
import { cameraSession } from '../session/camera-session.ts'
import { currentShot } from '../session/current-shot.ts'

/**
 * A gesture on all chosen keys of the shot.
 * @param change a key with the value in it; `anchor` is the path's pose at the board's own frame before the gesture
 */
export function keysGesture(
  title: StudioTextKey,
  change: (key: CameraKey, value: number, anchor: BoardPose) => CameraKey,
): ReturnType<typeof numberGesture> {
  return numberGesture(title, (film, value) => {
    const shotId = currentShot()?.shot.id
    const shot = film.shots.find(({ id }) => id === shotId)
    if (shot?.camera.source !== 'keys') return film
    const { selected } = cameraSession.getState()
    const anchor = anchorPose(shot.camera.path, shot.anchorFrame)
    return setPath(
      film,
      shot.id,
      changedKeys(shot.camera.path, selected, (key) => change(key, value, anchor)),
    )
  })
}
