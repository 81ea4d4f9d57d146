import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { attempt, tellDone } from '../../state/notices.ts'
import { cutLayout } from '../../state/playback/cut-frame.ts'
import { workspaceStore } from '../../state/workspace-store.ts'
import { needsCurrentShot } from '../../features/storyboard/command-reasons.ts'
import { importSounds } from '../../features/timeline/sound/import-sounds.ts'

/** Frame of the cut where the chosen shot begins; null where the cut does not show it. */
function startOfShot(): number | null {
  const { shotId } = workspaceStore.getState()
  const placed = cutLayout(currentFilm().cut.items).find(({ item }) => item.kind === 'clip' && item.shotId === shotId)
  return placed?.record.start ?? null
}

const soundCount = (): number =>
  filmStore.getState().open?.history.present.cut.soundTracks.reduce((sum, { clips }) => sum + clips.length, 0) ?? 0

async function addSound(): Promise<void> {
  const frame = startOfShot()
  const shot = currentFilm().shots.find(({ id }) => id === workspaceStore.getState().shotId)
  if (frame === null || shot === undefined) return
  const before = soundCount()
  await importSounds({ from: 'dialog' }, frame)
  // The storyboard does not show sounds.
  if (soundCount() > before) tellDone('story.sound-added', { shot: shot.name })
}

/** Sound for a shot of the storyboard: on the cut's sound track, where that shot begins. */
export const soundCommand: Command = {
  id: 'board.sound',
  title: 'story.command.sound',
  zone: 'boards',
  keys: ['KeyA'],
  menu: 'shot',
  unavailable: () => needsCurrentShot() ?? (startOfShot() === null ? 'story.needs-clip' : null),
  run: () => attempt(addSound),
}
