import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './button.module.css'
import { Pressable, type PressableProps } from './pressable.tsx'

interface ButtonProps extends PressableProps {
  /** Primary: the one main action of a view. Secondary: the rest. Ghost: in bars and lists. Danger: what destroys. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  readonly size?: 'regular' | 'compact' | undefined
  /** An icon before the words. */
  readonly icon?: ReactNode
  /** What follows the words, such as an estimate or a key hint. */
  readonly trailing?: ReactNode
  /** A sentence for the tooltip, where the words of the button are not enough. */
  readonly hint?: string | undefined
  /** Key hint for the tooltip; needs `hint`. */
  readonly keys?: string | undefined
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'regular', icon, trailing, hint, keys, className, children, ...rest } = props
  return (
    <Pressable
      {...rest}
      className={classNames(styles['button'], styles[variant], styles[size], className)}
      tooltip={hint === undefined ? undefined : { label: hint, keys }}
    >
      {icon}
      <span className={styles['words']}>{children}</span>
      {trailing !== undefined && <span className={styles['trailing']}>{trailing}</span>}
    </Pressable>
  )
}
