import type { ReactNode } from 'react'
import styles from './name-and-detail.module.css'

interface NameAndDetailProps {
  readonly name: ReactNode
  readonly detail: ReactNode
  /** `danger` shows all of the detail; else it ends with its line. */
  readonly tone?: 'danger' | undefined
  /** The detail can be selected and copied. */
  readonly selectable?: boolean
}

/** What a row of a list is about, and a line on it below: takes the room that the rest of the row leaves. */
export function NameAndDetail({ name, detail, tone, selectable = false }: NameAndDetailProps) {
  return (
    <div className={styles['what']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['detail']} data-tone={tone} data-selectable={selectable || undefined}>
        {detail}
      </span>
    </div>
  )
}
