import { randomUUID } from 'node:crypto'
import { abortError, failureFrom, isAbort } from '../../core/contract/errors.ts'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { takeMachineLock } from './machine-lock.ts'

export interface JobQueueOptions {
  /** Shared by all programs of the app on this machine, so that only one generation runs on it. */
  readonly lockFile: string
  /** Called with a job's new snapshot at every change. */
  readonly onChange?: (job: JobSnapshot) => void
}

export interface Job<Output> {
  readonly id: string
  /** Settles when the job ends: its output, its error, or an abort. */
  readonly result: Promise<Output>
  cancel(): void
}

/** Runs jobs one after another, and one at a time on the whole machine. */
export class JobQueue {
  readonly #options: JobQueueOptions
  readonly #jobs = new Map<string, { snapshot: JobSnapshot; controller: AbortController }>()
  #tail: Promise<unknown> = Promise.resolve()
  #unfinished = 0

  constructor(options: JobQueueOptions) {
    this.#options = options
  }

  /** Every job since the start, in the order they were given. */
  get snapshots(): readonly JobSnapshot[] {
    return [...this.#jobs.values()].map((job) => job.snapshot)
  }

  /** Adds a job at the end of the queue. A waiting job ends at once when it is cancelled. */
  submit<Output>(title: string, task: (context: TaskContext) => Promise<Output>): Job<Output> {
    const id = randomUUID()
    const controller = new AbortController()
    const waitingFor = this.#unfinished > 0 ? 'earlier-job' : null
    this.#unfinished++
    const snapshot = { id, title, state: 'queued', waitingFor, progress: null, failure: null } as const
    this.#jobs.set(id, { snapshot, controller })
    this.#options.onChange?.(snapshot)
    const turn = this.#tail
    const worked = turn.then(() => this.#work(id, controller.signal, task))
    this.#tail = worked.catch(() => undefined)
    const result = this.#conclude(id, Promise.race([worked, abortedBefore(turn, controller.signal)]))
    // Who only watches snapshots need not wait for the result; its failure is told there too.
    result.catch(() => undefined)
    return { id, result, cancel: () => controller.abort(abortError()) }
  }

  cancel(id: string): void {
    this.#jobs.get(id)?.controller.abort(abortError())
  }

  async #work<Output>(
    id: string,
    signal: AbortSignal,
    task: (context: TaskContext) => Promise<Output>,
  ): Promise<Output> {
    signal.throwIfAborted()
    const onWait = (): void => this.#change(id, { waitingFor: 'other-process' })
    const release = await takeMachineLock(this.#options.lockFile, { signal, onWait })
    try {
      this.#change(id, { state: 'running', waitingFor: null })
      return await task({ signal, report: (progress) => this.#change(id, { progress }) })
    } finally {
      await release()
    }
  }

  async #conclude<Output>(id: string, result: Promise<Output>): Promise<Output> {
    try {
      const output = await result
      this.#change(id, { state: 'done', waitingFor: null })
      return output
    } catch (thrown) {
      if (isAbort(thrown)) this.#change(id, { state: 'canceled', waitingFor: null })
      else this.#change(id, { state: 'failed', waitingFor: null, failure: failureFrom(thrown) })
      throw thrown
    } finally {
      this.#unfinished--
    }
  }

  #change(id: string, change: Partial<JobSnapshot>): void {
    const job = this.#jobs.get(id)
    if (!job) return
    job.snapshot = { ...job.snapshot, ...change }
    this.#options.onChange?.(job.snapshot)
  }
}

/** Rejects when the signal aborts before `turn` comes; never settles otherwise. */
function abortedBefore(turn: Promise<unknown>, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(abortError())
    signal.addEventListener('abort', abort, { once: true })
    void turn.then(() => signal.removeEventListener('abort', abort))
  })
}
