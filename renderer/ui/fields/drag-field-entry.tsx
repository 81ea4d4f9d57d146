import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { classNames } from '../class-names.ts'
import { useText } from '../use-text.ts'
import styles from './drag-field.module.css'
import type { DragFieldProps } from './drag-field-props.ts'
import { draftOwner } from './draft-owner.ts'
import { useLeaveBeforePress } from './leave-before-press.ts'
import { readEntry, type EntryFault } from './number-entry.ts'

/** How an entry opens: with the present number, chosen whole, or with the first key that was typed into the field. */
export interface EntryStart {
  readonly text: string
  readonly typed: boolean
}

interface DragFieldEntryProps extends DragFieldProps {
  readonly initial: EntryStart
  /** The typed value, or null when nothing is to change. */
  readonly onDone: (typed: number | null, options: { readonly keepFocus: boolean }) => void
}

const faultTexts: Readonly<Record<EntryFault, StudioTextKey>> = {
  empty: 'controls.entryEmpty',
  syntax: 'controls.entrySyntax',
  unit: 'controls.entryUnit',
  notFinite: 'controls.entryNotFinite',
}

/** The text entry of a DragField: Enter or Tab takes the value, Esc leaves it, a slip is said below. */
export function DragFieldEntry(props: DragFieldEntryProps) {
  const { label, initial, size = 'regular' } = props
  const text = useText()
  const faultId = useId()
  const input = useRef<HTMLInputElement>(null)
  const { fault, handlers } = useEntry(props, input)
  useLeaveBeforePress(input)
  return (
    <div className={classNames(styles['entry'], styles[size])} data-fault={fault !== null || undefined}>
      <input
        {...handlers}
        ref={input}
        defaultValue={initial.text}
        aria-label={label}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : faultId}
        spellCheck={false}
        className={styles['input']}
      />
      {fault !== null && (
        <span id={faultId} role="alert" className={styles['fault']}>
          {text(faultTexts[fault])}
        </span>
      )}
    </div>
  )
}

function useEntry(props: DragFieldEntryProps, input: RefObject<HTMLInputElement | null>) {
  const { initial, value, unit = 'none', framesPerSecond, onDone } = props
  const done = useRef(false)
  const [fault, setFault] = useState<EntryFault | null>(null)
  useEffect(() => open(input.current, initial), [input, initial])

  function finish(typed: number | null, keepFocus: boolean) {
    if (done.current) return
    done.current = true
    onDone(typed, { keepFocus })
  }

  /** Whether the entry ended. A slip keeps it open, unless another place was pointed at: then it changes nothing. */
  function take({ byPointer }: { readonly byPointer: boolean }) {
    const typed = input.current?.value ?? ''
    const entry = readEntry(typed, { unit, current: value ?? 0, framesPerSecond })
    if (typed === initial.text && !initial.typed) finish(null, !byPointer)
    else if (entry.ok) finish(entry.value, !byPointer)
    else if (byPointer) finish(null, false)
    else setFault(entry.fault)
    return done.current
  }

  // Whatever needs all that was typed ends the entry, as pointing at another place does.
  const takeNow = useRef(() => undefined as void)
  useEffect(() => {
    takeNow.current = () => void take({ byPointer: true })
  })
  useEffect(() => draftOwner().openDraft(() => takeNow.current()), [])

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take({ byPointer: false })
    else if (event.key === 'Tab' && !take({ byPointer: false })) event.preventDefault()
    else if (event.key === 'Escape') finish(null, true)
  }
  return { fault, handlers: { onKeyDown, onChange: () => setFault(null), onBlur: () => take({ byPointer: true }) } }
}

function open(element: HTMLInputElement | null, { text, typed }: EntryStart) {
  element?.focus()
  if (typed) element?.setSelectionRange(text.length, text.length)
  else element?.select()
}
