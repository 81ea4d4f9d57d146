import { CircleCheck, CircleDashed, CircleDot, Clock, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Spinner } from './spinner.tsx'
import styles from './status.module.css'

/** Meaning of a state; each has a colour and an icon of its own. */
export type StatusTone = 'none' | 'ready' | 'waiting' | 'running' | 'ok' | 'warn' | 'danger'

interface StatusProps {
  readonly tone: StatusTone
  /** The state in a word or two. */
  readonly label: string
  /** An icon that says more than that of the tone. */
  readonly icon?: ReactNode
}

const icons: Readonly<Record<StatusTone, ReactNode>> = {
  none: <CircleDashed />,
  ready: <CircleDot />,
  waiting: <Clock />,
  running: <Spinner size="compact" />,
  ok: <CircleCheck />,
  warn: <TriangleAlert />,
  danger: <OctagonAlert />,
}

/** A state as icon and word. */
export function StatusLabel({ tone, label, icon }: StatusProps) {
  return (
    <span className={classNames(styles['status'], styles[tone])}>
      <span className={styles['icon']}>{icon ?? icons[tone]}</span>
      {label}
    </span>
  )
}

/** A state as an icon alone, for dense lists; its word is the accessible name and the tooltip of the system. */
export function StatusDot({ tone, label, icon }: StatusProps) {
  return (
    <span role="img" aria-label={label} title={label} className={classNames(styles['status'], styles[tone])}>
      <span className={styles['icon']}>{icon ?? icons[tone]}</span>
    </span>
  )
}
