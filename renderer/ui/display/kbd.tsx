import styles from './kbd.module.css'

interface KbdProps {
  /** A chord as it is printed, such as `Ctrl+Shift+Z`; several ways are joined by ` / `. */
  readonly keys: string
}

/** A key hint: one cap for each way to press it. */
export function Kbd({ keys }: KbdProps) {
  return (
    <span className={styles['ways']}>
      {keys.split(' / ').map((way) => (
        <kbd key={way} className={styles['cap']}>
          {way}
        </kbd>
      ))}
    </span>
  )
}
