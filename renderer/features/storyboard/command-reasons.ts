import { currentFilm, filmStore } from '../../state/film-store.ts'
import { workspaceStore } from '../../state/workspace-store.ts'
import { isCurrentShotShown, selectedShotIds } from './selection.ts'

/** Why commands of the Board cannot be run now; null when they can. */
export const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)

export const needsPictures = () => (currentFilm().shots.length === 0 ? ('board.needs-pictures' as const) : null)

const hidden = 'story.needs-shown' as const

/** For what works on all chosen shots. */
export const needsShot = () =>
  needsFilm() ??
  needsPictures() ??
  (workspaceStore.getState().shotId === null ? ('board.needs-shot' as const) : null) ??
  (selectedShotIds().length === 0 ? hidden : null)

/** For what works on the one shot that all workspaces share. */
export const needsCurrentShot = () => needsShot() ?? (isCurrentShotShown() ? null : hidden)
