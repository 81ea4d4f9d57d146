import { createStore } from 'zustand/vanilla'

/** What has its name typed in place: a shot on its card, or a scene or a group in its heading. */
export type Renamed =
  | { readonly kind: 'shot'; readonly id: string }
  | { readonly kind: 'scene'; readonly id: string }
  | { readonly kind: 'group'; readonly sceneId: string | null; readonly name: string }

export const renamingStore = createStore<{ readonly renamed: Renamed | null }>(() => ({ renamed: null }))

export function startRenaming(renamed: Renamed): void {
  renamingStore.setState({ renamed })
}

export function stopRenaming(): void {
  renamingStore.setState({ renamed: null })
}
