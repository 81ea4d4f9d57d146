import { createStore } from 'zustand/vanilla'
import { workspaceStore } from '../../state/workspace-store.ts'

interface Revealed {
  readonly shotId?: string
  readonly sceneId?: string
}

/** Scrolls the storyboard to a shot or to a scene's heading; set by the view that shows it. */
let reveal: ((what: Revealed) => void) | null = null

/** @returns takes it back */
export function onReveal(show: (what: Revealed) => void): () => void {
  reveal = show
  return () => {
    if (reveal === show) reveal = null
  }
}

/** Frames to wait for a card that is scrolled to before it is drawn. */
const patience = 20

/**
 * Puts the focus on the chosen shot's card once it is drawn, so that the keyboard goes on where the work is. Until then
 * the storyboard itself has it: cards that an edit moves lose theirs, and keys pressed meanwhile would be lost.
 */
export function focusSelectedCard(): void {
  let tries = 0
  const zone = document.querySelector<HTMLElement>('[data-zone=boards]')
  const isFree = (): boolean =>
    document.activeElement === document.body || zone?.contains(document.activeElement) === true
  if (isFree()) zone?.focus({ preventScroll: true })
  const before = document.activeElement
  const look = (): void => {
    const { shotId } = workspaceStore.getState()
    // Somebody went on to another place meanwhile.
    if (shotId === null || (document.activeElement !== before && !isFree())) return
    if (tries === 0) reveal?.({ shotId })
    const card = document.getElementById(cardId(shotId))
    if (card !== null) card.focus({ preventScroll: true })
    else if (++tries < patience) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Leaves whatever has the focus for the storyboard. */
export function focusStory(): void {
  document.querySelector<HTMLElement>('[data-zone=boards]')?.focus({ preventScroll: true })
  focusSelectedCard()
}

/** Scrolls to the scene's heading once it is there. */
export function revealScene(sceneId: string): void {
  requestAnimationFrame(() => reveal?.({ sceneId }))
}

/** The element of a shot's card, to move the focus to it. */
export function cardId(shotId: string): string {
  return `shot-card-${shotId}`
}

/** What was done to the storyboard, for a screen reader: its words are read out when they change. */
export const spokenStore = createStore<{ readonly words: string }>(() => ({ words: '' }))

export function speak(words: string): void {
  spokenStore.setState({ words })
}
