import { useEffect, useState } from 'react'
import { call } from '../../bridge/client.ts'
import { attempt, tellFailure } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { formatBytes } from '../../ui/display/format-bytes.ts'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './settings-dialog.module.css'

/** How much of the disk is taken by what can be made again, and giving it back. */
export function CacheField() {
  const text = useText()
  const [bytes, setBytes] = useState<number | null>(null)
  const [cleared, setCleared] = useState<{ readonly freedBytes: number; readonly leftBytes: number } | null>(null)
  useEffect(() => {
    call('cache.size', {}).then((found) => setBytes(found.bytes), tellFailure)
  }, [])
  const clear = async (): Promise<void> => {
    const answer = await call('cache.clear', {})
    setCleared(answer)
    setBytes(answer.leftBytes)
  }
  const hint =
    cleared === null
      ? text('disk.cache.hint')
      : text('disk.cache.cleared', { size: formatBytes(cleared.freedBytes), left: formatBytes(cleared.leftBytes) })
  return (
    <Field label={text('disk.cache.label')} hint={hint}>
      <span className={styles['program']}>{bytes === null ? '' : formatBytes(bytes)}</span>
      <Button size="compact" onClick={() => attempt(clear)}>
        {text('disk.cache.clear')}
      </Button>
    </Field>
  )
}
