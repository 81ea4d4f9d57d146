import { studioStore } from './mirrors.ts'

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
  NumpadDecimal: 'Num .',
}

/** A shortcut as people write it on this platform: `$mod+Shift+KeyZ` is Ctrl+Shift+Z, `Shift+?` is ?. */
export function keyHint(keys: string): string {
  const mac = studioStore.getState().studio?.platform === 'darwin'
  const names: Readonly<Record<string, string>> = mac
    ? { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' }
    : { $mod: 'Ctrl', Control: 'Ctrl' }
  // A printed sign already says that Shift is held.
  const parts = keys
    .replace(/^Shift\+(?=\W$)/, '')
    .split(/(?<=[\w\]])\+/)
    .map((part) => names[part] ?? keyNames[part] ?? part.replace(/^(Key|Digit)(.)$/, '$2'))
  return parts.join(mac ? '' : '+')
}
