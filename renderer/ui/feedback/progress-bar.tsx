import { Progress } from '@base-ui/react/progress'
import { classNames } from '../class-names.ts'
import { useText } from '../use-text.ts'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  /** What goes on, such as `Denoising`; printed unless `bare`, always the accessible name. */
  readonly label: string
  /** 0 to 1; null while nobody can tell. */
  readonly fraction: number | null
  /** What follows the label, such as `step 12 of 25 · 0:42 left`. */
  readonly detail?: string | undefined
  /** The bar alone, for thumbnails and pills. */
  readonly bare?: boolean | undefined
}

/** How far something is. */
export function ProgressBar({ label, fraction, detail, bare = false }: ProgressBarProps) {
  const text = useText()
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100)
  return (
    <Progress.Root
      value={percent}
      aria-label={label}
      getAriaValueText={() =>
        percent === null ? text('controls.working') : text('controls.percent', { percent: String(percent) })
      }
      className={styles['progress']}
    >
      {!bare && (
        <div className={styles['row']}>
          <span className={styles['label']}>{label}</span>
          {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
          {percent !== null && <span className={styles['percent']}>{text('controls.percent', { percent })}</span>}
        </div>
      )}
      <Progress.Track className={classNames(styles['track'], bare && styles['thin'])}>
        <Progress.Indicator className={styles['indicator']} />
      </Progress.Track>
    </Progress.Root>
  )
}
