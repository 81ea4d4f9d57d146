import { currentFilm, filmStore } from '../../state/film-store.ts'
import { workspaceStore } from '../../state/workspace-store.ts'

/** Why commands of the Board cannot be run now; null when they can. */
export const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)

export const needsPictures = () => (currentFilm().shots.length === 0 ? ('board.needs-pictures' as const) : null)

export const needsShot = () =>
  needsFilm() ?? needsPictures() ?? (workspaceStore.getState().shotId === null ? ('board.needs-shot' as const) : null)
