import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './checkbox.module.css'

interface CheckboxProps {
  /** Printed beside the box, and its accessible name. */
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** Some but not all of what it stands for. */
  readonly mixed?: boolean | undefined
  /** Why it cannot be changed now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
}

/** One of several things that may be chosen together. */
export function Checkbox({ label, checked, onChange, mixed = false, disabledReason }: CheckboxProps) {
  const disabled = disabledReason !== undefined
  const row = (
    <label className={styles['row']} data-disabled={disabled || undefined}>
      <BaseCheckbox.Root
        aria-label={label}
        aria-description={disabledReason}
        checked={checked}
        indeterminate={mixed}
        onCheckedChange={onChange}
        disabled={disabled}
        className={styles['box']}
      >
        <BaseCheckbox.Indicator className={styles['mark']}>{mixed ? <Minus /> : <Check />}</BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span>{label}</span>
    </label>
  )
  return disabled ? <Tooltip label={disabledReason}>{row}</Tooltip> : row
}
