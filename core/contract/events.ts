import type { JobSnapshot } from './jobs.ts'
import type { ProviderState, SaveState, TakeSummary } from './studio.ts'

/** What main tells the window without being asked. */
export type StudioEvent =
  /** A job is new or has changed; sent whole. */
  | { readonly type: 'job'; readonly job: JobSnapshot }
  | { readonly type: 'job-dismissed'; readonly id: string }
  | { readonly type: 'take-added'; readonly projectId: string; readonly take: TakeSummary }
  | { readonly type: 'take-removed'; readonly projectId: string; readonly takeId: string }
  | { readonly type: 'save-state'; readonly projectId: string; readonly save: SaveState }
  /** How far the copy of the project is that is being saved: 0 to 1; null when it has ended, whichever way. */
  | { readonly type: 'copy'; readonly projectId: string; readonly fraction: number | null }
  | { readonly type: 'providers'; readonly providers: ProviderState }

/**
 * The channels between window and main. `register` is preload's own: page code cannot send a path over it. So is `heard`:
 * `true` after each answer that the page has, `false` when a page begins.
 */
export const channels = {
  call: 'studio:call',
  event: 'studio:event',
  register: 'studio:register',
  heard: 'studio:heard',
} as const

/** What preload puts into the window as `studio`. */
export interface StudioBridge {
  /** Resolves with a CallAnswer, never rejects for an expected failure. */
  call(name: string, input: unknown): Promise<unknown>
  /** Registers dropped or pasted files with main; the answer names them in an ImportSource. */
  register(files: readonly object[]): Promise<string[]>
  /** @returns stops listening */
  listen(receive: (event: StudioEvent) => void): () => void
}
