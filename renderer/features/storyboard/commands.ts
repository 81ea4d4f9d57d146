import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { showWorkspace, workspaceStore } from '../../state/workspace-store.ts'
import { startRenaming } from './renaming.ts'
import { chooseAllShots } from './selection.ts'
import { duplicateSelected, moveSelected, removeSelected, stepSelection } from './story-actions.ts'

const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)
const needsShot = () =>
  needsFilm() ?? needsPictures() ?? (workspaceStore.getState().shotId === null ? ('board.needs-shot' as const) : null)
const needsPictures = () => (currentFilm().shots.length === 0 ? ('board.needs-pictures' as const) : null)

export const boardCommands: readonly Command[] = [
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
    run: () => attempt(() => importPictures({ from: 'clipboard' })),
  },
  {
    id: 'board.open-camera',
    title: 'board.command.open-camera',
    zone: 'boards',
    keys: ['Enter'],
    menu: 'shot',
    unavailable: needsShot,
    run: () => showWorkspace('camera'),
  },
  {
    id: 'board.rename',
    title: 'board.command.rename',
    zone: 'boards',
    keys: ['F2'],
    menu: 'shot',
    unavailable: needsShot,
    run: () => startRenaming(workspaceStore.getState().shotId),
  },
  {
    id: 'board.duplicate',
    title: 'board.command.duplicate',
    zone: 'boards',
    keys: ['$mod+KeyD'],
    menu: 'shot',
    unavailable: needsShot,
    run: duplicateSelected,
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
    keys: ['Alt+ArrowLeft'],
    menu: 'shot',
    repeats: true,
    unavailable: needsShot,
    run: () => moveSelected(-1),
  },
  {
    id: 'board.move-later',
    title: 'board.command.move-later',
    zone: 'boards',
    keys: ['Alt+ArrowRight'],
    menu: 'shot',
    repeats: true,
    unavailable: needsShot,
    run: () => moveSelected(1),
  },
  {
    id: 'board.previous',
    title: 'board.command.previous',
    zone: 'boards',
    keys: ['ArrowLeft'],
    menu: null,
    repeats: true,
    unavailable: needsShot,
    run: () => stepSelection(-1),
  },
  {
    id: 'board.next',
    title: 'board.command.next',
    zone: 'boards',
    keys: ['ArrowRight'],
    menu: null,
    repeats: true,
    unavailable: needsShot,
    run: () => stepSelection(1),
  },
  {
    id: 'board.choose-all',
    title: 'board.command.choose-all',
    zone: 'boards',
    keys: ['$mod+KeyA'],
    menu: 'shot',
    unavailable: needsShot,
    run: chooseAllShots,
  },
]
