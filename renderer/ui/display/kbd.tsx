import styles from './kbd.module.css'

interface KbdProps {
  /** A chord as it is printed, such as `Ctrl+Shift+Z`; several ways are joined by ` / `. */
  readonly keys: string
}

/** A key hint: one cap per key of the chord. */
export function Kbd({ keys }: KbdProps) {
  const caps = keys.split(/(?<=[^+])\+/)
  return (
    <kbd className={styles['keys']}>
      {caps.map((cap, index) => (
        <kbd key={`${index}${cap}`} className={styles['cap']}>
          {cap}
        </kbd>
      ))}
    </kbd>
  )
}
