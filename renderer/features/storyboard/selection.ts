import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { currentFilm } from '../../state/film-store.ts'
import { selectShot, workspaceStore } from '../../state/workspace-store.ts'

/** Shots chosen on the Board beside the one that all workspaces share. */
const selectionStore = createStore<{ readonly shotIds: ReadonlySet<string> }>(() => ({ shotIds: new Set() }))

/** The chosen shots in storyboard order; always with the shot that the other workspaces work on. */
export function selectedShotIds(): string[] {
  const { shotId } = workspaceStore.getState()
  const { shotIds } = selectionStore.getState()
  const chosen = shotId !== null && shotIds.has(shotId) ? shotIds : new Set([shotId])
  return currentFilm().shots.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
}

export function useIsSelected(shotId: string, current: string | null): boolean {
  return useStore(selectionStore, ({ shotIds }) =>
    current !== null && shotIds.has(current) ? shotIds.has(shotId) : shotId === current,
  )
}

/** As lists are clicked everywhere: alone, `add` one, or the `range` from the last one on. */
export function chooseShot(shotId: string, how: 'alone' | 'add' | 'range'): void {
  const { shotId: last } = workspaceStore.getState()
  const { shots } = currentFilm()
  if (how === 'range' && last !== null) {
    const ends = [last, shotId].map((id) => shots.findIndex((shot) => shot.id === id)).toSorted((a, b) => a - b)
    const ids = shots.slice(ends[0], ends[1]! + 1).map(({ id }) => id)
    selectionStore.setState({ shotIds: new Set(ids) })
    // The first one stays the end of the range.
    return
  }
  if (how === 'add') {
    const shotIds = new Set(selectedShotIds())
    if (shotIds.has(shotId) && shotIds.size > 1) shotIds.delete(shotId)
    else shotIds.add(shotId)
    selectionStore.setState({ shotIds })
    if (shotIds.has(shotId)) selectShot(shotId)
    else selectShot([...shotIds].at(-1) ?? null)
    return
  }
  selectionStore.setState({ shotIds: new Set([shotId]) })
  selectShot(shotId)
}

/** Chooses these shots; the last one is the one that the other workspaces work on. */
export function chooseShots(shotIds: readonly string[]): void {
  selectionStore.setState({ shotIds: new Set(shotIds) })
  selectShot(shotIds.at(-1) ?? null)
}

export function chooseAllShots(): void {
  const { shots } = currentFilm()
  selectionStore.setState({ shotIds: new Set(shots.map(({ id }) => id)) })
  if (workspaceStore.getState().shotId === null) selectShot(shots[0]?.id ?? null)
}
