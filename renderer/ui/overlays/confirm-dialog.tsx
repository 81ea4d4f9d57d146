import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef, type Ref } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../use-text.ts'
import styles from './dialog.module.css'

interface ConfirmDialogProps {
  readonly open: boolean
  /** A question that names the thing: `Delete shot 12?` */
  readonly title: string
  /** What will be lost, and what will not. */
  readonly description: string
  /** The verb of the action: `Delete shot`, never `OK`. */
  readonly confirmLabel: string
  /** `Cancel` unless told. */
  readonly cancelLabel?: string | undefined
  /** A way between the two, such as `Do not save`. */
  readonly otherLabel?: string | undefined
  readonly onOther?: (() => void) | undefined
  readonly danger?: boolean | undefined
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before something that undo does not bring back. A click beside it does not answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, description, danger = false, onCancel } = props
  const cancelButton = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onCancel()
      }}
    >
      <AlertDialog.Portal>
        {/* Over another dialog too, whose own backdrop lies behind it. */}
        <AlertDialog.Backdrop forceRender className={styles['backdrop']} />
        <AlertDialog.Popup
          className={styles['popup']}
          style={{ width: 420 }}
          {...(danger ? { initialFocus: cancelButton } : {})}
        >
          <header className={styles['header']}>
            <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
          </header>
          <div className={styles['body']}>
            <AlertDialog.Description className={styles['description']}>{description}</AlertDialog.Description>
          </div>
          <Answers {...props} cancelButton={cancelButton} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function Answers(props: ConfirmDialogProps & { readonly cancelButton: Ref<HTMLButtonElement> }) {
  const { confirmLabel, cancelLabel, otherLabel, onOther, danger = false, onConfirm, onCancel, cancelButton } = props
  const text = useText()
  return (
    <footer className={styles['actions']}>
      {otherLabel !== undefined && (
        <Button variant="ghost" onClick={onOther} className={styles['other']}>
          {otherLabel}
        </Button>
      )}
      <Button ref={cancelButton} onClick={onCancel}>
        {cancelLabel ?? text('controls.cancel')}
      </Button>
      <Button variant={danger ? 'danger' : 'primary'} onClick={onConfirm}>
        {confirmLabel}
      </Button>
    </footer>
  )
}
