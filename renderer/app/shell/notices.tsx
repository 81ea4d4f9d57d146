import { useEffect } from 'react'
import { errorText } from '../../../core/texts/language.ts'
import { dismissNotice, noticeStore, type Notice } from '../../state/notices.ts'
import { studioStore } from '../../state/mirrors.ts'
import { useToast } from '../../ui/feedback/toaster.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'

const manners = {
  error: { tone: 'danger', title: 'shell.notice.error' },
  warning: { tone: 'warn', title: 'shell.notice.warning' },
} as const

/** Hands notices to the toaster: expected errors with their remedy, bugs with a report to copy. */
export function Notices() {
  const text = useText()
  const language = useLanguage()
  const { show } = useToast()
  useEffect(() => {
    const tell = (notice: Notice): void => {
      const { id } = notice
      dismissNotice(id)
      switch (notice.kind) {
        case 'done':
          return void show({ id, tone: 'info', title: text(notice.text, notice.details) })
        case 'error':
        case 'warning': {
          const words = errorText(notice.error.code, notice.error.details, language)
          return void show({ id, ...manners[notice.kind], title: text(manners[notice.kind].title), words })
        }
        case 'bug': {
          const copy = (): void => void navigator.clipboard.writeText(reportOf(notice))
          return void show({
            id,
            tone: 'danger',
            title: text('shell.notice.bug'),
            words: text('shell.notice.bug-body'),
            action: { label: text('shell.notice.copy'), onSelect: copy },
          })
        }
      }
    }
    const tellAll = (): void => noticeStore.getState().forEach(tell)
    tellAll()
    return noticeStore.subscribe(tellAll)
  }, [text, language, show])
  return null
}

function reportOf({ message, stack }: { readonly message: string; readonly stack: string }): string {
  const versions = studioStore.getState().studio?.versions
  return `${message}\n${stack}\n${JSON.stringify(versions ?? {})}\n${navigator.userAgent}`
}
