import { useStore } from 'zustand'
import { call } from '../../bridge/client.ts'
import { copyStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import { useIsLasting } from './use-is-lasting.ts'

/** While a copy is saved, nothing else can be done: a picture that is imported would come too late for it. */
export function CopyProgress() {
  const text = useText()
  const fraction = useStore(copyStore, (state) => state.fraction)
  const lasting = useIsLasting(fraction !== null)
  const cancel = (): void => attempt(() => call('project.cancelCopy', {}))
  return (
    <Dialog
      open={lasting && fraction !== null}
      staysOnClickBeside
      onClose={cancel}
      title={text('shell.copying')}
      description={text('shell.copying-hint')}
      actions={<Button onClick={cancel}>{text('shell.copying-cancel')}</Button>}
    >
      <ProgressBar label={text('shell.copying-progress')} fraction={fraction} />
    </Dialog>
  )
}
