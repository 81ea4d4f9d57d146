import { useEffect } from 'react'
import { errorText } from '../../../core/texts/language.ts'
import { dismissNotice, noticeStore, type Notice } from '../../state/notices.ts'
import { studioStore } from '../../state/mirrors.ts'
import { useToast } from '../../ui/feedback/toaster.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'

/** Hands notices to the toaster: expected errors with their remedy, bugs with a report to copy. */
export function Notices() {
  const text = useText()
  const language = useLanguage()
  const { show } = useToast()
  useEffect(() => {
    const tell = (notice: Notice): void => {
      dismissNotice(notice.id)
      if (notice.kind === 'done') return void show({ tone: 'info', title: text(notice.text, notice.details) })
      if (notice.kind === 'error' || notice.kind === 'warning') {
        const { code, details } = notice.error
        const failed = notice.kind === 'error'
        return void show({
          tone: failed ? 'danger' : 'warn',
          title: text(failed ? 'shell.notice.error' : 'shell.notice.warning'),
          words: errorText(code, details, language),
        })
      }
      const copy = (): void => void navigator.clipboard.writeText(reportOf(notice))
      show({
        tone: 'danger',
        title: text('shell.notice.bug'),
        words: text('shell.notice.bug-body'),
        action: { label: text('shell.notice.copy'), onSelect: copy },
      })
    }
    const tellAll = (): void => noticeStore.getState().forEach(tell)
    tellAll()
    return noticeStore.subscribe(tellAll)
  }, [text, language, show])
  return null
}

function reportOf({ message, stack }: Extract<Notice, { kind: 'bug' }>): string {
  const versions = studioStore.getState().studio?.versions
  return `${message}\n${stack}\n${JSON.stringify(versions ?? {})}\n${navigator.userAgent}`
}
