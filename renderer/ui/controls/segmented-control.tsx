import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { Toolbar as BaseToolbar } from '@base-ui/react/toolbar'
import { useContext, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './segmented-control.module.css'
import { ToolbarContext } from './toolbar-context.ts'

interface Segment<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** Shows the icon alone; the label becomes its name and tooltip. */
  readonly iconOnly?: boolean | undefined
  readonly keys?: string | undefined
  readonly disabledReason?: string | undefined
}

interface SegmentedControlProps<Value extends string> {
  /** What is chosen here; the accessible name of the group. */
  readonly label: string
  readonly segments: readonly Segment<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly size?: 'regular' | 'compact' | undefined
  /** Shares the whole width equally. */
  readonly fill?: boolean | undefined
  /** Rows of three that share the whole width, for more segments than one row holds. */
  readonly threes?: boolean | undefined
}

/** A choice of one among a few, all of them in sight. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, segments, value, onChange, size = 'regular', fill = false, threes = false } = props
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next)
      }}
      className={classNames(styles['group'], styles[size], fill && styles['fill'], threes && styles['threes'])}
    >
      {segments.map((segment) => (
        <SegmentButton key={segment.value} segment={segment} chosen={segment.value === value} />
      ))}
    </ToggleGroup>
  )
}

function SegmentButton({ segment, chosen }: { readonly segment: Segment<string>; readonly chosen: boolean }) {
  const inToolbar = useContext(ToolbarContext)
  const { value, label, icon, iconOnly = false, keys, disabledReason } = segment
  const toggle = (
    <Toggle
      value={value}
      aria-label={iconOnly ? label : undefined}
      aria-disabled={disabledReason !== undefined || undefined}
      aria-description={disabledReason}
      data-chosen={chosen || undefined}
      className={styles['segment']}
      onPressedChange={(_pressed, details) => {
        if (disabledReason !== undefined || chosen) details.cancel()
      }}
    >
      {icon}
      {!iconOnly && label}
    </Toggle>
  )
  const button = inToolbar ? <BaseToolbar.Button render={toggle} /> : toggle
  if (disabledReason !== undefined) return <Tooltip label={disabledReason}>{button}</Tooltip>
  if (!iconOnly && keys === undefined) return button
  return (
    <Tooltip label={label} keys={keys}>
      {button}
    </Tooltip>
  )
}
