import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classNames } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './select.module.css'

interface SelectOption<Value extends string | number> {
  readonly value: Value
  readonly label: string
  /** A second, quieter word at the right, such as a size. */
  readonly detail?: string | undefined
  /** Why it cannot be chosen; shown in place of the detail. */
  readonly disabledReason?: string | undefined
}

interface SelectProps<Value extends string | number> {
  /** The accessible name; the visible label is the row's. */
  readonly label: string
  readonly options: readonly SelectOption<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly size?: 'regular' | 'compact' | undefined
  /** Why nothing can be chosen now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
}

/** A choice of one among many. */
export function Select<Value extends string | number>(props: SelectProps<Value>) {
  const { label, options, value, onChange, size = 'regular', disabledReason } = props
  const disabled = disabledReason !== undefined
  const trigger = (
    <BaseSelect.Trigger
      aria-label={label}
      aria-description={disabledReason}
      className={classNames(styles['trigger'], styles[size])}
    >
      <BaseSelect.Value className={styles['value']} />
      <BaseSelect.Icon className={styles['arrows']}>
        <ChevronsUpDown />
      </BaseSelect.Icon>
    </BaseSelect.Trigger>
  )
  return (
    <BaseSelect.Root
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
      items={options}
      disabled={disabled}
      modal={false}
    >
      {disabled ? <Tooltip label={disabledReason}>{trigger}</Tooltip> : trigger}
      <SelectPopup options={options} />
    </BaseSelect.Root>
  )
}

function SelectPopup({ options }: { readonly options: readonly SelectOption<string | number>[] }) {
  return (
    <BaseSelect.Portal>
      <BaseSelect.Positioner
        className={styles['positioner']}
        alignItemWithTrigger={false}
        sideOffset={4}
        collisionPadding={8}
      >
        <BaseSelect.Popup className={styles['popup']}>
          <BaseSelect.List className={styles['list']}>
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </BaseSelect.List>
        </BaseSelect.Popup>
      </BaseSelect.Positioner>
    </BaseSelect.Portal>
  )
}

function SelectItem({ option }: { readonly option: SelectOption<string | number> }) {
  const remark = option.disabledReason ?? option.detail
  return (
    <BaseSelect.Item
      value={option.value}
      label={option.label}
      disabled={option.disabledReason !== undefined}
      className={styles['item']}
    >
      <span className={styles['mark']}>
        <BaseSelect.ItemIndicator>
          <Check />
        </BaseSelect.ItemIndicator>
      </span>
      <BaseSelect.ItemText className={styles['text']}>{option.label}</BaseSelect.ItemText>
      {remark !== undefined && <span className={styles['detail']}>{remark}</span>}
    </BaseSelect.Item>
  )
}
