import { StudioError } from '../../../../core/contract/errors.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { shotFrames, type Film } from '../../../../core/project/schema/film.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { currentPacks, packOfShot, shotGeometry, type ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { filmStore } from '../../../state/film-store.ts'
import { setShotFrame, workspaceStore, type Workspace } from '../../../state/workspace-store.ts'

/** The shot that is worked on, in the film as it is shown now. */
export function currentShot(): { readonly film: Film; readonly shot: Shot } | null {
  const film = filmStore.getState().open?.history.present
  const { shotId } = workspaceStore.getState()
  const shot = film?.shots.find(({ id }) => id === shotId)
  return film === undefined || shot === undefined ? null : { film, shot }
}

/** The keyed path of the shot; null for an imported one. */
export function currentPath(): CameraPath | null {
  const camera = currentShot()?.shot.camera
  return camera?.source === 'keys' ? camera.path : null
}

/** Its cameras; null while they cannot be computed. */
export function currentGeometry(): ShotGeometry | null {
  const current = currentShot()
  const pack = current === null ? null : packOfShot(current.shot, currentPacks())
  if (current === null || pack === null) return null
  try {
    return shotGeometry(current.film, current.shot, pack)
  } catch (thrown) {
    if (thrown instanceof StudioError) return null
    throw thrown
  }
}

/** The frame of the shot that the viewports show. */
export function shownFrame({ shotFrames: frames }: Pick<Workspace, 'shotFrames'>, shot: Shot): number {
  const { start, end } = shotFrames(shot)
  return Math.max(start, Math.min(end - 1, frames[shot.id] ?? 0))
}

/** The playhead, 0 without a shot. */
export function playheadFrame(): number {
  const current = currentShot()
  return current === null ? 0 : shownFrame(workspaceStore.getState(), current.shot)
}

/** Moves the playhead to a whole frame inside the shot and its handles. */
export function showFrame(frame: number): void {
  const current = currentShot()
  if (current === null) return
  const { start, end } = shotFrames(current.shot)
  const shown = Math.max(start, Math.min(end - 1, Math.round(frame)))
  if (shown !== workspaceStore.getState().shotFrames[current.shot.id]) setShotFrame(current.shot.id, shown)
}

/** Whether a drag is under way that the film shows but does not have yet. */
export function gestureRuns(): boolean {
  const { open } = filmStore.getState()
  return open !== null && open.history.gesture !== null
}
