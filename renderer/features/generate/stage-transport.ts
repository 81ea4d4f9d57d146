import { shotFrames } from '../../../core/project/schema/film.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { Transport } from '../../state/transport.ts'
import { setShotFrame, workspaceStore } from '../../state/workspace-store.ts'
import { generateView } from './generate-store.ts'

/** The shot that is shown, or undefined. */
export function stageShot() {
  const { shotId } = workspaceStore.getState()
  return filmStore.getState().open === null ? undefined : currentFilm().shots.find(({ id }) => id === shotId)
}

/** Plays all takes on the stage in step: they share the shot's playhead. */
export const stageTransport = new Transport(() => {
  const shot = stageShot()
  const { rate } = currentFilm()
  return {
    range: shot === undefined ? { start: 0, end: 1 } : shotFrames(shot),
    rate,
    loop: generateView.get().loop,
    frame: () => workspaceStore.getState().shotFrames[shot?.id ?? ''] ?? 0,
    show: (frame) => {
      if (shot !== undefined) setShotFrame(shot.id, frame)
    },
  }
})

/** Steps the playhead within the shot; playing stops. */
export function stepStage(frames: number): void {
  const shot = stageShot()
  if (shot === undefined) return
  stageTransport.stop()
  const { start, end } = shotFrames(shot)
  const now = workspaceStore.getState().shotFrames[shot.id] ?? 0
  setShotFrame(shot.id, Math.min(Math.max(start, now + frames), end - 1))
}
