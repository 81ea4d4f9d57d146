import { studioText } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { filmStore, redo, undo } from '../../state/film-store.ts'
import { currentLanguage } from '../../state/language.ts'
import { attempt } from '../../state/notices.ts'
import { closeProject, createProject, openProject, saveProject, saveProjectCopy } from '../../state/projects.ts'
import { showWorkspace, workspaceNames, workspaceStore, type WorkspaceName } from '../../state/workspace-store.ts'
import { call } from '../../bridge/client.ts'
import { resetPanes, sidePane } from '../../ui/layout/side-panes.ts'
import { showDialog } from '../shell/shell-store.ts'

const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)

const fileCommands: readonly Command[] = [
  {
    id: 'project.new',
    title: 'shell.command.new',
    zone: 'everywhere',
    keys: ['$mod+KeyN'],
    menu: 'file',
    run: () => attempt(() => createProject(studioText('shell.untitled', currentLanguage()))),
  },
  {
    id: 'project.open',
    title: 'shell.command.open',
    zone: 'everywhere',
    keys: ['$mod+KeyO'],
    menu: 'file',
    whileTyping: true,
    run: () => attempt(() => openProject({ from: 'dialog' })),
  },
  {
    id: 'project.sample',
    title: 'shell.command.sample',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    run: () => attempt(() => openProject({ from: 'sample' })),
  },
  {
    id: 'project.save',
    title: 'shell.command.save',
    zone: 'everywhere',
    keys: ['$mod+KeyS'],
    menu: 'file',
    whileTyping: true,
    unavailable: needsFilm,
    run: () => attempt(saveProject),
  },
  {
    id: 'project.save-copy',
    title: 'shell.command.save-copy',
    zone: 'everywhere',
    keys: ['$mod+Shift+KeyS'],
    menu: 'file',
    whileTyping: true,
    unavailable: needsFilm,
    run: () => attempt(saveProjectCopy),
  },
  {
    id: 'project.reveal',
    title: 'shell.command.reveal',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    unavailable: needsFilm,
    run: () => {
      const projectId = filmStore.getState().open?.projectId
      if (projectId !== undefined) attempt(() => call('project.reveal', { projectId }))
    },
  },
  {
    id: 'project.close',
    title: 'shell.command.close',
    zone: 'everywhere',
    keys: ['$mod+KeyW'],
    menu: 'file',
    unavailable: needsFilm,
    run: () => attempt(closeProject),
  },
]

const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'shell.command.undo',
    zone: 'everywhere',
    keys: ['$mod+KeyZ'],
    menu: 'edit',
    repeats: true,
    unavailable: () => (filmStore.getState().open?.history.past.length ? null : 'shell.nothing-to-undo'),
    run: undo,
  },
  {
    id: 'edit.redo',
    title: 'shell.command.redo',
    zone: 'everywhere',
    keys: ['$mod+Shift+KeyZ', '$mod+KeyY'],
    menu: 'edit',
    repeats: true,
    unavailable: () => (filmStore.getState().open?.history.future.length ? null : 'shell.nothing-to-redo'),
    run: redo,
  },
  {
    id: 'settings.show',
    title: 'shell.command.settings',
    zone: 'everywhere',
    keys: ['$mod+Comma'],
    menu: 'edit',
    run: () => showDialog('settings'),
  },
  {
    id: 'model.add',
    title: 'models.add',
    zone: 'everywhere',
    keys: [],
    menu: 'edit',
    run: () => showDialog('add-model'),
  },
  {
    id: 'network.add',
    title: 'network.add',
    zone: 'everywhere',
    keys: [],
    menu: 'edit',
    run: () => showDialog('add-network'),
  },
]

const workspaceCommands = workspaceNames.map((name, index): Command => ({
  id: `workspace.${name}`,
  title: `shell.command.workspace.${name}`,
  zone: 'everywhere',
  keys: [`$mod+Digit${index + 1}`],
  menu: 'view',
  whileTyping: true,
  unavailable: needsFilm,
  checked: () => workspaceStore.getState().workspace === name,
  run: () => showWorkspace(name satisfies WorkspaceName),
}))

const sides = [
  { side: 'left', key: 'BracketLeft' },
  { side: 'right', key: 'BracketRight' },
] as const

const paneCommands: readonly Command[] = [
  ...sides.map(({ side, key }): Command => ({
    id: `view.${side}-panel`,
    title: `shell.command.${side}-panel`,
    zone: 'everywhere',
    keys: [`$mod+${key}`],
    menu: 'view',
    whileTyping: true,
    unavailable: () => needsFilm() ?? (sidePane(side) === undefined ? 'shell.no-panel' : null),
    checked: () => sidePane(side)?.isOpen() === true,
    run: () => sidePane(side)?.toggle(),
  })),
  {
    id: 'view.reset-panels',
    title: 'shell.command.reset-panels',
    zone: 'everywhere',
    keys: [],
    menu: 'view',
    unavailable: needsFilm,
    run: resetPanes,
  },
]

const viewCommands: readonly Command[] = [
  ...workspaceCommands,
  ...paneCommands,
  {
    id: 'view.full-screen',
    title: 'shell.command.full-screen',
    zone: 'everywhere',
    keys: ['F11'],
    menu: 'view',
    checked: () => document.fullscreenElement !== null,
    run: () =>
      attempt(() =>
        document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen(),
      ),
  },
  {
    id: 'queue.show',
    title: 'shell.queue.show',
    zone: 'everywhere',
    keys: ['$mod+KeyJ'],
    menu: 'view',
    run: () => showDialog('queue'),
  },
]

const helpCommands: readonly Command[] = [
  {
    id: 'palette.show',
    title: 'shell.palette.title',
    zone: 'everywhere',
    keys: ['F3', '$mod+KeyP'],
    menu: 'help',
    whileTyping: true,
    run: () => showDialog('palette'),
  },
  {
    id: 'shortcuts.show',
    title: 'shell.shortcuts.title',
    zone: 'everywhere',
    keys: ['Shift+?', 'F1'],
    menu: 'help',
    run: () => showDialog('shortcuts'),
  },
]

export const shellCommands: readonly Command[] = [...fileCommands, ...editCommands, ...viewCommands, ...helpCommands]
