import { createStore } from 'zustand/vanilla'

export type ShellDialog =
  | 'palette'
  | 'shortcuts'
  | 'settings'
  | 'queue'
  | 'snapshots'
  | 'missing-media'
  | 'archive'
  | 'add-model'
  | 'add-network'
  | 'takes'

/** What the shell shows over the workspaces. */
export const shellStore = createStore<{ readonly dialog: ShellDialog | null }>(() => ({ dialog: null }))

export function showDialog(dialog: ShellDialog | null): void {
  shellStore.setState({ dialog })
}
