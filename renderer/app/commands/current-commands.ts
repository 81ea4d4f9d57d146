import type { KeyPreset } from '../../../core/contract/studio.ts'
import type { Command } from '../../state/command.ts'
import { commandHints } from '../../state/command-hints.ts'
import { studioStore, useStudio } from '../../state/mirrors.ts'
import { keyPresets } from './key-presets.ts'
import { commandTable } from './table.ts'

const tables = new Map<KeyPreset, readonly Command[]>()

/** Every command with the keys of a preset. The same preset gives the same list. */
export function commandsWith(preset: KeyPreset): readonly Command[] {
  const known = tables.get(preset)
  if (known !== undefined) return known
  const commands = commandTable.map((command) => ({ ...command, keys: keysIn(preset, command) }))
  tables.set(preset, commands)
  return commands
}

/** A command that several zones have is named `id.zone` in all but the first. */
function keysIn(preset: KeyPreset, { id, keys, zone }: Command): readonly string[] {
  const own = keyPresets[preset]
  return own[id] ?? own[id.endsWith(`.${zone}`) ? id.slice(0, -zone.length - 1) : id] ?? keys
}

/** Every command with the keys that the user chose. */
export function currentCommands(): readonly Command[] {
  return commandsWith(studioStore.getState().studio?.settings.keys ?? 'studio')
}

export function useCommands(): readonly Command[] {
  return commandsWith(useStudio(({ settings }) => settings.keys, 'studio'))
}

/** Tells what shows hints of its own, tooltips of toolbars, which keys the commands have. */
export function followKeyPreset(): () => void {
  const tell = (): void => {
    const hints = new Map(currentCommands().map(({ id, keys }) => [id, keys[0]]))
    commandHints.setState({ firstKeys: hints })
  }
  tell()
  return studioStore.subscribe((now, before) => {
    if (now.studio?.settings.keys !== before.studio?.settings.keys) tell()
  })
}
