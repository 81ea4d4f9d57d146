import { useStore } from 'zustand'
import { call } from '../../bridge/client.ts'
import { taskStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import { useIsLasting } from '../shell/use-is-lasting.ts'

/** While an archive is written or opened, nothing else can be done. */
export function ArchiveProgress() {
  const text = useText()
  const task = useStore(taskStore, (state) => state.task)
  const archives = task?.name === 'archive' || task?.name === 'unarchive'
  const lasting = useIsLasting(archives)
  const cancel = (): void => attempt(() => call('task.cancel', {}))
  return (
    <Dialog
      open={lasting && archives}
      staysOnClickBeside
      onClose={cancel}
      title={text(task?.name === 'unarchive' ? 'recovery.archive.reading' : 'recovery.archive.writing')}
      actions={<Button onClick={cancel}>{text('recovery.cancel')}</Button>}
    >
      <ProgressBar label={text('recovery.archive.progress')} fraction={task?.fraction ?? null} />
    </Dialog>
  )
}
