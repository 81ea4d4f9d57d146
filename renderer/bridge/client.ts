import type { CallAnswer, CallInput, CallName, CallOutput } from '../../core/contract/calls.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import type { StudioBridge, StudioEvent } from '../../core/contract/events.ts'

declare global {
  interface Window {
    readonly studio: StudioBridge
  }
}

/**
 * Asks main.
 * @throws StudioError for what the user can act on; AbortError when the user cancelled; Error for a bug
 */
export async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const answer = (await window.studio.call(name, input)) as CallAnswer<CallOutput<Name>>
  if (answer.ok) return answer.value
  throw errorFromFailure(answer.failure)
}

/** Hands dropped or pasted files to main; the ids name them in an ImportSource. */
export function registerFiles(files: readonly File[]): Promise<string[]> {
  return window.studio.register(files)
}

/** @returns stops listening */
export function listen(receive: (event: StudioEvent) => void): () => void {
  return window.studio.listen(receive)
}
