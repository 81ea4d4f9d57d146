import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { currentFilm } from '../../state/film-store.ts'
import { selectShot, workspaceStore } from '../../state/workspace-store.ts'
import { currentStory } from './shown-story.ts'

/** Shots chosen on the Board beside the one that all workspaces share. */
export const selectionStore = createStore<{
  readonly shotIds: ReadonlySet<string>
  /** Where a range begins: the shot that was chosen last without one. */
  readonly anchor: string | null
}>(() => ({ shotIds: new Set(), anchor: null }))

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

/** How many shots are chosen, as {@link selectedShotIds} counts them but for shots that are gone. */
export function useSelectedCount(current: string | null): number {
  return useStore(selectionStore, ({ shotIds }) => (current === null ? 0 : shotIds.has(current) ? shotIds.size : 1))
}

/** As lists are clicked everywhere: alone, `add` one, or the `range` of shown shots from the last one on. */
export function chooseShot(shotId: string, how: 'alone' | 'add' | 'range'): void {
  if (how === 'range') return chooseRange(shotId)
  if (how === 'add') {
    const shotIds = new Set(selectedShotIds())
    if (shotIds.has(shotId) && shotIds.size > 1) shotIds.delete(shotId)
    else shotIds.add(shotId)
    selectionStore.setState({ shotIds, anchor: shotId })
    selectShot(shotIds.has(shotId) ? shotId : ([...shotIds].at(-1) ?? null))
    return
  }
  selectionStore.setState({ shotIds: new Set([shotId]), anchor: shotId })
  selectShot(shotId)
}

function chooseRange(shotId: string): void {
  const { shotIds } = currentStory()
  const { anchor } = selectionStore.getState()
  const start = anchor !== null && shotIds.includes(anchor) ? anchor : (workspaceStore.getState().shotId ?? shotId)
  const [from, to] = [start, shotId].map((id) => shotIds.indexOf(id)).toSorted((a, b) => a - b) as [number, number]
  selectionStore.setState({ shotIds: new Set(shotIds.slice(Math.max(0, from), to + 1)), anchor: start })
  selectShot(shotId)
}

/** Chooses these shots; the first one is the one that the other workspaces work on. */
export function chooseShots(shotIds: readonly string[]): void {
  selectionStore.setState({ shotIds: new Set(shotIds), anchor: shotIds[0] ?? null })
  selectShot(shotIds[0] ?? null)
}

/** All shots that are shown. */
export function chooseAllShots(): void {
  const { shotIds } = currentStory()
  const { shotId } = workspaceStore.getState()
  selectionStore.setState({ shotIds: new Set(shotIds), anchor: shotIds[0] ?? null })
  if (shotId === null || !shotIds.includes(shotId)) selectShot(shotIds[0] ?? null)
}
