import type { Failure } from './errors.ts'
import type { Progress } from './tasks.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'canceled'

/** A job as it is shown: a value, sent whole at every change. */
export interface JobSnapshot {
  readonly id: string
  readonly title: string
  readonly state: JobState
  /** What a queued job waits for: an earlier job of this program, or another program's job on this machine. */
  readonly waitingFor: 'earlier-job' | 'other-process' | null
  /** The last progress told; null before the first. */
  readonly progress: Progress | null
  /** Why a failed job failed. */
  readonly failure: Failure | null
}
