import type { ErrorCode } from '../texts/errors.ts'

/** Values that fill the `{{placeholders}}` of an error text. */
export type ErrorDetails = Readonly<Record<string, string | number>>

/**
 * An expected failure that the user can act on. Its words live in `core/texts`, keyed by `code`; `details` fill
 * them. Anything thrown that is neither a StudioError nor an abort is a bug.
 */
export class StudioError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'StudioError'
    this.code = code
    this.details = details
  }
}

/** A StudioError as it crosses a process. */
export interface StudioErrorData {
  readonly code: ErrorCode
  readonly details: ErrorDetails
}

/** What a failed call or job says across a process: an expected error, a cancel, or a bug with its stack. */
export type Failure =
  | { readonly kind: 'error'; readonly error: StudioErrorData }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string }

/** True for the reasons an AbortSignal throws; an abort is never shown as an error. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

/** Turns anything thrown into what may cross a process. */
export function failureFrom(thrown: unknown): Failure {
  if (thrown instanceof StudioError) return { kind: 'error', error: { code: thrown.code, details: thrown.details } }
  if (isAbort(thrown)) return { kind: 'canceled' }
  if (thrown instanceof Error) return { kind: 'bug', message: thrown.message, stack: thrown.stack ?? '' }
  return { kind: 'bug', message: String(thrown), stack: '' }
}

/** The reverse of {@link failureFrom}, on the receiving side. */
export function errorFromFailure(failure: Failure): Error {
  if (failure.kind === 'error') return new StudioError(failure.error.code, failure.error.details)
  if (failure.kind === 'canceled') return abortError()
  const error = new Error(failure.message)
  error.stack = failure.stack
  return error
}

/** The error that marks a cancelled task. */
export function abortError(): Error {
  const error = new Error('canceled')
  error.name = 'AbortError'
  return error
}
