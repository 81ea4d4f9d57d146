import type { Command } from '../../state/command.ts'
import { filmStore } from '../../state/film-store.ts'
import { attempt } from '../../state/notices.ts'
import { safetyStore } from '../../state/project-safety.ts'
import { openArchive } from '../../state/projects.ts'
import { showDialog } from '../shell/shell-store.ts'

const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)

/** What keeps a project from being lost, in the menu File. */
export const projectCommands: readonly Command[] = [
  {
    id: 'safety.snapshots',
    title: 'recovery.command.snapshots',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    unavailable: needsFilm,
    run: () => showDialog('snapshots'),
  },
  {
    id: 'safety.relink',
    title: 'recovery.command.relink',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    unavailable: () => needsFilm() ?? (safetyStore.getState().missing.length === 0 ? 'recovery.nothing-missing' : null),
    run: () => showDialog('missing-media'),
  },
  {
    id: 'safety.archive',
    title: 'recovery.command.archive',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    unavailable: needsFilm,
    run: () => showDialog('archive'),
  },
  {
    id: 'safety.open-archive',
    title: 'recovery.command.open-archive',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    run: () => attempt(openArchive),
  },
]

/** What takes cost, at the end of the menu Take. */
export const takeDiskCommands: readonly Command[] = [
  {
    id: 'disk.takes',
    title: 'disk.command',
    zone: 'everywhere',
    keys: [],
    menu: 'take',
    unavailable: needsFilm,
    run: () => showDialog('takes'),
  },
]
