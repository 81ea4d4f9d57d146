import { Check, ClipboardCopy, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../use-text.ts'
import styles from './error-notice.module.css'

interface ErrorNoticeProps {
  /** What failed, in a few words. */
  readonly title: string
  /** The error's own words: file, place and remedy. */
  readonly words: string
  /** The button that does the remedy. */
  readonly action?: ReactNode
  /** Text of a report for the makers; the button copies it to the clipboard. Given for bugs. */
  readonly report?: string | undefined
  /** Warn: it went on, but not as wanted. */
  readonly tone?: 'danger' | 'warn' | undefined
}

/** An error where it happened. */
export function ErrorNotice({ title, words, action, report, tone = 'danger' }: ErrorNoticeProps) {
  return (
    <div role="alert" className={styles['notice']} data-tone={tone}>
      {tone === 'danger' ? <OctagonAlert /> : <TriangleAlert />}
      <div className={styles['text']}>
        <h4 className={styles['title']}>{title}</h4>
        <p data-selectable className={styles['words']}>
          {words}
        </p>
        {(action !== undefined || report !== undefined) && (
          <div className={styles['actions']}>
            {action}
            {report !== undefined && <CopyReport report={report} />}
          </div>
        )}
      </div>
    </div>
  )
}

function CopyReport({ report }: { readonly report: string }) {
  const text = useText()
  const [copied, setCopied] = useState(false)
  return (
    <Button
      variant="ghost"
      size="compact"
      icon={copied ? <Check /> : <ClipboardCopy />}
      onClick={() => {
        void navigator.clipboard.writeText(report).then(() => setCopied(true))
      }}
    >
      {text(copied ? 'controls.reportCopied' : 'controls.copyReport')}
    </Button>
  )
}
