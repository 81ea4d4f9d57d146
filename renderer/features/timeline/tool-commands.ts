import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { filmStore } from '../../state/film-store.ts'
import { workspaceStore } from '../../state/workspace-store.ts'
import { chooseTool, cutSession } from './cut-view.ts'
import { placeShot } from './editing/cut-edits.ts'

const zone = 'cut' as const

function needsShot(): StudioTextKey | null {
  const shots = filmStore.getState().open?.history.present.shots ?? []
  const { shotId } = workspaceStore.getState()
  return shots.some(({ id }) => id === shotId) ? null : 'cut.why.no-shot'
}

const tools: readonly Command[] = (
  [
    ['select', 'KeyV'],
    ['ripple', 'KeyB'],
    ['roll', 'KeyN'],
    ['slip', 'KeyY'],
    ['slide', 'KeyU'],
    ['blade', 'KeyC'],
  ] as const
).map(([tool, key]) => ({
  id: `cut.tool-${tool}`,
  title: `cut.command.tool-${tool}`,
  zone,
  keys: [key],
  menu: 'cut',
  checked: () => cutSession.getState().tool === tool,
  run: () => chooseTool(tool),
}))

const placing: readonly Command[] = [
  {
    id: 'cut.insert',
    title: 'cut.command.insert',
    zone,
    keys: ['Comma'],
    menu: 'cut',
    unavailable: needsShot,
    run: () => placeShot('insert'),
  },
  {
    id: 'cut.overwrite',
    title: 'cut.command.overwrite',
    zone,
    keys: ['Period'],
    menu: 'cut',
    unavailable: needsShot,
    run: () => placeShot('overwrite'),
  },
]

/** What a press on a clip does, and how the chosen shot comes into the cut. */
export const toolCommands: readonly Command[] = [...tools, ...placing]
