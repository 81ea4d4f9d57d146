import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { showWorkspace, workspaceStore } from '../../state/workspace-store.ts'
import { clipboardCommands } from './clipboard-commands.ts'
import { needsCurrentShot, needsFilm, needsPictures, needsShot } from './command-reasons.ts'
import { startRenaming } from './renaming.ts'
import { sceneCommands } from './scene-commands.ts'
import { selectedShotIds } from './selection.ts'
import { addEmptyShot, duplicateSelected, moveSelected, removeSelected } from './story-actions.ts'
import { showStoryDialog } from './story-dialog-store.ts'
import { walkCommands } from './walk-commands.ts'

const pictureCommands: readonly Command[] = [
  {
    id: 'board.import',
    title: 'board.command.import',
    zone: 'everywhere',
    keys: ['$mod+KeyI'],
    menu: 'file',
    unavailable: needsFilm,
    run: () => attempt(() => importPictures({ from: 'dialog' })),
  },
  {
    id: 'board.paste',
    title: 'board.command.paste',
    zone: 'boards',
    keys: [],
    menu: 'shot',
    unavailable: needsFilm,
    run: () => attempt(() => importPictures({ from: 'clipboard' }, onlyChosen())),
  },
]

const shotCommands: readonly Command[] = [
  {
    id: 'board.open-camera',
    title: 'board.command.open-camera',
    zone: 'boards',
    keys: ['Enter'],
    menu: 'shot',
    unavailable: needsCurrentShot,
    run: () => showWorkspace('camera'),
  },
  {
    id: 'board.rename',
    title: 'board.command.rename',
    zone: 'boards',
    keys: ['F2'],
    menu: 'shot',
    unavailable: needsCurrentShot,
    run: () => {
      const { shotId } = workspaceStore.getState()
      if (shotId !== null) startRenaming({ kind: 'shot', id: shotId })
    },
  },
  {
    id: 'board.new-after',
    title: 'story.command.new-after',
    zone: 'boards',
    keys: ['KeyN', 'Slash'],
    menu: 'shot',
    unavailable: needsFilm,
    run: () => attempt(() => addEmptyShot('after')),
  },
  {
    id: 'board.new-before',
    title: 'story.command.new-before',
    zone: 'boards',
    keys: ['Shift+KeyN'],
    menu: 'shot',
    unavailable: needsFilm,
    run: () => attempt(() => addEmptyShot('before')),
  },
  {
    id: 'board.duplicate',
    title: 'board.command.duplicate',
    zone: 'boards',
    keys: ['KeyD', '$mod+KeyD'],
    menu: 'shot',
    unavailable: needsShot,
    run: duplicateSelected,
  },
  {
    id: 'board.split',
    title: 'story.command.split',
    zone: 'boards',
    keys: ['$mod+KeyK'],
    menu: 'shot',
    unavailable: () => needsCurrentShot() ?? whyNoSplit(),
    run: () => showStoryDialog('split'),
  },
  {
    id: 'board.set-duration',
    title: 'story.command.duration',
    zone: 'boards',
    keys: ['KeyT'],
    menu: 'shot',
    unavailable: needsShot,
    run: () => showStoryDialog('duration'),
  },
  {
    id: 'board.remove',
    title: 'board.command.remove',
    zone: 'boards',
    keys: ['Delete', 'Backspace'],
    menu: 'shot',
    unavailable: needsShot,
    run: removeSelected,
  },
  {
    id: 'board.move-earlier',
    title: 'board.command.move-earlier',
    zone: 'boards',
    keys: ['Alt+ArrowLeft', 'Alt+ArrowUp'],
    menu: 'shot',
    repeats: true,
    unavailable: needsShot,
    run: () => moveSelected(-1),
  },
  {
    id: 'board.move-later',
    title: 'board.command.move-later',
    zone: 'boards',
    keys: ['Alt+ArrowRight', 'Alt+ArrowDown'],
    menu: 'shot',
    repeats: true,
    unavailable: needsShot,
    run: () => moveSelected(1),
  },
  {
    id: 'names.rename',
    title: 'story.command.names',
    zone: 'boards',
    keys: ['Shift+F2'],
    menu: 'shot',
    unavailable: () => needsFilm() ?? needsPictures(),
    run: () => showStoryDialog('names'),
  },
]

/** In the order of the menu; the first ones of a zone are also what the status bar hints at. */
export const boardCommands: readonly Command[] = [
  ...pictureCommands,
  ...shotCommands,
  ...clipboardCommands,
  ...sceneCommands,
  ...walkCommands,
]

/** The chosen shot, whose blank board a picture fills; null where several are chosen. */
function onlyChosen(): string | null {
  const [shotId, ...others] = selectedShotIds()
  return shotId !== undefined && others.length === 0 ? shotId : null
}

function whyNoSplit() {
  const { shotId } = workspaceStore.getState()
  const shot = filmStore.getState().open === null ? undefined : currentFilm().shots.find(({ id }) => id === shotId)
  if (shot === undefined) return 'board.needs-shot' as const
  if (shot.camera.source === 'file') return 'story.split.file' as const
  return shot.durationFrames < 2 ? ('story.split.short' as const) : null
}
