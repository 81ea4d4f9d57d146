import { useState } from 'react'
import { attempt } from '../../state/notices.ts'
import { archiveProject } from '../../state/projects.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import type { ProjectDialogProps } from './project-dialog-props.ts'

/** What goes into the one file that a project becomes. */
export function ArchiveDialog({ open, onClose }: ProjectDialogProps) {
  const text = useText()
  const [onlyCutTakes, setOnlyCutTakes] = useState(false)
  const archive = (): void => {
    onClose()
    attempt(() => archiveProject(onlyCutTakes))
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('recovery.archive')}
      description={text('recovery.archive.hint')}
      actions={
        <Button variant="primary" onClick={archive}>
          {text('recovery.archive.choose')}
        </Button>
      }
    >
      <Checkbox label={text('recovery.archive.cut-takes')} checked={onlyCutTakes} onChange={setOnlyCutTakes} />
    </Dialog>
  )
}
