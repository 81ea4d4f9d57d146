import { setTimeout as delay } from 'node:timers/promises'
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { CallAnswer } from '../../core/contract/calls.ts'
import { channels, leaveEvent } from '../../core/contract/events.ts'

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

/** Calls that carry what the user did; they must not be lost when the window closes. */
const carriesEdits = /^(project|workspace)\./

/** Ends when the page has told all that it holds. */
const askToLeave = `new Promise((resolve) => {
  const asked = new CustomEvent(${JSON.stringify(leaveEvent)}, { cancelable: true, detail: () => resolve() })
  if (window.dispatchEvent(asked)) resolve()
})`

/** A page that does not answer has nothing more to say. */
const longestWaitMilliseconds = 5000
const lookAgainMilliseconds = 10

/**
 * Takes calls from the page in our window, and from nothing else.
 *
 * @returns `settled`, which resolves when no edit is on its way from the page any more
 */
export function answerCalls(options: AnswerOptions): { settled(): Promise<void> } {
  const { target } = options
  let begun = 0
  let underWay = 0
  let unheard = 0
  let page = 0
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    checkSender(event, options)
    const edits = carriesEdits.test(String(name)) ? 1 : 0
    const askedBy = page
    begun += edits
    underWay += edits
    try {
      return await target.answer(String(name), input)
    } finally {
      underWay -= edits
      // A page that died hears nothing.
      if (askedBy === page) unheard += 1
    }
  })
  ipcMain.on(channels.heard, (event, isAnswer: unknown) => {
    if (!isOwnPage(event, options)) return
    if (isAnswer !== true) page += 1
    unheard = isAnswer === true ? Math.max(0, unheard - 1) : 0
  })
  ipcMain.handle(channels.register, (event, paths: unknown) => {
    checkSender(event, options)
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      throw new Error('files are registered by their paths')
    return target.register(paths)
  })
  // Edits that had to wait leave the page when it has the answer to those before, and an answer may be on its way longer
  // than the question whether the page lives. So it has to have heard them all.
  const isSettled = async (): Promise<boolean> => {
    const before = begun
    await options.contents()?.executeJavaScript('new Promise((resolve) => setTimeout(resolve))')
    return underWay === 0 && unheard === 0 && begun === before
  }
  const settle = async (): Promise<void> => {
    await options.contents()?.executeJavaScript(askToLeave)
    while (!(await isSettled())) await delay(lookAgainMilliseconds)
  }
  // Nor has a page whose process is gone.
  return { settled: () => Promise.race([settle().catch(() => undefined), delay(longestWaitMilliseconds)]) }
}

type Sent = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>

function isOwnPage({ senderFrame, sender }: Sent, { contents, origin }: AnswerOptions): boolean {
  const own = senderFrame !== null && sender === contents() && senderFrame === sender.mainFrame
  return own && senderFrame.url.startsWith(`${origin}/`)
}

function checkSender(sent: Sent, options: AnswerOptions): void {
  if (isOwnPage(sent, options)) return
  options.log(`refused a call from ${sent.senderFrame?.url ?? 'a frame that is gone'}`)
  throw new Error('calls are taken from the studio’s own page only')
}
