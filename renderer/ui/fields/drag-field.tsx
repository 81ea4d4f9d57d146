import { useRef, useState, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './drag-field.module.css'
import { DragFieldEntry } from './drag-field-entry.tsx'
import { unitSigns, type FieldUnit } from './number-entry.ts'
import { clampToRange, formatNumber } from './number-steps.ts'
import { useNumberGesture } from './use-number-gesture.ts'

export interface DragFieldProps {
  /** The accessible name, such as `Focal length`; the visible label is the row's. */
  readonly label: string
  /** A short sign in front of the number inside the field, such as `X`; a double click on it resets. */
  readonly prefix?: ReactNode
  /** In the field's unit. Null prints a dash: the chosen things differ. */
  readonly value: number | null
  readonly unit?: FieldUnit | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** One arrow key press, in the field's unit; 4 pixels of a drag. 1 unless told. */
  readonly step?: number | undefined
  /** Decimals printed. 0 unless told. */
  readonly precision?: number | undefined
  /** What right click, Delete and a double click on the prefix go back to. */
  readonly defaultValue?: number | undefined
  readonly framesPerSecond?: number | undefined
  /** A gesture begins. Everything up to its commit is one undo step. */
  readonly onBegin?: (() => void) | undefined
  /** The value while it moves. */
  readonly onPreview?: ((value: number) => void) | undefined
  /** The value at rest: the end of a gesture, a typed number, or a reset. Always inside the range. */
  readonly onCommit: (value: number) => void
  /** Esc in mid-gesture: take back what was previewed. Without it the first value is previewed again. */
  readonly onCancel?: (() => void) | undefined
  /** Why it cannot be changed now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
  readonly size?: 'regular' | 'compact' | undefined
  readonly id?: string | undefined
}

/**
 * A number that is dragged sideways (Shift fine, Ctrl coarse), stepped by the arrow keys, or typed after a click,
 * Enter or the first digit, as a number or a sum with units. Esc takes a drag back.
 */
export function DragField(props: DragFieldProps) {
  const { label, prefix, value, unit = 'none', precision = 0, disabledReason, size = 'regular' } = props
  const [entry, setEntry] = useState<string | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const range = { min: props.min, max: props.max, step: props.step ?? 1 }
  const reset = useReset(props)
  const gesture = useNumberGesture({ ...props, range, onEdit: setEntry, onReset: reset })

  if (entry !== null) {
    return (
      <DragFieldEntry
        {...props}
        initial={entry}
        onDone={(typed, { keepFocus }) => {
          setEntry(null)
          if (typed !== null) {
            props.onBegin?.()
            props.onCommit(clampToRange(typed, range))
          }
          if (keepFocus) requestAnimationFrame(() => field.current?.focus())
        }}
      />
    )
  }
  const shown = gesture.preview ?? value
  const sign = unitSigns[unit]
  const text =
    shown === null ? '—' : `${formatNumber(shown, precision)}${sign === '' || sign === '°' ? '' : ' '}${sign}`
  const spinner = (
    <div
      ref={field}
      id={props.id}
      role="spinbutton"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={shown ?? undefined}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      aria-valuetext={text}
      aria-disabled={disabledReason !== undefined || undefined}
      aria-description={disabledReason}
      data-moving={gesture.preview !== null || undefined}
      className={classNames(styles['field'], styles[size])}
      {...(disabledReason === undefined ? gesture.handlers : {})}
    >
      {prefix !== undefined && (
        <span className={styles['prefix']} onDoubleClick={reset ?? undefined} data-prefix>
          {prefix}
        </span>
      )}
      <span className={styles['number']}>
        {shown === null ? '—' : formatNumber(shown, precision)}
        {shown !== null && sign !== '' && (
          <span className={classNames(styles['unit'], sign === '°' && styles['tight'])}>{sign}</span>
        )}
      </span>
    </div>
  )
  return disabledReason === undefined ? spinner : <Tooltip label={disabledReason}>{spinner}</Tooltip>
}

/** Sets the default as one undo step; null where there is none. */
function useReset({ defaultValue, onBegin, onCommit, disabledReason }: DragFieldProps): (() => void) | null {
  if (defaultValue === undefined || disabledReason !== undefined) return null
  return () => {
    onBegin?.()
    onCommit(defaultValue)
  }
}
