import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../controls/icon-button.tsx'
import { useText } from '../use-text.ts'
import styles from './field.module.css'

interface FieldProps {
  /** The printed label. The control names itself, since one row can hold several. */
  readonly label: string
  /** One line below the control: what the value means, or a limit. */
  readonly hint?: ReactNode
  /** Given while the value differs from its default: a small button and a double click on the label go back to it. */
  readonly onReset?: (() => void) | undefined
  /** The default as printed, for the button's name. */
  readonly resetTo?: string | undefined
  /** Label above the control, for text areas and wide controls. */
  readonly stacked?: boolean | undefined
  readonly children: ReactNode
}

/** A row of the inspector: label and control(s) on one grid, so that controls of all rows start at the same place. */
export function Field({ label, hint, onReset, resetTo = '', stacked = false, children }: FieldProps) {
  const text = useText()
  return (
    <div className={styles['field']} data-stacked={stacked || undefined}>
      <span className={styles['label']}>
        <span className={styles['words']} onDoubleClick={onReset}>
          {label}
        </span>
        {onReset !== undefined && (
          <IconButton
            size="compact"
            label={text('controls.reset', { value: resetTo })}
            icon={<RotateCcw />}
            onClick={onReset}
          />
        )}
      </span>
      <div className={styles['controls']}>{children}</div>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    </div>
  )
}
