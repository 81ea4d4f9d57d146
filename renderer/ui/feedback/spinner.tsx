import { LoaderCircle } from 'lucide-react'
import { classNames } from '../class-names.ts'
import styles from './spinner.module.css'

interface SpinnerProps {
  /** Read out, and needed where no words stand beside it. */
  readonly label?: string | undefined
  readonly size?: 'compact' | 'regular' | 'large' | undefined
}

/** Something goes on for a moment. For anything longer use a ProgressBar. */
export function Spinner({ label, size = 'regular' }: SpinnerProps) {
  return (
    <span
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      className={classNames(styles['spinner'], styles[size])}
    >
      <LoaderCircle />
    </span>
  )
}
