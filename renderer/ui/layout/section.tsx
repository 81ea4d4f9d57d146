import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
  readonly defaultOpen?: boolean | undefined
  /** Controlled: the workspace remembers what is open. */
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  /** A value or a status that stays in sight while it is closed. */
  readonly summary?: ReactNode
  /** Compact buttons at the right of its header. */
  readonly actions?: ReactNode
}

/** A group of the inspector that opens and closes. */
export function Section(props: SectionProps) {
  const { title, children, defaultOpen = true, open, onOpenChange, summary, actions } = props
  return (
    <Collapsible.Root
      defaultOpen={defaultOpen}
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
      className={styles['section']}
    >
      <div className={styles['header']}>
        <h3 className={styles['heading']}>
          <Collapsible.Trigger className={styles['trigger']}>
            <ChevronRight />
            <span className={styles['title']}>{title}</span>
            {summary !== undefined && <span className={styles['summary']}>{summary}</span>}
          </Collapsible.Trigger>
        </h3>
        {actions}
      </div>
      <Collapsible.Panel className={styles['body']}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
