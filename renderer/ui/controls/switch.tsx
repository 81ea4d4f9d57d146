import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './switch.module.css'

interface SwitchProps {
  /** What is on or off; printed unless `hideLabel`, always the accessible name. */
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hideLabel?: boolean | undefined
  /** Why it cannot be changed now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
}

/** Something that is on or off at once. */
export function Switch({ label, checked, onChange, hideLabel = false, disabledReason }: SwitchProps) {
  const disabled = disabledReason !== undefined
  const row = (
    <label className={styles['row']} data-disabled={disabled || undefined}>
      <BaseSwitch.Root
        aria-label={label}
        aria-description={disabledReason}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className={styles['switch']}
      >
        <BaseSwitch.Thumb className={styles['thumb']} />
      </BaseSwitch.Root>
      {!hideLabel && <span>{label}</span>}
    </label>
  )
  return disabled ? <Tooltip label={disabledReason}>{row}</Tooltip> : row
}
