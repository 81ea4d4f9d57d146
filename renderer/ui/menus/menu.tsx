import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import type { MenuEntry } from './menu-entry.ts'
import { MenuPopup } from './menu-popup.tsx'

interface MenuProps {
  /** The button that opens it: a Button or an IconButton of ours. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | undefined
}

/** A button that opens a menu. */
export function Menu({ trigger, entries, align, side }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <MenuPopup entries={entries} align={align} side={side} />
    </BaseMenu.Root>
  )
}
