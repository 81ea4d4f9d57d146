import { zones, type Command, type Zone } from '../../state/command.ts'
import { keyHint } from '../../state/key-hint.ts'

/** The commands that have keys, by the part of the window that they belong to; a part without any is left out. */
export function shortcutList(
  table: readonly Command[],
  titleOf: (command: Command) => string,
  searched: string,
): readonly { readonly zone: Zone; readonly commands: readonly Command[] }[] {
  const found = table.filter((command) => command.keys.length > 0 && isFound(command, titleOf(command), searched))
  const byZone = zones.map((zone) => ({ zone, commands: found.filter((command) => command.zone === zone) }))
  return byZone.filter(({ commands }) => commands.length > 0)
}

/** By a part of the name, or by a whole key: `K`, `Ctrl+K`. */
function isFound({ keys }: Command, title: string, searched: string): boolean {
  const wanted = searched.trim().toLowerCase()
  const isKey = keys.some((each) => keyHint(each).toLowerCase() === wanted)
  return wanted === '' || isKey || (wanted.length > 1 && title.toLowerCase().includes(wanted))
}
