import { useStore } from 'zustand'
import { dismissRecovery, safetyStore, useMissingMedia, wasDamaged } from '../../state/project-safety.ts'
import { Button } from '../../ui/controls/button.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { Popover } from '../../ui/overlays/popover.tsx'
import { useText } from '../../ui/use-text.ts'
import { showDialog } from '../shell/shell-store.ts'
import styles from './project-dialogs.module.css'
import { RecoveryWords } from './recovery-words.tsx'

/** What the user should know of the open project until it is settled: what was brought back, what is missing. */
export function ProjectMarks() {
  return (
    <>
      <MissingMark />
      <RecoveryMark />
    </>
  )
}

function RecoveryMark() {
  const text = useText()
  const recovery = useStore(safetyStore, (state) => state.recovery)
  if (recovery === null) return null
  const damaged = wasDamaged(recovery)
  return (
    <Popover
      title={text('recovery.title')}
      align="end"
      width={400}
      trigger={
        <Button variant="ghost" size="compact" hint={text('recovery.mark.hint')}>
          <StatusLabel
            tone={recovery.problems.length > 0 ? 'warn' : 'ok'}
            label={text(damaged ? 'recovery.mark' : 'recovery.mark-migrated')}
          />
        </Button>
      }
    >
      <div className={styles['recovery']}>
        <p className={styles['lead']}>{text(damaged ? 'recovery.lead' : 'recovery.lead-migrated')}</p>
        <RecoveryWords recovery={recovery} />
        <div className={styles['ways']}>
          <Button size="compact" onClick={() => showDialog('snapshots')}>
            {text('recovery.command.snapshots')}
          </Button>
          <Button size="compact" variant="primary" onClick={dismissRecovery}>
            {text('recovery.dismiss')}
          </Button>
        </div>
      </div>
    </Popover>
  )
}

function MissingMark() {
  const text = useText()
  const count = useMissingMedia().length
  if (count === 0) return null
  return (
    <Button
      variant="ghost"
      size="compact"
      hint={text('recovery.missing.hint')}
      onClick={() => showDialog('missing-media')}
    >
      <StatusLabel tone="warn" label={text('recovery.missing.mark', { count })} />
    </Button>
  )
}
