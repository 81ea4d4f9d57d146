import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './badge.module.css'

interface BadgeProps {
  readonly tone?: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'running' | undefined
  readonly children: ReactNode
}

/** A short fact on a tinted ground: a count, a format, a lens. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={classNames(styles['badge'], styles[tone])}>{children}</span>
}
