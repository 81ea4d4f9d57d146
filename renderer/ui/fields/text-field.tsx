import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { classNames } from '../class-names.ts'
import { useLeaveBeforePress } from './leave-before-press.ts'
import { TextDraft, type DraftTarget } from './text-draft.ts'
import styles from './text-field.module.css'

interface TextFieldProps {
  /** The accessible name; the visible label is the row's. */
  readonly label: string
  readonly value: string
  /**
   * The text at rest: after Enter, or when the field is left. Before that whenever all has to be saved: then with what is
   * typed so far, perhaps several times, as one step of undo. Not called when nothing changed.
   */
  readonly onCommit: (value: string) => void
  /** Also commits every second while text is typed: where a commit leaves the field as it is and half a word is no harm. */
  readonly savesWhileTyping?: boolean | undefined
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
  const input = useRef<HTMLInputElement>(null)
  const draft = useTextDraft(input, props)
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

interface DraftField extends Pick<TextFieldProps, 'value' | 'onCommit' | 'onType' | 'onCancel' | 'savesWhileTyping'> {
  /** Enter breaks the line, and commits with Ctrl only. */
  readonly multiline?: boolean
}

/**
 * Connects a field to its {@link TextDraft}. Enter commits, Esc takes it back; while a Hangul syllable is being composed
 * neither does.
 */
export function useTextDraft(field: RefObject<HTMLElement | null>, props: DraftField) {
  const { value, onCancel, multiline = false } = props
  const [typed, show] = useState<string | null>(null)
  const target = useRef<DraftTarget>(null)
  const created = useRef<TextDraft>(null)
  useEffect(() => {
    target.current = targetOf(field, props, show)
  })
  useEffect(() => () => created.current?.dispose(), [])

  function draft(): TextDraft {
    created.current ??= new TextDraft(() => target.current ?? targetOf(field, props, show))
    return created.current
  }

  return {
    value: typed ?? value,
    onChange: (event: { readonly target: { readonly value: string } }) => draft().type(event.target.value),
    onBlur: () => draft().leave(),
    onCompositionStart: () => draft().compose(true),
    onCompositionEnd: () => draft().compose(false),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.nativeEvent.isComposing) return event.stopPropagation()
      const enters = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)
      if (enters) leaveFocus(event.currentTarget)
      if (event.key === 'Escape' && (draft().isOpen || onCancel !== undefined)) {
        event.stopPropagation()
        draft().cancel()
        leaveFocus(event.currentTarget)
      }
      if (!isCommandChord(event) && event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
    },
  }
}

function targetOf(field: RefObject<HTMLElement | null>, props: DraftField, show: DraftTarget['show']): DraftTarget {
  const { value, onCommit, onType, onCancel, savesWhileTyping = false } = props
  return { value, onCommit, onType, onCancel, savesWhileTyping, show, blur: () => field.current?.blur() }
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
