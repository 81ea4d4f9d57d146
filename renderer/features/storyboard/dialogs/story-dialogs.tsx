import { useStore } from 'zustand'
import { showStoryDialog, storyDialogStore } from '../story-dialog-store.ts'
import { DurationDialog } from './duration-dialog.tsx'
import { NamesDialog } from './names-dialog.tsx'
import { SceneDialog } from './scene-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'

/** Dialogs of the Board; each begins anew whenever it opens. */
export function StoryDialogs() {
  const dialog = useStore(storyDialogStore, (state) => state.dialog)
  const close = (): void => showStoryDialog(null)
  if (dialog === 'names') return <NamesDialog onClose={close} />
  if (dialog === 'split') return <SplitDialog onClose={close} />
  if (dialog === 'duration') return <DurationDialog onClose={close} />
  if (dialog === 'scene') return <SceneDialog onClose={close} />
  return null
}
