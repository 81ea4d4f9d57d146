import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Menubar as BaseMenubar } from '@base-ui/react/menubar'
import { useRef, type FocusEvent } from 'react'
import type { MenuEntry } from './menu-entry.ts'
import { MenuPopup } from './menu-popup.tsx'
import styles from './menu.module.css'

interface MenubarProps {
  /** The accessible name. */
  readonly label: string
  readonly menus: readonly { readonly id: string; readonly label: string; readonly entries: readonly MenuEntry[] }[]
}

/** The menus of the window in one row, walked by arrow keys. The focus goes back to where it was before the menus. */
export function Menubar({ label, menus }: MenubarProps) {
  const before = useRef<HTMLElement | null>(null)
  const remember = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const outside = relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)
    if (outside && relatedTarget.closest('[role=menu]') === null) before.current = relatedTarget
  }
  // Walking on to the next menu closes one too, and must keep the focus in the row.
  const isDone = useRef(false)
  const finalFocus = (): HTMLElement | boolean => {
    // A command may have opened a field to type in.
    if (document.activeElement?.matches('input, textarea') === true) return false
    return isDone.current && before.current?.isConnected === true ? before.current : true
  }
  return (
    <BaseMenubar
      onFocus={remember}
      onKeyDownCapture={({ key }) => (isDone.current = ['Escape', 'Enter', ' '].includes(key))}
      onPointerMoveCapture={() => (isDone.current = false)}
      onClickCapture={({ target }) =>
        (isDone.current = target instanceof Element && target.closest('[role=menu]') !== null)
      }
      aria-label={label}
      modal={false}
      className={styles['bar']}
    >
      {menus.map((menu) => (
        <BaseMenu.Root key={menu.id}>
          <BaseMenu.Trigger className={styles['barItem']}>{menu.label}</BaseMenu.Trigger>
          <MenuPopup entries={menu.entries} finalFocus={finalFocus} />
        </BaseMenu.Root>
      ))}
    </BaseMenubar>
  )
}
