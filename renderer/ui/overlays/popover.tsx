import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import styles from './popover.module.css'

interface PopoverProps {
  /** The button that opens it: a Button or an IconButton of ours. */
  readonly trigger: ReactElement
  /** Heading and accessible name. */
  readonly title: string
  readonly children: ReactNode
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  /** CSS pixels; 280 unless told. */
  readonly width?: number | undefined
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** A small panel beside the button that opened it; a click elsewhere or Esc closes it. */
export function Popover(props: PopoverProps) {
  const { trigger, title, children, align = 'start', side = 'bottom', width = 280, open, onOpenChange } = props
  return (
    <BasePopover.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner
          className={styles['positioner']}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          <BasePopover.Popup className={styles['popup']} style={{ width }}>
            <BasePopover.Title className={styles['title']}>{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
