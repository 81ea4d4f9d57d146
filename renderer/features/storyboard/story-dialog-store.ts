import { createStore } from 'zustand/vanilla'

export type StoryDialog = 'names' | 'split' | 'duration' | 'scene'

/** The dialog of the Board that is open. */
export const storyDialogStore = createStore<{ readonly dialog: StoryDialog | null }>(() => ({ dialog: null }))

export function showStoryDialog(dialog: StoryDialog | null): void {
  storyDialogStore.setState({ dialog })
}
