import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { studioStore } from '../../state/mirrors.ts'
import type { Command, Zone } from '../../state/command.ts'

/** Controls that need these keys themselves while they show the focus ring. */
const controlKeys = new Set([' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape'])
const controls =
  'button, a[href], select, summary, [role=menuitem], [role=tab], [role=slider], [role=spinbutton], [role=radio], [role=checkbox], [role=switch], [role=option], [role=separator]'
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
  if (target?.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')) return null
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

const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Space: 'Space',
  Escape: 'Esc',
  Delete: 'Del',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Backquote: '`',
  BracketLeft: '[',
  BracketRight: ']',
  Equal: '=',
  Minus: '−',
  Numpad0: 'Num 0',
  Numpad1: 'Num 1',
  Numpad3: 'Num 3',
  Numpad5: 'Num 5',
  Numpad7: 'Num 7',
}

/** A shortcut as people write it on this platform: `$mod+Shift+KeyZ` is Ctrl+Shift+Z. */
export function keyHint(keys: string): string {
  const mac = studioStore.getState().studio?.platform === 'darwin'
  const names: Readonly<Record<string, string>> = mac
    ? { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' }
    : { $mod: 'Ctrl', Control: 'Ctrl' }
  const parts = keys
    .split(/(?<=[\w\]])\+/)
    .map((part) => names[part] ?? keyNames[part] ?? part.replace(/^(Key|Digit)(.)$/, '$2'))
  return parts.join(mac ? '' : '+')
}
