import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { useLeaveBeforePress } from './leave-before-press.ts'
import styles from './text-field.module.css'

interface TextFieldProps {
  /** The accessible name; the visible label is the row's. */
  readonly label: string
  readonly value: string
  /** The text at rest: after Enter, or when the field is left. Not called when nothing changed. */
  readonly onCommit: (value: string) => void
  /** Each change while typing, for searching. */
  readonly onType?: ((value: string) => void) | undefined
  /** The field was left with nothing to commit: Esc, or no change. */
  readonly onCancel?: (() => void) | undefined
  readonly placeholder?: string | undefined
  /** An icon in front. */
  readonly icon?: ReactNode
  /** What is wrong with the text and how to put it right; printed below. */
  readonly fault?: string | undefined
  readonly size?: 'regular' | 'compact' | undefined
  /** Takes the focus and chooses its whole text when it appears, for renaming in place. */
  readonly autoFocus?: boolean | undefined
  readonly maxLength?: number | undefined
  readonly readOnly?: boolean | undefined
}

/** One line of text: one undo step per visit. Keys typed here never reach the shortcuts of the window. */
export function TextField(props: TextFieldProps) {
  const { label, placeholder, icon, fault, size = 'regular', autoFocus = false, maxLength, readOnly = false } = props
  const faultId = useId()
  const draft = useTextDraft(props)
  const input = useRef<HTMLInputElement>(null)
  useLeaveBeforePress(input)
  useEffect(() => {
    if (autoFocus) input.current?.select()
  }, [autoFocus])
  return (
    <div className={styles['wrap']}>
      <div className={classNames(styles['box'], styles[size])} data-fault={fault !== undefined || undefined}>
        {icon}
        <input
          {...draft}
          aria-label={label}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={fault === undefined ? undefined : faultId}
          placeholder={placeholder}
          maxLength={maxLength}
          readOnly={readOnly}
          spellCheck={false}
          ref={input}
          className={styles['input']}
        />
      </div>
      {fault !== undefined && (
        <span id={faultId} className={styles['fault']}>
          {fault}
        </span>
      )}
    </div>
  )
}

interface TextDraft {
  readonly value: string
  readonly onCommit: (value: string) => void
  readonly onType?: ((value: string) => void) | undefined
  readonly onCancel?: (() => void) | undefined
}

/**
 * What is typed, apart from the value until it is committed. Enter commits (with Ctrl where Enter breaks the line), Esc
 * takes it back; while a Hangul syllable is being composed neither does.
 */
export function useTextDraft({ value, onCommit, onType, onCancel }: TextDraft, { multiline = false } = {}) {
  const [draft, setDraft] = useState<string | null>(null)
  const canceled = useRef(false)

  function leave() {
    const typed = draft
    setDraft(null)
    if (!canceled.current && typed !== null && typed !== value) onCommit(typed)
    else onCancel?.()
    canceled.current = false
  }

  return {
    value: draft ?? value,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setDraft(event.target.value)
      onType?.(event.target.value)
    },
    onBlur: leave,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.nativeEvent.isComposing) return event.stopPropagation()
      const enters = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)
      if (enters) leaveFocus(event.currentTarget)
      if (event.key === 'Escape' && (draft !== null || onCancel !== undefined)) {
        event.stopPropagation()
        canceled.current = true
        leaveFocus(event.currentTarget)
      }
      if (!isCommandChord(event) && event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
    },
  }
}

/** Gives the focus to the part of the window round the field, so that its keys work again at once. */
function leaveFocus(field: HTMLElement) {
  const surroundings = field.parentElement?.closest<HTMLElement>('[tabindex]')
  if (surroundings) surroundings.focus()
  else field.blur()
}

/** Chords with Ctrl go on to the window (save, workspaces), but not those that edit text. */
function isCommandChord({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !/^(?:[acvxyz]|Enter|Arrow\w+|Backspace|Delete|Home|End)$/i.test(key)
}
