import { useReducer } from 'react'
import { studioText, studioTexts, type StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { Command, MenuName } from '../../state/command.ts'
import { useOpenFilm } from '../../state/film-store.ts'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { Menubar } from '../../ui/menus/menubar.tsx'
import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { keyHint } from '../../state/key-hint.ts'
import { useCommands } from '../commands/current-commands.ts'

const menuNames: readonly MenuName[] = ['file', 'edit', 'view', 'shot', 'camera', 'take', 'cut', 'help']

/** The menus, made from the table of commands. */
export function MainMenu() {
  const text = useText()
  const language = useLanguage()
  const table = useCommands()
  // Only the names: a drag makes a new history with every preview.
  const undoLabel = useOpenFilm((open) => open?.history.past.at(-1)?.label)
  const redoLabel = useOpenFilm((open) => open?.history.future[0]?.label)
  // What can be done changes with the selection too; the entries are asked anew whenever a menu is about to open.
  const [, refresh] = useReducer((count: number) => count + 1, 0)
  const titles: Readonly<Record<string, string>> = {
    ...(undoLabel && { 'edit.undo': text('shell.undo-named', { edit: editName(undoLabel, language) }) }),
    ...(redoLabel && { 'edit.redo': text('shell.redo-named', { edit: editName(redoLabel, language) }) }),
  }
  const menus = menuNames.flatMap((name) => {
    const commands = table.filter(({ menu }) => menu === name)
    const entries = commands.flatMap((command, index): MenuEntry[] => {
      const entry = entryOf(command, titles[command.id] ?? text(command.title), text)
      const before = commands[index - 1]
      const begins = before !== undefined && areaOf(before) !== areaOf(command)
      return begins ? [{ kind: 'separator', id: `before-${command.id}` }, entry] : [entry]
    })
    return entries.length === 0 ? [] : [{ id: name, label: text(`shell.menu.${name}`), entries }]
  })
  return (
    <div onPointerEnter={refresh} onFocus={refresh}>
      <Menubar label={text('shell.menu.bar')} menus={menus} />
    </div>
  )
}

/** Commands of one area stand together in a menu. */
function areaOf({ id }: Command): string {
  return id.slice(0, id.indexOf('.'))
}

function entryOf(command: Command, label: string, text: (key: StudioTextKey) => string): MenuEntry {
  const reason = command.unavailable?.() ?? null
  return {
    id: command.id,
    label,
    ...(command.keys[0] === undefined ? {} : { keys: keyHint(command.keys[0]) }),
    ...(command.checked === undefined ? {} : { checked: command.checked() }),
    ...(reason === null ? {} : { disabledReason: text(reason) }),
    onSelect: command.run,
  }
}

/** Names of edits come back from the disk, so one may be unknown to this version; its key is better than nothing. */
function editName({ key, details }: { key: string; details: Record<string, string | number> }, language: Language) {
  return key in studioTexts[language] ? studioText(key as StudioTextKey, language, details) : key
}
