import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { beginGesture, cancelGesture, commitGesture, edit, previewGesture } from '../../../state/film-store.ts'
import { anchorPose, type BoardPose } from '../model/board-space.ts'
import { changedKeys } from '../model/key-edits.ts'
import { cameraSession } from '../session/camera-session.ts'
import { currentShot, gestureRuns } from '../session/current-shot.ts'

/** The handlers of a drag field that changes the film: one step of undo for each drag. */
export interface FieldGesture {
  readonly onBegin: () => void
  readonly onPreview: (value: number) => void
  readonly onCommit: (value: number) => void
  readonly onCancel: () => void
}

/** @param change the film from before the gesture with the value in it */
export function filmGesture(title: StudioTextKey, change: (film: Film, value: number) => Film): FieldGesture {
  return {
    onBegin: () => {
      beginGesture(title)
    },
    onPreview: (value) => previewGesture((film) => change(film, value)),
    onCommit: (value) => {
      if (!gestureRuns()) {
        edit(title, (film) => change(film, value))
        return
      }
      previewGesture((film) => change(film, value))
      commitGesture()
    },
    onCancel: cancelGesture,
  }
}

/**
 * A gesture on all chosen keys of the shot.
 * @param change a key with the value in it; `anchor` is the path's pose at the board's own frame before the gesture
 */
export function keysGesture(
  title: StudioTextKey,
  change: (key: CameraKey, value: number, anchor: BoardPose) => CameraKey,
): FieldGesture {
  return filmGesture(title, (film, value) => {
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
