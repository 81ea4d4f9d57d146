import type { ReactNode } from 'react'
import styles from './visually-hidden.module.css'

interface VisuallyHiddenProps {
  /** `status` for words that are to be read out when they change. */
  readonly role?: 'status' | 'alert' | undefined
  readonly children: ReactNode
}

/** Words for a screen reader only. */
export function VisuallyHidden({ role, children }: VisuallyHiddenProps) {
  return (
    <span role={role} className={styles['hidden']}>
      {children}
    </span>
  )
}
