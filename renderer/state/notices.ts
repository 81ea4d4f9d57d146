import { createStore } from 'zustand/vanilla'
import type { ErrorDetails } from '../../core/contract/errors.ts'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { call } from '../bridge/client.ts'

/**
 * Something to tell the user that needs no answer: an expected error, a bug, or a word about what was done. Its id is
 * what it says: said again while it is shown, it is still one thing.
 */
export type Notice = { readonly id: string } & (
  | { readonly kind: 'error' | 'warning'; readonly error: StudioError }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string }
  | { readonly kind: 'done'; readonly text: StudioTextKey; readonly details: ErrorDetails }
)

/** Notices that are shown now, oldest first. */
export const noticeStore = createStore<readonly Notice[]>(() => [])

/** Shows anything thrown: an abort not at all, a bug with its stack, which also goes to the log. */
export function tellFailure(thrown: unknown): void {
  if (isAbort(thrown)) return
  if (thrown instanceof StudioError) return add({ id: `error ${thrown.message}`, kind: 'error', error: thrown })
  const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown))
  add({ id: `bug ${message}`, kind: 'bug', message, stack })
  call('log.bug', { message: message.slice(0, 10_000), stack: stack.slice(0, 100_000) }).catch(() => undefined)
}

/** Something that went another way than the user may think; nothing was lost. */
export function tellWarning(error: StudioError): void {
  add({ id: `warning ${error.message}`, kind: 'warning', error })
}

/** A short word about something done that cannot be seen otherwise; with other numbers it takes the place of the last. */
export function tellDone(text: StudioTextKey, details: ErrorDetails = {}): void {
  add({ id: `done ${text}`, kind: 'done', text, details })
}

export function dismissNotice(id: string): void {
  noticeStore.setState((notices) => notices.filter((notice) => notice.id !== id), true)
}

/** Runs something that answers a user's action; whatever goes wrong is told. */
export function attempt(action: () => Promise<unknown>): void {
  action().catch(tellFailure)
}

function add(notice: Notice): void {
  noticeStore.setState((notices) => [...notices.filter(({ id }) => id !== notice.id).slice(-4), notice], true)
}
