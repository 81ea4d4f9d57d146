import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import type { ReactElement } from 'react'
import type { MenuEntry } from './menu-entry.ts'
import { MenuPopup } from './menu-popup.tsx'

interface ContextMenuProps {
  readonly entries: readonly MenuEntry[]
  /** Told before it opens, so that what was pointed at can be chosen first. */
  readonly onOpen?: (() => void) | undefined
  /** One element that passes on props and ref; the menu key opens it there too. */
  readonly children: ReactElement
}

/** A menu on right click. Whatever stands in it must be reachable elsewhere as well. */
export function ContextMenu({ entries, onOpen, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root
      onOpenChange={(open) => {
        if (open) onOpen?.()
      }}
    >
      <BaseContextMenu.Trigger render={children} />
      <MenuPopup entries={entries} />
    </BaseContextMenu.Root>
  )
}
