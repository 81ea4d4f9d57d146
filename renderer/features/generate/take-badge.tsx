import { Ban, Check } from 'lucide-react'
import { Badge } from '../../ui/feedback/badge.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './take-badge.module.css'

interface TakeBadgeProps {
  readonly inCut: boolean
  readonly rejected: boolean
}

/** What has been decided of a take, in the corner of its picture; nothing for most takes. */
export function TakeBadge({ inCut, rejected }: TakeBadgeProps) {
  const text = useText()
  if (!inCut && !rejected) return null
  const Icon = inCut ? Check : Ban
  return (
    <span className={styles['badge']}>
      <Badge tone={inCut ? 'ok' : 'danger'}>
        <Icon size={12} aria-hidden /> {text(inCut ? 'generate.in-cut' : 'generate.rejected')}
      </Badge>
    </span>
  )
}
