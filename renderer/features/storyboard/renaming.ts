import { createStore } from 'zustand/vanilla'

/** The shot whose name is being typed on its card. */
export const renamingStore = createStore<{ readonly shotId: string | null }>(() => ({ shotId: null }))

export function startRenaming(shotId: string | null): void {
  renamingStore.setState({ shotId })
}

export function stopRenaming(): void {
  renamingStore.setState({ shotId: null })
}
