import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { draftStore } from '../../state/drafts.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { selectShot, useWorkspace, workspaceStore } from '../../state/workspace-store.ts'
import { boardViewStore, useBoardView } from './board-view/view-state.ts'
import { currentStory, foundShotIds, setFilter, useFoundShotIds } from './shown-story.ts'

/** Shots chosen on the Board beside the one that all workspaces share. */
const selectionStore = createStore<{
  readonly shotIds: ReadonlySet<string>
  /** Where a range begins: the shot that was chosen last without one. */
  readonly anchor: string | null
}>(() => ({ shotIds: new Set(), anchor: null }))

// Words that are typed for a shot may be the ones that it was found by: it must not go away under the cursor.
draftStore.subscribe(({ isOpen }, { isOpen: wasOpen }) => {
  if (isOpen === wasOpen) return
  setFilter({ kept: new Set(isOpen && filmStore.getState().open !== null ? selectedShotIds() : []) })
})

/**
 * The chosen shots in storyboard order: those that are in sight, so that no edit changes what the filter hides. Without
 * a filter the shot that the other workspaces work on is always among them.
 */
export function selectedShotIds(): string[] {
  const chosen = currentSelection()
  return currentFilm().shots.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
}

/** The same as a set, for the window; shots that are gone may be in it. */
export function useSelection(): ReadonlySet<string> {
  const shotId = useWorkspace((workspace) => workspace.shotId)
  const isElsewhere = useWorkspace(({ workspace }) => workspace !== 'board')
  const { isOpen } = useBoardView()
  const shotIds = useStore(selectionStore, (selection) => selection.shotIds)
  const found = useFoundShotIds()
  const isSeen = isElsewhere || isOpen
  return useMemo(() => selectionOf(shotId, shotIds, found, isSeen), [shotId, shotIds, found, isSeen])
}

/** Whether the shot that all workspaces share is in sight: not while the storyboard's filter hides it. */
export function isCurrentShotShown(): boolean {
  const { shotId } = workspaceStore.getState()
  return shotId !== null && currentSelection().has(shotId)
}

function currentSelection(): ReadonlySet<string> {
  const { shotId, workspace } = workspaceStore.getState()
  const isSeen = workspace !== 'board' || boardViewStore.getState().isOpen
  return selectionOf(shotId, selectionStore.getState().shotIds, foundShotIds(), isSeen)
}

/** @param isSeen whether the current shot is looked at elsewhere than in the storyboard, which the filter is for */
function selectionOf(
  shotId: string | null,
  shotIds: ReadonlySet<string>,
  found: ReadonlySet<string> | null,
  isSeen: boolean,
): ReadonlySet<string> {
  if (shotId === null) return new Set()
  const chosen = shotIds.has(shotId) ? shotIds : new Set([shotId])
  if (found === null) return chosen
  return new Set([...chosen].filter((id) => found.has(id) || (isSeen && id === shotId)))
}

export function useIsSelected(shotId: string, current: string | null): boolean {
  return useStore(selectionStore, ({ shotIds }) =>
    current !== null && shotIds.has(current) ? shotIds.has(shotId) : shotId === current,
  )
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

/** Chooses these shots; the first one in sight is the one that the other workspaces work on. */
export function chooseShots(shotIds: readonly string[]): void {
  const found = foundShotIds()
  const current = shotIds.find((id) => found === null || found.has(id)) ?? shotIds[0] ?? null
  selectionStore.setState({ shotIds: new Set(shotIds), anchor: current })
  selectShot(current)
}

/** Goes on to a shot that the filter shows when it hides the current one: a chosen one, else the first. */
export function chooseFoundShot(): void {
  if (isCurrentShotShown()) return
  const [chosen] = selectedShotIds()
  const [first] = currentStory().shotIds
  if (chosen !== undefined) selectShot(chosen)
  else if (first !== undefined) chooseShot(first, 'alone')
}

/** All shots that are shown. */
export function chooseAllShots(): void {
  const { shotIds } = currentStory()
  const { shotId } = workspaceStore.getState()
  selectionStore.setState({ shotIds: new Set(shotIds), anchor: shotIds[0] ?? null })
  if (shotId === null || !shotIds.includes(shotId)) selectShot(shotIds[0] ?? null)
}
