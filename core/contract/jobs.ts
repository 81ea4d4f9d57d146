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
  /**
   * What a queued job waits for: an earlier job, another program's on this machine, the end of a pause, or the user's
   * word, since the program in which it waited has ended.
   */
  readonly waitingFor: 'earlier-job' | 'other-process' | 'paused' | 'held' | null
  /** The last progress told; null before the first. */
  readonly progress: Progress | null
  /** Milliseconds until the end, learned from this job's pace; null while it cannot be known. */
  readonly remainingMilliseconds: number | null
  /** How long a queued job will run here, by what was learned; null where nothing was. */
  readonly expectedMilliseconds: number | null
  /** What is not as it was when the job was queued, with words in core/texts: its project is gone, its shot has changed. */
  readonly problem: StudioErrorData | null
  /** How often the program that ran it was killed. */
  readonly interruptions: number
  /** What it is for, as it was called then; null where the subject says it all. */
  readonly title: {
    readonly film: string
    readonly shot: string
    /** The move that stands in for the shot's own camera; none where it is empty. */
    readonly move: string
  } | null
  /** Why a failed job failed. */
  readonly failure: Failure | null
  /** What a done generation made. */
  readonly takeId: string | null
  /** What a done job could not hold or had to change, with words in core/texts: told to the user, no failure. */
  readonly notes: readonly StudioErrorData[]
}

/** What a job's snapshot says before anything is known. */
export const unknownOfJob = {
  startedAt: null,
  waitingFor: null,
  progress: null,
  remainingMilliseconds: null,
  expectedMilliseconds: null,
  problem: null,
  interruptions: 0,
  title: null,
  failure: null,
  takeId: null,
  notes: [],
} as const satisfies Partial<JobSnapshot>

/** The machine's queue as a whole: what no single job says. */
export interface QueueState {
  readonly paused: boolean
  /** Ids of its jobs in the order in which they run; jobs of other kinds are not among them. */
  readonly order: readonly string[]
  /** Why the queue is not kept or not read; null when all is well. */
  readonly problem: StudioErrorData | null
}
