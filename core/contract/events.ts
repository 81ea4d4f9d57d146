import type { Board } from '../project/schema/board.ts'
import type { Failure } from './errors.ts'
import type { JobSnapshot, QueueState } from './jobs.ts'
import type { ObedienceSummary } from './obedience.ts'
import type { PackSummary, ProviderState, SaveState, TakeSummary } from './studio.ts'
import type { Progress } from './tasks.ts'

/** What became of a save: a picture of the project's media, or why it is none. `name` is the working copy's. */
export type Painted =
  | { readonly ok: true; readonly name: string; readonly picture: Board['picture'] }
  | { readonly ok: false; readonly failure: Failure }

/** Tasks about a whole project that take long. */
export type ProjectTask = 'repair' | 'relink' | 'archive' | 'unarchive' | 'clean'

/** What main tells the window without being asked. */
export type StudioEvent =
  /** A job is new or has changed; sent whole. */
  | { readonly type: 'job'; readonly job: JobSnapshot }
  /** Many that changed together. */
  | { readonly type: 'jobs'; readonly jobs: readonly JobSnapshot[] }
  | { readonly type: 'job-dismissed'; readonly id: string }
  | { readonly type: 'queue'; readonly queue: QueueState }
  | { readonly type: 'take-added'; readonly projectId: string; readonly take: TakeSummary }
  | { readonly type: 'take-removed'; readonly projectId: string; readonly takeId: string }
  /** How well a take obeys its camera is known now. */
  | {
      readonly type: 'take-measured'
      readonly projectId: string
      readonly takeId: string
      readonly obedience: ObedienceSummary
    }
  /** Takes that are being measured, the first, or wait for it. */
  | { readonly type: 'measuring'; readonly projectId: string; readonly takeIds: readonly string[] }
  | { readonly type: 'save-state'; readonly projectId: string; readonly save: SaveState }
  /** How far the copy of the project is that is being saved: 0 to 1; null when it has ended, whichever way. */
  | { readonly type: 'copy'; readonly projectId: string; readonly fraction: number | null }
  /** A paint program saved a board's working copy: its picture is in media, and the film is left to the window. */
  | { readonly type: 'board-painted'; readonly projectId: string; readonly boardId: string; readonly outcome: Painted }
  /** How far a task about the whole project is, 0 to 1, null while nobody knows; told once more when it has ended. */
  | {
      readonly type: 'project-task'
      readonly task: ProjectTask
      readonly fraction: number | null
      readonly ended: boolean
    }
  /** Pages of a document, or boards of a story, that are read; what was imported is told by the call's answer. */
  | { readonly type: 'import'; readonly projectId: string; readonly done: number; readonly total: number }
  /** A model was added. */
  | { readonly type: 'packs'; readonly packs: readonly PackSummary[] }
  /** How far the model is that is being added; null when that has ended, whichever way. */
  | { readonly type: 'model-task'; readonly progress: Pick<Progress, 'stage' | 'fraction'> | null }
  | { readonly type: 'providers'; readonly providers: ProviderState }

/**
 * The event at the page's window by which main asks it, before the project is closed, for all that it still holds. Its
 * detail is a function to be called when main has that; a page that does not prevent the default holds nothing.
 */
export const leaveEvent = 'studio:leave'

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
