import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import type { Command, Zone } from '../../state/command.ts'

/** Controls that need these keys themselves while they show the focus ring. */
const controlKeys = new Set([' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape'])
const controls =
  'button, a[href], select, summary, [role=menuitem], [role=tab], [role=slider], [role=spinbutton], [role=radio], [role=checkbox], [role=switch], [role=separator]'
/** What keeps the keys to itself while it is open. A list of shots or takes, or a notification, is no such thing. */
const popups =
  '[data-open]:is([role=dialog], [role=alertdialog], [role=menu], [role=listbox]), [role=presentation][data-open] [role=listbox]'
const textFields = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable]'

/** The zone that has the focus. */
export function focusedZone(): Zone {
  const zone = document.activeElement?.closest<HTMLElement>('[data-zone]')?.dataset['zone']
  return (zone as Zone | undefined) ?? 'everywhere'
}

/**
 * The command that a key press means: one of the focused zone before one of everywhere. Null while text is typed, in an
 * open dialog or menu, and for keys that a focused control needs itself.
 */
export function commandFor(event: KeyboardEvent, table: readonly Command[]): Command | null {
  if (event.isComposing) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(popups)) return null
  const typing = target?.closest(textFields) !== null && target !== null
  // Ctrl+Enter on a focused button is the command's, Enter the button's.
  const modified = event.ctrlKey || event.metaKey || event.altKey
  const ownKey = !modified && controlKeys.has(event.key) && target?.matches(`:is(${controls}):focus-visible`) === true
  if (ownKey) return null
  const zone = focusedZone()
  const candidates = table.filter(
    (command) =>
      (command.zone === zone || command.zone === 'everywhere') &&
      (!typing || command.whileTyping === true) &&
      command.byPasteEvent !== true &&
      (!event.repeat || command.repeats === true) &&
      command.keys.some((keys) => matches(event, keys)),
  )
  return candidates.find((command) => command.zone === zone) ?? candidates[0] ?? null
}

const parsed = new Map<string, ReturnType<typeof parseKeybinding>[number]>()

function matches(event: KeyboardEvent, keys: string): boolean {
  let press = parsed.get(keys)
  if (press === undefined) {
    press = parseKeybinding(keys)[0]!
    parsed.set(keys, press)
  }
  return matchKeybindingPress(event, press)
}
