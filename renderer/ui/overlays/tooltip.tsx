import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from '../display/kbd.tsx'
import styles from './tooltip.module.css'

interface TooltipProps {
  /** What the pointed-at control does, or why it cannot be used. Never the only place of a needed word. */
  readonly label: string
  /** Key hint printed after the label. */
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  /** The control itself; it must pass on props and ref to its element. */
  readonly children: ReactElement
}

/** A hint on hover or keyboard focus. It adds nothing to the accessible name: give that to the control. */
export function Tooltip({ label, keys, side = 'top', children }: TooltipProps) {
  return (
    <BaseTooltip.Root disableHoverablePopup>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} collisionPadding={8} className={styles['positioner']}>
          <BaseTooltip.Popup className={styles['popup']}>
            <span>{label}</span>
            {keys !== undefined && <Kbd keys={keys} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
