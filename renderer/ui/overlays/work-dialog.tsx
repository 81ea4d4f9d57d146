import type { ComponentProps, ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog } from './dialog.tsx'

interface WorkDialogProps extends Omit<ComponentProps<typeof Dialog>, 'staysOnClickBeside'> {
  readonly running: boolean
  /** Words of the button that stands in the place of `actions` while the work runs. */
  readonly stopLabel: ReactNode
  readonly onStop: () => void
}

/** A dialog whose work takes a while: it can be stopped, a click beside does not close it, and closing it stops. */
export function WorkDialog({ running, stopLabel, onStop, onClose, actions, ...dialog }: WorkDialogProps) {
  const close = (): void => {
    if (running) onStop()
    onClose()
  }
  return (
    <Dialog
      {...dialog}
      onClose={close}
      staysOnClickBeside={running}
      actions={running ? <Button onClick={onStop}>{stopLabel}</Button> : actions}
    />
  )
}
