import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../use-text.ts'
import styles from './dialog.module.css'

interface DialogProps {
  readonly open: boolean
  /** Esc, the cross, or a click beside it. */
  readonly onClose: () => void
  readonly title: string
  /** One sentence below the title. */
  readonly description?: string | undefined
  readonly children?: ReactNode
  /** Buttons at the bottom right, the main one last. */
  readonly actions?: ReactNode
  /** CSS pixels; 440 unless told. */
  readonly width?: number | undefined
  /** A click beside it does not close it: where closing costs something. */
  readonly staysOnClickBeside?: boolean | undefined
}

/** A dialog over the dimmed window. It keeps the focus until it closes and gives it back. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, children, actions, width = 440, staysOnClickBeside = false } = props
  const text = useText()
  return (
    <BaseDialog.Root
      open={open}
      disablePointerDismissal={staysOnClickBeside}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} />
        <BaseDialog.Popup className={styles['popup']} style={{ width }}>
          <header className={styles['header']}>
            <BaseDialog.Title className={styles['title']}>{title}</BaseDialog.Title>
          </header>
          <div className={styles['body']}>
            {description !== undefined && (
              <BaseDialog.Description className={styles['description']}>{description}</BaseDialog.Description>
            )}
            {children}
          </div>
          {Boolean(actions) && <footer className={styles['actions']}>{actions}</footer>}
          {/* Last, so that the focus goes to the first control of the body; without a tooltip, which would take Esc. */}
          <BaseDialog.Close aria-label={text('controls.close')} className={styles['close']}>
            <X />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
