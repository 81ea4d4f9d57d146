import { useRef, useState, type ComponentProps, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { classNames } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import { DragFieldEntry, type EntryStart } from './drag-field-entry.tsx'
import type { DragFieldProps } from './drag-field-props.ts'
import styles from './drag-field.module.css'
import { unitSigns } from './number-entry.ts'
import { clampToRange, formatNumber } from './number-steps.ts'
import { useNumberGesture } from './use-number-gesture.ts'

/**
 * A number that is dragged sideways (Shift fine, Ctrl coarse), stepped by the arrow keys, or typed after a click,
 * Enter or the first digit, as a number or a sum with units. Esc takes a drag back.
 */
export function DragField(props: DragFieldProps) {
  const [entry, setEntry] = useState<EntryStart | null>(null)
  const field = useRef<HTMLDivElement>(null)

  function take(typed: number | null, { keepFocus }: { readonly keepFocus: boolean }) {
    // At once, so that the Tab that ended the entry starts from the field and not from where the entry had been.
    flushSync(() => setEntry(null))
    if (keepFocus) field.current?.focus()
    // It may have been locked while the entry was open.
    if (typed !== null && props.disabledReason === undefined)
      setAtOnce(props, clampToRange(typed, { min: props.min, max: props.max, step: 1 }))
  }

  if (entry !== null) return <DragFieldEntry {...props} initial={entry} onDone={take} />
  if (props.disabledReason === undefined) return <DragFieldSpinner {...props} fieldRef={field} onEdit={setEntry} />
  return (
    <Tooltip label={props.disabledReason}>
      <FieldFace field={props} shown={props.value} moving={false} />
    </Tooltip>
  )
}

/** A value that comes without a drag is a gesture too. */
function setAtOnce({ onBegin, onCommit }: DragFieldProps, value: number): void {
  if (onBegin?.() !== false) onCommit(value)
}

interface DragFieldSpinnerProps extends DragFieldProps {
  readonly fieldRef: Ref<HTMLDivElement>
  readonly onEdit: (initial: EntryStart) => void
}

/** The field while it takes gestures. */
function DragFieldSpinner({ fieldRef, onEdit, ...props }: DragFieldSpinnerProps) {
  const { defaultValue } = props
  function reset() {
    if (defaultValue !== undefined) setAtOnce(props, defaultValue)
  }
  const { preview, handlers } = useNumberGesture({ ...props, onEdit, onReset: reset })
  return (
    <FieldFace
      {...handlers}
      field={props}
      ref={fieldRef}
      shown={preview ?? props.value}
      moving={preview !== null}
      onPrefixDoubleClick={reset}
    />
  )
}

interface FieldFaceProps extends Omit<ComponentProps<'div'>, 'prefix'> {
  readonly field: DragFieldProps
  readonly shown: number | null
  readonly moving: boolean
  readonly onPrefixDoubleClick?: (() => void) | undefined
}

/** How the field looks and what it says to a screen reader. */
function FieldFace({ field, shown, moving, onPrefixDoubleClick, ...element }: FieldFaceProps) {
  const { label, prefix, unit = 'none', min, max, precision = 0, disabledReason, size = 'regular' } = field
  const number = shown === null ? '—' : formatNumber(shown, precision)
  const sign = shown === null ? '' : unitSigns[unit]
  return (
    <div
      {...element}
      id={field.id}
      role="spinbutton"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={shown ?? undefined}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={sign === '°' ? `${number}°` : `${number} ${sign}`.trimEnd()}
      aria-disabled={disabledReason !== undefined || undefined}
      aria-description={disabledReason}
      data-moving={moving || undefined}
      className={classNames(styles['field'], styles[size])}
    >
      {prefix !== undefined && (
        <span className={styles['prefix']} onDoubleClick={onPrefixDoubleClick} data-prefix>
          {prefix}
        </span>
      )}
      <span className={styles['number']}>
        {number}
        {sign !== '' && <span className={classNames(styles['unit'], sign === '°' && styles['tight'])}>{sign}</span>}
      </span>
    </div>
  )
}
