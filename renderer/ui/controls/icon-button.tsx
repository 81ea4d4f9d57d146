import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './icon-button.module.css'
import { Pressable, type PressableProps } from './pressable.tsx'

interface IconButtonProps extends Omit<PressableProps, 'aria-label'> {
  /** What it does: the accessible name and the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** Key hint printed in the tooltip, such as `Ctrl+Z`. */
  readonly keys?: string | undefined
  readonly variant?: 'ghost' | 'secondary' | 'primary' | undefined
  readonly size?: 'regular' | 'compact' | undefined
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right' | undefined
}

/** A square button with an icon only. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, keys, variant = 'ghost', size = 'regular', tooltipSide, className, ...rest } = props
  return (
    <Pressable
      {...rest}
      aria-label={label}
      tooltip={{ label, keys, side: tooltipSide }}
      className={classNames(styles['button'], styles[variant], styles[size], className)}
    >
      {icon}
    </Pressable>
  )
}
