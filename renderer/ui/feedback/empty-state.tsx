import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  /** A large icon of what will stand here. */
  readonly icon: ReactNode
  readonly title: string
  /** One line that teaches the next step. */
  readonly teaching: string
  /** The primary button of that step. */
  readonly action?: ReactNode
  /** A second way, such as `or drop pictures anywhere in the window`. */
  readonly hint?: ReactNode
}

/** What stands where nothing is yet. */
export function EmptyState({ icon, title, teaching, action, hint }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <div className={styles['icon']}>{icon}</div>
      <h3 className={styles['title']}>{title}</h3>
      <p className={styles['teaching']}>{teaching}</p>
      {action !== undefined && <div className={styles['action']}>{action}</div>}
      {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
    </div>
  )
}
