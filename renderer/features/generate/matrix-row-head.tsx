import { Sparkles } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Badge } from '../../ui/feedback/badge.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './take-matrix.module.css'

interface MatrixRowHeadProps {
  readonly name: string
  /** The shot's path as it is now. */
  readonly isCurrent: boolean
  /** When its first take was made, milliseconds since 1970; null without one. */
  readonly since: number | null
  /** Cells of the row that nobody makes yet. */
  readonly missing: number
  readonly onMakeMissing: () => void
}

/** The camera of a row: what it does, since when there are takes of it, and the way to those that are missing. */
export function MatrixRowHead({ name, isCurrent, since, missing, onMakeMissing }: MatrixRowHeadProps) {
  const text = useText()
  const language = useLanguage()
  const format = useMemo(
    () => new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
    [language],
  )
  return (
    <div role="rowheader" className={styles['camera']}>
      <span className={styles['name']}>{name}</span>
      {since !== null && (
        <span className={styles['since']}>{text('matrix.since', { when: format.format(since) })}</span>
      )}
      {isCurrent && <Badge tone="accent">{text('matrix.now')}</Badge>}
      {missing > 1 && (
        <Button size="compact" variant="ghost" icon={<Sparkles />} onClick={onMakeMissing}>
          {text('matrix.make-missing', { count: missing })}
        </Button>
      )}
    </div>
  )
}
