import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Menubar as BaseMenubar } from '@base-ui/react/menubar'
import type { MenuEntry } from './menu-entry.ts'
import { MenuPopup } from './menu-popup.tsx'
import styles from './menu.module.css'

interface MenubarProps {
  /** The accessible name. */
  readonly label: string
  readonly menus: readonly { readonly id: string; readonly label: string; readonly entries: readonly MenuEntry[] }[]
}

/** The menus of the window in one row, walked by arrow keys. */
export function Menubar({ label, menus }: MenubarProps) {
  return (
    <BaseMenubar aria-label={label} modal={false} className={styles['bar']}>
      {menus.map((menu) => (
        <BaseMenu.Root key={menu.id}>
          <BaseMenu.Trigger className={styles['barItem']}>{menu.label}</BaseMenu.Trigger>
          <MenuPopup entries={menu.entries} />
        </BaseMenu.Root>
      ))}
    </BaseMenubar>
  )
}
