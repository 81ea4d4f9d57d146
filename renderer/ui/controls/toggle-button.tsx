import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './icon-button.module.css'
import wordStyles from './toggle-button.module.css'
import { Pressable, type PressableProps } from './pressable.tsx'

interface ToggleButtonProps extends Omit<PressableProps, 'aria-label' | 'aria-pressed' | 'onClick' | 'children'> {
  /** What is on or off, not what a click would do; the name does not change with the state. */
  readonly label: string
  readonly icon: ReactNode
  readonly pressed: boolean
  readonly onPressedChange: (pressed: boolean) => void
  /** Prints the label beside the icon. */
  readonly showLabel?: boolean | undefined
  readonly keys?: string | undefined
  readonly size?: 'regular' | 'compact' | undefined
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right' | undefined
}

/** A button that stays down. */
export function ToggleButton(props: ToggleButtonProps) {
  const { label, icon, pressed, onPressedChange, showLabel = false, keys, size = 'regular', ...others } = props
  const { tooltipSide, className, ...rest } = others
  return (
    <Pressable
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      onClick={() => onPressedChange(!pressed)}
      tooltip={showLabel && keys === undefined ? undefined : { label, keys, side: tooltipSide }}
      className={classNames(styles['button'], styles[size], showLabel && wordStyles['wide'], className)}
    >
      {icon}
      {showLabel && <span>{label}</span>}
    </Pressable>
  )
}
