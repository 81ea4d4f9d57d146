import { createStore } from 'zustand/vanilla'
import type { ErrorDetails } from '../../core/contract/errors.ts'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { call } from '../bridge/client.ts'

/** Something to tell the user that needs no answer: an expected error, a bug, or a word about what was done. */
export type Notice = { readonly id: number } & (
  | { readonly kind: 'error' | 'warning'; readonly error: StudioError }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string }
  | { readonly kind: 'done'; readonly text: StudioTextKey; readonly details: ErrorDetails }
)

/** Notices that are shown now, oldest first. */
export const noticeStore = createStore<readonly Notice[]>(() => [])

let lastId = 0

/** Shows anything thrown: an abort not at all, a bug with its stack, which also goes to the log. */
export function tellFailure(thrown: unknown): void {
  if (isAbort(thrown)) return
  if (thrown instanceof StudioError) return add({ id: ++lastId, kind: 'error', error: thrown })
  const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown))
  add({ id: ++lastId, kind: 'bug', message, stack })
  call('log.bug', { message: message.slice(0, 10_000), stack: stack.slice(0, 100_000) }).catch(() => undefined)
}

/** Something that went another way than the user may think; nothing was lost. */
export function tellWarning(error: StudioError): void {
  add({ id: ++lastId, kind: 'warning', error })
}

/** A short word about something done that cannot be seen otherwise. */
export function tellDone(text: StudioTextKey, details: ErrorDetails = {}): void {
  add({ id: ++lastId, kind: 'done', text, details })
}

export function dismissNotice(id: number): void {
  noticeStore.setState((notices) => notices.filter((notice) => notice.id !== id), true)
}

/** Runs something that answers a user's action; whatever goes wrong is told. */
export function attempt(action: () => Promise<unknown>): void {
  action().catch(tellFailure)
}

function add(notice: Notice): void {
  noticeStore.setState((notices) => [...notices.slice(-4), notice], true)
}
