import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Snapshot } from '../../../core/contract/recovery.ts'
import { call } from '../../bridge/client.ts'
import { currentProjectId, useOpenFilm } from '../../state/film-store.ts'
import { attempt, tellDone } from '../../state/notices.ts'
import { restoreSnapshot } from '../../state/project-safety.ts'
import { Button } from '../../ui/controls/button.tsx'
import { NameAndDetail } from '../../ui/display/name-and-detail.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import type { ProjectDialogProps } from './project-dialog-props.ts'
import styles from './project-dialogs.module.css'
import { useTimes } from './use-times.ts'

/** Films that were kept before risky steps: when, why and how much, the newest first, each with a way back to it. */
export function SnapshotsDialog({ open, onClose }: ProjectDialogProps) {
  const text = useText()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('recovery.snapshots')}
      description={text('recovery.snapshots.hint')}
      width={560}
    >
      <SnapshotList onRestored={onClose} />
    </Dialog>
  )
}

function SnapshotList({ onRestored }: { readonly onRestored: () => void }) {
  const text = useText()
  const [snapshots, setSnapshots] = useState<readonly Snapshot[] | null>(null)
  useEffect(() => attempt(async () => setSnapshots(await call('snapshot.list', { projectId: currentProjectId() }))), [])
  if (snapshots === null) return null
  if (snapshots.length === 0) {
    return (
      <p className={styles['empty']}>
        <History aria-hidden />
        {text('recovery.snapshots.none')}
      </p>
    )
  }
  return (
    <ul className={styles['list']}>
      {snapshots.toReversed().map((snapshot) => (
        <SnapshotRow key={snapshot.name} snapshot={snapshot} onRestored={onRestored} />
      ))}
    </ul>
  )
}

function SnapshotRow({ snapshot, onRestored }: { readonly snapshot: Snapshot; readonly onRestored: () => void }) {
  const text = useText()
  const time = useTimes()
  const writable = useOpenFilm((film) => film?.writable === true)
  const when = time(snapshot.at)
  const { shots } = snapshot
  const restore = async (): Promise<void> => {
    if (!(await restoreSnapshot(snapshot))) return
    tellDone('recovery.restored', { when })
    onRestored()
  }
  return (
    <li className={styles['row']}>
      <NameAndDetail name={when} detail={text(`recovery.reason.${snapshot.reason}`)} />
      <span className={styles['count']}>
        {shots === null
          ? text('recovery.snapshots.unreadable')
          : text(shots === 1 ? 'recovery.snapshots.shots-one' : 'recovery.snapshots.shots', { shots })}
      </span>
      {shots !== null && writable && (
        <Button size="compact" hint={text('recovery.snapshots.restore-of', { when })} onClick={() => attempt(restore)}>
          {text('recovery.snapshots.restore')}
        </Button>
      )}
    </li>
  )
}
