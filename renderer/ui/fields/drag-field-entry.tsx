import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { classNames } from '../class-names.ts'
import { useText } from '../use-text.ts'
import styles from './drag-field.module.css'
import type { DragFieldProps } from './drag-field.tsx'
import { readEntry, type EntryFault } from './number-entry.ts'

interface DragFieldEntryProps extends DragFieldProps {
  /** The text it opens with. A single typed sign is kept behind the caret; a number is chosen whole. */
  readonly initial: string
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
  const { label, initial, value, unit = 'none', framesPerSecond, size = 'regular', onDone } = props
  const text = useText()
  const faultId = useId()
  const input = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  const [fault, setFault] = useState<EntryFault | null>(null)

  useEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus()
    if (/^[-+=.,(\d]$/.test(initial) && initial !== String(value)) element.setSelectionRange(1, 1)
    else element.select()
  }, [initial, value])

  function finish(typed: number | null, keepFocus: boolean) {
    if (done.current) return
    done.current = true
    onDone(typed, { keepFocus })
  }

  function take(keepFocus: boolean) {
    const typed = input.current?.value ?? ''
    if (typed === initial) return finish(null, keepFocus)
    const entry = readEntry(typed, { unit, current: value ?? 0, framesPerSecond })
    if (entry.ok) finish(entry.value, keepFocus)
    else setFault(entry.fault)
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take(true)
    else if (event.key === 'Tab') take(false)
    else if (event.key === 'Escape') finish(null, true)
  }

  return (
    <div className={classNames(styles['entry'], styles[size])} data-fault={fault !== null || undefined}>
      <input
        ref={input}
        defaultValue={initial}
        aria-label={label}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : faultId}
        spellCheck={false}
        onChange={() => setFault(null)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          const entry = readEntry(input.current?.value ?? '', { unit, current: value ?? 0, framesPerSecond })
          finish(entry.ok && input.current?.value !== initial ? entry.value : null, false)
        }}
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
