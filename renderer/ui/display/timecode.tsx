import { classNames } from '../class-names.ts'
import styles from './timecode.module.css'

interface TimecodeProps {
  /** `01:00:04:12`, or a frame count; the caller has the film's rate. */
  readonly value: string
  /** What it is the time of, read out before it. */
  readonly label?: string | undefined
  readonly size?: 'small' | 'regular' | 'large' | undefined
}

/** A time whose digits stand still while it runs. */
export function Timecode({ value, label, size = 'regular' }: TimecodeProps) {
  return (
    <span
      {...(label === undefined ? {} : { role: 'img', 'aria-label': `${label}: ${value}` })}
      className={classNames(styles['timecode'], styles[size])}
    >
      {value}
    </span>
  )
}
