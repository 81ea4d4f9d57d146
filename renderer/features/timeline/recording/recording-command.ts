import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import type { Command } from '../../../state/command.ts'
import { filmStore } from '../../../state/film-store.ts'
import { recordingStore, toggleRecording } from './recording-session.ts'

/** Why nothing can be recorded now, or null. */
export function whyNoRecording(): StudioTextKey | null {
  const { open } = filmStore.getState()
  if (open === null || open.history.present.cut.items.length === 0) return 'cut.why.empty'
  return open.writable ? null : 'cut.why.read-only'
}

/** Records while the cut plays from the playhead; the same again ends it. */
export const recordingCommand: Command = {
  id: 'cut.record',
  title: 'cut.command.record',
  zone: 'cut',
  keys: ['Shift+KeyR'],
  menu: 'cut',
  unavailable: whyNoRecording,
  checked: () => recordingStore.getState().phase !== 'idle',
  run: toggleRecording,
}
