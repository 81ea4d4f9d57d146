import { duplicateShot, moveShotInStory, removeShots } from '../../../core/project/edits/storyboard.ts'
import { currentFilm, edit } from '../../state/film-store.ts'
import { newId } from '../../state/shots.ts'
import { selectShot, workspaceStore } from '../../state/workspace-store.ts'
import { chooseShots, selectedShotIds } from './selection.ts'

/** Moves the selected shot by one place. */
export function moveSelected(step: 1 | -1): void {
  const { shotId } = workspaceStore.getState()
  const index = currentFilm().shots.findIndex(({ id }) => id === shotId)
  const target = index + step
  if (shotId === null || index < 0 || target < 0 || target >= currentFilm().shots.length) return
  edit('board.edit.move', (film) => moveShotInStory(film, shotId, target))
}

/** Puts a dragged shot where another one stands. */
export function moveShotTo(shotId: string, overId: string): void {
  const target = currentFilm().shots.findIndex(({ id }) => id === overId)
  if (target >= 0 && shotId !== overId) edit('board.edit.move', (film) => moveShotInStory(film, shotId, target))
}

export function duplicateSelected(): void {
  const copies: string[] = []
  for (const shotId of selectedShotIds()) {
    const copyId = newId()
    const name = `${currentFilm().shots.find(({ id }) => id === shotId)?.name ?? ''}B`.slice(0, 200)
    if (edit('board.edit.duplicate', (film) => duplicateShot(film, shotId, { id: copyId, name }, newId()))) {
      copies.push(copyId)
    }
  }
  if (copies.length === 0) return
  chooseShots(copies)
  focusSelectedCard()
}

/** Removes the chosen shots; the one after them is chosen then. */
export function removeSelected(): void {
  const ids = selectedShotIds()
  if (ids.length === 0) return
  const { shots } = currentFilm()
  const last = shots.findIndex(({ id }) => id === ids.at(-1))
  const next = shots[last + 1] ?? shots.findLast(({ id }) => !ids.includes(id))
  const name = ids.length === 1 ? 'board.edit.remove-one' : 'board.edit.remove'
  if (!edit(name, (film) => removeShots(film, ids), { count: ids.length })) return
  selectShot(next?.id ?? null)
  focusSelectedCard()
}

/** Chooses the shot that many places on. */
export function stepSelection(step: number): void {
  const { shots } = currentFilm()
  const index = shots.findIndex(({ id }) => id === workspaceStore.getState().shotId)
  const shot = shots[Math.min(Math.max(0, index + step), shots.length - 1)]
  if (shot === undefined) return
  selectShot(shot.id)
  focusSelectedCard()
}

/** Puts the focus on the chosen shot's card once it is drawn, so that the keyboard goes on where the work is. */
export function focusSelectedCard(): void {
  requestAnimationFrame(() => {
    const { shotId } = workspaceStore.getState()
    if (shotId !== null) document.getElementById(cardId(shotId))?.focus()
  })
}

/** The element of a shot's card, to move the focus to it. */
export function cardId(shotId: string): string {
  return `shot-card-${shotId}`
}
