import { randomUUID } from 'node:crypto'
import { abortError, failureFrom, isAbort } from '../../core/contract/errors.ts'
import { unknownOfJob, type JobSnapshot, type JobState, type JobSubject } from '../../core/contract/jobs.ts'
import type { Progress, TaskContext } from '../../core/contract/tasks.ts'
import { takeMachineLock } from './machine-lock.ts'
import { RemainingTime } from './remaining-time.ts'

export interface JobQueueOptions {
  /** Shared by all programs of the app on this machine, so that only one generation runs on it. */
  readonly lockFile: string
  /** Called with a job's new snapshot at every change. */
  readonly onChange?: (job: JobSnapshot) => void
  /** Called when an ended job leaves the list. */
  readonly onDismiss?: (id: string) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export interface Job<Output> {
  readonly id: string
  /** Settles when the job ends: its output, its error, or an abort. */
  readonly result: Promise<Output>
  cancel(): void
}

interface Entry {
  snapshot: JobSnapshot
  readonly controller: AbortController
  remaining: RemainingTime | null
  ended: Promise<unknown>
}

/** Jobs of one kind, which run one after another. */
interface Lane {
  tail: Promise<unknown>
  unfinished: number
}

/** What a done job leaves in its snapshot. */
type JobOutcome = Partial<Pick<JobSnapshot, 'takeId' | 'notes'>>

type JobTask<Output> = (context: TaskContext) => Promise<Output>

/** The oldest ended jobs beyond so many are dropped from the list. */
const KEPT_ENDED_JOBS = 200

/**
 * Runs jobs of one kind one after another. Generations run one at a time on the whole machine; exports have a lane of
 * their own beside them and never wait for a generation.
 */
export class JobQueue {
  readonly #options: JobQueueOptions
  readonly #jobs = new Map<string, Entry>()
  readonly #lanes: Readonly<Record<JobSubject['kind'], Lane>> = {
    generate: { tail: Promise.resolve(), unfinished: 0 },
    export: { tail: Promise.resolve(), unfinished: 0 },
    depth: { tail: Promise.resolve(), unfinished: 0 },
  }

  constructor(options: JobQueueOptions) {
    this.#options = options
  }

