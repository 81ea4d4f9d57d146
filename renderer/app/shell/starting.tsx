import { useText } from '../../ui/use-text.ts'
import { Spinner } from '../../ui/feedback/spinner.tsx'
import styles from './starting.module.css'

/** While main answers for the first time. */
export function Starting() {
  const text = useText()
  return (
    <main className={styles['starting']}>
      <Spinner label={text('shell.starting')} />
    </main>
  )
}
