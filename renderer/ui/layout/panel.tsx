import { useId, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './panel.module.css'

interface PanelProps {
  /** Heading and accessible name of the region. */
  readonly title: string
  /** Stands in the header in place of the printed title, such as tabs. */
  readonly header?: ReactNode
  /** A count or a status after the title. */
  readonly trailing?: ReactNode
  /** Compact buttons at the right of the header. */
  readonly actions?: ReactNode
  /** A row fixed to the bottom. */
  readonly footer?: ReactNode
  /** Space round the body; none for lists, viewports and timelines that reach the edge. */
  readonly padded?: boolean | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A region of the window: header, scrolling body, footer. It fills what it stands in. */
export function Panel(props: PanelProps) {
  const { title, header, trailing, actions, footer, padded = false, className, children } = props
  const titleId = useId()
  const named = header === undefined ? { 'aria-labelledby': titleId } : { 'aria-label': title }
  return (
    <section {...named} className={classNames(styles['panel'], className)}>
      <header className={styles['header']}>
        {header ?? (
          <h2 id={titleId} className={styles['title']}>
            {title}
          </h2>
        )}
        {trailing}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={classNames(styles['body'], padded && styles['padded'])}>{children}</div>
      {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
    </section>
  )
}
