import type { CallAnswer, CallHandlers } from '../../core/contract/calls.ts'
import type { StudioEvent } from '../../core/contract/events.ts'
import type { Desktop, StudioParts } from './studio-parts.ts'

/** Everything behind the window, in plain Node: Electron and tests put their own system around it. */
export interface Studio {
  readonly handlers: CallHandlers<undefined>
  /** Parses the input by the table of calls and runs the handler. Never rejects: a bug is an answer too, and is logged. */
  answer(name: string, input: unknown): Promise<CallAnswer>
  /** The file behind a `studio-media:` address; null for everything that is not the open project's. */
  resolveMedia(url: string): Promise<{ readonly file: string } | null>
  /** Files that the user dropped or pasted, by absolute path; the ids name them in an ImportSource. */
  register(paths: readonly string[]): string[]
  /** Saves and closes the open project, cancels jobs and ends the processes. */
  close(): Promise<void>
}

/** @param emit sends an event to the window */
export function createStudio(_parts: StudioParts, _desktop: Desktop, _emit: (event: StudioEvent) => void): Studio {
  throw new Error('not put together yet')
}
