import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import type { MenuCommand, MenuEntry } from './menu-entry.ts'
import styles from './menu.module.css'

interface MenuPopupProps {
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  /** Distance from what opened it, CSS pixels. */
  readonly offset?: number | undefined
  /** What gets the focus when it closes; what opened it unless told. */
  readonly finalFocus?: (() => HTMLElement | boolean) | undefined
}

/** The opened part of every menu. */
export function MenuPopup({ entries, align = 'start', side, offset = 4, finalFocus }: MenuPopupProps) {
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner
        className={styles['positioner']}
        align={align}
        sideOffset={offset}
        collisionPadding={8}
        {...(side === undefined ? {} : { side })}
      >
        <BaseMenu.Popup className={styles['popup']} {...(finalFocus === undefined ? {} : { finalFocus })}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  )
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <BaseMenu.Separator className={styles['separator']} />
  if (entry.kind === 'heading') return <div className={styles['heading']}>{entry.label}</div>
  if (entry.kind === 'submenu') {
    return (
      <BaseMenu.SubmenuRoot>
        <BaseMenu.SubmenuTrigger className={styles['item']} label={entry.label}>
          <Columns mark={entry.icon} label={entry.label} />
          <ChevronRight />
        </BaseMenu.SubmenuTrigger>
        <MenuPopup entries={entry.entries} side="right" offset={2} />
      </BaseMenu.SubmenuRoot>
    )
  }
  return <Command command={entry} />
}

function Command({ command }: { readonly command: MenuCommand }) {
  const { label, icon, keys, checked, staysOpen = false, disabledReason, danger = false, onSelect } = command
  const shared = {
    label,
    disabled: disabledReason !== undefined,
    onClick: onSelect,
    className: classNames(styles['item'], danger && styles['danger']),
  }
  const content = (
    <>
      <Columns mark={checked === true ? <Check /> : icon} label={label} remark={disabledReason} />
      {keys !== undefined && <kbd className={styles['keys']}>{keys}</kbd>}
    </>
  )
  if (checked === undefined) return <BaseMenu.Item {...shared}>{content}</BaseMenu.Item>
  return (
    <BaseMenu.CheckboxItem {...shared} checked={checked} closeOnClick={!staysOpen}>
      {content}
    </BaseMenu.CheckboxItem>
  )
}

function Columns(props: { readonly mark: ReactNode; readonly label: string; readonly remark?: string | undefined }) {
  return (
    <>
      <span className={styles['mark']}>{props.mark}</span>
      <span className={styles['label']}>
        {props.label}
        {props.remark !== undefined && <span className={styles['remark']}>{props.remark}</span>}
      </span>
    </>
  )
}
