import type { Failure, StudioErrorData } from './errors.ts'
import type { Progress } from './tasks.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'canceled'

/** What a job is about. */
export type JobSubject =
  | {
      readonly kind: 'generate'
      /** The project's, by `OpenedProject.folderId`; null outside of the studio. */
      readonly folderId: string | null
      readonly shotId: string | null
      readonly seed: number
    }
  | { readonly kind: 'export'; readonly folderId: string | null }
  /** The depth of boards, one after another. */
  | { readonly kind: 'depth'; readonly folderId: string; readonly boardIds: readonly string[] }

/** A job as it is shown: a value, sent whole at every change. */
export interface JobSnapshot {
  readonly id: string
  readonly subject: JobSubject
  readonly state: JobState
  /** Milliseconds since 1970; null before it runs. */
  readonly startedAt: number | null
  /** What a queued job waits for: an earlier job of this program, or another program's job on this machine. */
  readonly waitingFor: 'earlier-job' | 'other-process' | null
  /** The last progress told; null before the first. */
  readonly progress: Progress | null
  /** Milliseconds until the end, learned from this job's pace; null while it cannot be known. */
  readonly remainingMilliseconds: number | null
  /** Why a failed job failed. */
  readonly failure: Failure | null
  /** What a done generation made. */
  readonly takeId: string | null
  /** What a done job could not hold or had to change, with words in core/texts: told to the user, no failure. */
  readonly notes: readonly StudioErrorData[]
}
