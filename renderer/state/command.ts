import type { StudioTextKey } from '../../core/texts/studio/texts.ts'

/**
 * Parts of the window with keys of their own, in the order of the work: a panel marked `data-zone` has its zone's keys
 * while focus is inside.
 */
export const zones = [
  'everywhere',
  'boards',
  'board-view',
  'viewport',
  'keys',
  'stage',
  'takes',
  'cut',
  'player',
] as const
export type Zone = (typeof zones)[number]

export type MenuName = 'file' | 'edit' | 'view' | 'shot' | 'camera' | 'take' | 'cut' | 'help'

/**
 * One thing the user can do. The table of all of them feeds the menus, the palette, the list of shortcuts and the keys, so
 * nothing is reachable in one way only.
 */
export interface Command {
  /** `area.verb`, e.g. `camera.set-key`. */
  readonly id: string
  readonly title: StudioTextKey
  readonly zone: Zone
  /** In tinykeys' notation, the first one shown: `$mod+KeyZ`, `Shift+Enter`. */
  readonly keys: readonly string[]
  /** Null for commands that only keys and the palette offer. */
  readonly menu: MenuName | null
  /** Why it cannot be done now, or null; a command without it can always be done. */
  readonly unavailable?: () => StudioTextKey | null
  /** What is true of an on/off command, shown as a check. */
  readonly checked?: () => boolean
  /** Runs again and again while its key is held. */
  readonly repeats?: boolean
  /** Its keys are left to the window's paste event, which alone knows what the clipboard holds. */
  readonly byPasteEvent?: boolean
  /** Its keys also work while text is typed. */
  readonly whileTyping?: boolean
  readonly run: () => void
}
