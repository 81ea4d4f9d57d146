import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './gallery.module.css'

interface GroupProps {
  readonly title: string
  readonly wide?: boolean | undefined
  readonly children: ReactNode
}

/** One block of the gallery. */
export function Group({ title, wide = false, children }: GroupProps) {
  return (
    <section className={classNames(styles['group'], wide && styles['wide'])}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Samples side by side. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles['row']}>{children}</div>
}
