import { useRef } from 'react'
import { useLeaveBeforePress } from './leave-before-press.ts'
import styles from './text-field.module.css'
import { useTextDraft } from './text-field.tsx'

interface TextAreaProps {
  /** The accessible name; the visible label is the row's. */
  readonly label: string
  readonly value: string
  /** The text at rest: after Ctrl+Enter, or when the field is left; and every second while it is typed, see TextField. */
  readonly onCommit: (value: string) => void
  readonly placeholder?: string | undefined
  /** Lines shown at least; it grows with the text up to 12. */
  readonly rows?: number | undefined
}

/** Several lines of text, such as notes: one undo step per visit. */
export function TextArea({ label, value, onCommit, placeholder, rows = 3 }: TextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const draft = useTextDraft(area, { value, onCommit, savesWhileTyping: true, multiline: true })
  useLeaveBeforePress(area)
  return (
    <textarea
      {...draft}
      ref={area}
      aria-label={label}
      placeholder={placeholder}
      rows={rows}
      style={{ maxHeight: 12 * 18 + 10 }}
      className={styles['area']}
    />
  )
}
