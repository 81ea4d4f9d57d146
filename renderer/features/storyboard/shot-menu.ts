import { useState, type MouseEvent } from 'react'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { keyHint } from '../../state/key-hint.ts'
import { selectShot } from '../../state/workspace-store.ts'
import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { useText } from '../../ui/use-text.ts'
import { boardViewCommands } from './board-view/commands.ts'
import { boardCommands } from './commands.ts'
import { chooseShot, isCurrentShotShown, selectedShotIds } from './selection.ts'

/** Commands of the menu on a shot, in groups. */
const groups: readonly (readonly string[])[] = [
  ['board.open-camera', 'board.rename', 'names.rename', 'board.set-duration', 'board.split'],
  ['view.open', 'view.crop', 'view.replace', 'paint.open'],
  ['board.cut-shots', 'board.copy-shots', 'board.paste-shots'],
  ['board.new-after', 'board.new-before', 'board.duplicate', 'board.remove'],
  ['scene.new', 'scene.assign', 'scene.choose-shots'],
  ['group.make', 'group.rename', 'group.remove'],
]

/** The menu on right click: it means the chosen shots, or the one under the pointer when that is none of them. */
export function useShotMenu(): {
  readonly entries: readonly MenuEntry[]
  readonly onContextMenu: (event: MouseEvent) => void
} {
  const text = useText()
  // What can be done is asked when the menu opens, not whenever the storyboard is drawn.
  const [entries, setEntries] = useState<readonly MenuEntry[]>([])
  const onContextMenu = ({ target }: MouseEvent): void => {
    const shotId = target instanceof Element ? target.closest<HTMLElement>('[data-shot]')?.dataset['shot'] : undefined
    if (shotId !== undefined) {
      if (!selectedShotIds().includes(shotId)) chooseShot(shotId, 'alone')
      else if (!isCurrentShotShown()) selectShot(shotId)
    }
    setEntries(shotMenu(text))
  }
  return { entries, onContextMenu }
}

function shotMenu(text: (key: StudioTextKey) => string): MenuEntry[] {
  return groups.flatMap((ids, index): MenuEntry[] => {
    const commands = ids.flatMap((id) =>
      [...boardCommands, ...boardViewCommands].filter((command) => command.id === id),
    )
    const entries = commands.map((command) => entryOf(command, text))
    return index === 0 ? entries : [{ kind: 'separator', id: `before-${ids[0]!}` }, ...entries]
  })
}

function entryOf(command: Command, text: (key: StudioTextKey) => string): MenuEntry {
  const reason = command.unavailable?.() ?? null
  return {
    id: command.id,
    label: text(command.title),
    // Keys of the large view are others' here.
    ...(command.keys[0] === undefined || command.zone === 'board-view' ? {} : { keys: keyHint(command.keys[0]) }),
    ...(reason === null ? {} : { disabledReason: text(reason) }),
    ...(command.id === 'board.remove' ? { danger: true } : {}),
    onSelect: () => command.run(),
  }
}
