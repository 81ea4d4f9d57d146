import type { ReactNode } from 'react'

/** One command of a menu. */
export interface MenuCommand {
  readonly kind?: 'command' | undefined
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  /** Key hint printed at the right, such as `Ctrl+D`. */
  readonly keys?: string | undefined
  /** A tick before the label; the entry is then announced as on or off. */
  readonly checked?: boolean | undefined
  /** Several are chosen one after another: the menu stays open. Only for entries that are on or off. */
  readonly staysOpen?: boolean | undefined
  /** Why it cannot be used now; printed below the label. */
  readonly disabledReason?: string | undefined
  /** It destroys something. */
  readonly danger?: boolean | undefined
  readonly onSelect: () => void
}

/** What a menu is made of, as data. */
export type MenuEntry =
  | MenuCommand
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'submenu'
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly entries: readonly MenuEntry[]
    }