  /** The jobs of the list, in the order they were given. */
  get snapshots(): readonly JobSnapshot[] {
    return [...this.#jobs.values()].map((job) => job.snapshot)
  }

  /**
   * Adds a job at the end of its lane. A waiting job ends at once when it is cancelled.
   * @param outcomeOf what a done job's snapshot says of its output
   */
  submit<Output>(
    subject: JobSubject,
    task: JobTask<Output>,
    outcomeOf: (output: Output) => JobOutcome = () => ({}),
  ): Job<Output> {
    const id = randomUUID()
    const controller = new AbortController()
    const lane = this.#lanes[subject.kind]
    const waitingFor = lane.unfinished > 0 ? 'earlier-job' : null
    const snapshot: JobSnapshot = { ...unknownOfJob, id, subject, state: 'queued', waitingFor }
    const entry: Entry = { snapshot, controller, remaining: null, ended: Promise.resolve() }
    lane.unfinished++
    this.#jobs.set(id, entry)
    this.#options.onChange?.(snapshot)
    const turn = lane.tail
    const worked = turn.then(() => this.#work(entry, task))
    lane.tail = worked.catch(() => undefined)
    const result = this.#conclude(entry, Promise.race([worked, abortedBefore(turn, controller.signal)]), outcomeOf)
    // Who only watches snapshots need not wait for the result; its failure is told there too.
    entry.ended = result.catch(() => undefined)
    this.#dropOldest()
    return { id, result, cancel: () => controller.abort(abortError()) }
  }

  /** Does nothing for a job that has ended or is not in the list. */
  cancel(id: string): void {
    this.#jobs.get(id)?.controller.abort(abortError())
  }

  /** Takes an ended job off the list; does nothing for one that has not ended. */
  dismiss(id: string): void {
    const job = this.#jobs.get(id)
    if (job === undefined || !hasEnded(job.snapshot)) return
    this.#jobs.delete(id)
    this.#options.onDismiss?.(id)
  }

  /** A job that is part of a longer task: its progress is the task's, and it is cancelled with it. @throws as the task */
  async runWithin<Output>(subject: JobSubject, task: JobTask<Output>, context: TaskContext): Promise<Output> {
    const job = this.submit(subject, ({ signal, report }) => {
      const tell = (progress: Progress): void => {
        report(progress)
        context.report(progress)
      }
      return task({ signal, report: tell })
    })
    context.signal.addEventListener('abort', job.cancel, { once: true })
    try {
      if (context.signal.aborted) job.cancel()
      return await job.result
    } finally {
      context.signal.removeEventListener('abort', job.cancel)
    }
  }

  /** Cancels every job and waits until all have ended. */
  async cancelAll(): Promise<void> {
    const jobs = [...this.#jobs.values()]
    for (const { controller } of jobs) controller.abort(abortError())
    await Promise.all(jobs.map(({ ended }) => ended))
    await Promise.all(Object.values(this.#lanes).map(({ tail }) => tail))
  }

  async #work<Output>(entry: Entry, task: JobTask<Output>): Promise<Output> {
    const { signal } = entry.controller
    signal.throwIfAborted()
    const release = await this.#machineTurn(entry)
    try {
      const startedAt = this.#now()
      entry.remaining = new RemainingTime(startedAt)
      this.#change(entry, { state: 'running', waitingFor: null, startedAt })
      return await task({ signal, report: (progress) => this.#progressed(entry, progress) })
    } finally {
      await release()
    }
  }

  /** Generations of all programs take turns; an export uses no model. */
  async #machineTurn(entry: Entry): Promise<() => Promise<void>> {
    if (entry.snapshot.subject.kind !== 'generate') return () => Promise.resolve()
    const onWait = (): void => this.#change(entry, { waitingFor: 'other-process' })
    return takeMachineLock(this.#options.lockFile, { signal: entry.controller.signal, onWait, as: 'guest' })
  }

  #progressed(entry: Entry, progress: Progress): void {
    if (hasEnded(entry.snapshot)) return
    const remainingMilliseconds = entry.remaining?.told(progress.fraction, this.#now()) ?? null
    // The last picture stays until there is a newer one: most reports bring none.
    const preview = progress.preview ?? entry.snapshot.progress?.preview
    this.#change(entry, { progress: preview ? { ...progress, preview } : progress, remainingMilliseconds })
  }

  async #conclude<Output>(
    entry: Entry,
    result: Promise<Output>,
    outcomeOf: (output: Output) => JobOutcome,
  ): Promise<Output> {
    try {
      const output = await result
      this.#end(entry, { state: 'done', ...outcomeOf(output) })
      return output
    } catch (thrown) {
      if (isAbort(thrown)) this.#end(entry, { state: 'canceled' })
      else this.#end(entry, { state: 'failed', failure: failureFrom(thrown) })
      throw thrown
    }
  }

  #end(entry: Entry, change: Partial<JobSnapshot> & { readonly state: JobState }): void {
    this.#lanes[entry.snapshot.subject.kind].unfinished--
    // Nobody looks at pictures of what has ended, and the list is kept for long.
    const { preview: _, ...progress } = entry.snapshot.progress ?? { stage: '', fraction: null }
    const last = entry.snapshot.progress === null ? null : progress
    this.#change(entry, { waitingFor: null, remainingMilliseconds: null, progress: last, ...change })
  }

  #change(entry: Entry, change: Partial<JobSnapshot>): void {
    entry.snapshot = { ...entry.snapshot, ...change }
    this.#options.onChange?.(entry.snapshot)
  }

  #dropOldest(): void {
    const ended = this.snapshots.filter(hasEnded)
    for (const { id } of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_JOBS))) this.dismiss(id)
  }

  #now(): number {
    return (this.#options.now ?? Date.now)()
  }
}

function hasEnded({ state }: JobSnapshot): boolean {
  return state === 'done' || state === 'failed' || state === 'canceled'
}

/** Rejects when the signal aborts before `turn` comes; never settles otherwise. */
function abortedBefore(turn: Promise<unknown>, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(abortError())
    signal.addEventListener('abort', abort, { once: true })
    void turn.then(() => signal.removeEventListener('abort', abort))
  })
}
