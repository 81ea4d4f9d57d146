import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { CallAnswer } from '../../core/contract/calls.ts'
import { channels } from '../../core/contract/events.ts'

/** What answers the window: the studio's facade fits. */
export interface CallTarget {
  answer(name: string, input: unknown): Promise<CallAnswer>
  register(paths: readonly string[]): string[]
}

interface AnswerOptions {
  readonly target: CallTarget
  readonly origin: string
  /** The window's contents; null while there is no window. */
  readonly contents: () => WebContents | null
  readonly log: (line: string) => void
}

/** Takes calls from the page in our window, and from nothing else. */
export function answerCalls({ target, origin, contents, log }: AnswerOptions): void {
  const check = ({ senderFrame, sender }: IpcMainInvokeEvent): void => {
    const own = senderFrame !== null && sender === contents() && senderFrame === sender.mainFrame
    if (own && senderFrame.url.startsWith(`${origin}/`)) return
    log(`refused a call from ${senderFrame?.url ?? 'a frame that is gone'}`)
    throw new Error('calls are taken from the studio’s own page only')
  }
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) => {
    check(event)
    return target.answer(String(name), input)
  })
  ipcMain.handle(channels.register, (event, paths: unknown) => {
    check(event)
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      throw new Error('files are registered by their paths')
    return target.register(paths)
  })
}
