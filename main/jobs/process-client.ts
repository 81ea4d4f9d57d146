import { abortError, errorFromFailure, StudioError } from '../../core/contract/errors.ts'
import type { WorkerReply } from '../../core/contract/inference.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { endedForMemory, mediaMemoryGigabytes } from '../../core/contract/worker-end.ts'
import type { ErrorCode } from '../../core/texts/errors.ts'
import { kernelKills, wasKilled } from './kernel-kills.ts'
import type { StartWorker, WorkerProcess } from './worker-process.ts'

export interface ProcessClientOptions {
  readonly start: StartWorker
  /** The named error of a task whose process ended under it; its words get `{{cause}}`. */
  readonly diedCode: ErrorCode
  /** The error of a task whose process ended for lack of memory; `media.memory` unless told. */
  readonly outOfMemory?: (cause: string) => StudioError
  /** How long a cancelled task may finish its step before its process is killed. */
  readonly graceMilliseconds?: number
}

/** How tasks of the inference process end with it. */
export const inferenceEnds = {
  diedCode: 'inference.process-died',
  outOfMemory: (cause: string): StudioError => new StudioError('inference.out-of-memory', { reason: cause }),
} as const satisfies Pick<ProcessClientOptions, 'diedCode' | 'outOfMemory'>

interface PendingTask {
  readonly process: WorkerProcess
  readonly context: TaskContext
  resolve(output: unknown): void
  reject(error: Error): void
}

const DEFAULT_GRACE_MILLISECONDS = 5000

/**
 * Runs tasks in a worker process: starts it for the first task, keeps it for the next, starts a fresh one after it
 * ended. Whatever happens to the process, each task ends exactly once.
 */
export class ProcessClient {
  readonly #options: ProcessClientOptions
  readonly #pending = new Map<number, PendingTask>()
  #process: WorkerProcess | null = null
  #lastId = 0

  constructor(options: ProcessClientOptions) {
    this.#options = options
  }

  /**
   * Runs one task. When `context.signal` aborts, the worker is asked to stop between two steps; if it has not within
   * the grace time, its process is killed. Either way the result is an abort.
   *
   * @throws StudioError of the task, `diedCode` when the process ended, `outOfMemory` when it did so for lack of memory; AbortError; Error for a bug in the worker
   */
  async run<Output>(task: string, input: unknown, context: TaskContext): Promise<Output> {
    if (context.signal.aborted) throw abortError()
    const process = this.#ready()
    const id = ++this.#lastId
    const stopWatching = this.#cancelOnAbort(process, id, context.signal)
    try {
      return await new Promise<Output>((resolve, reject) => {
        this.#pending.set(id, { process, context, resolve, reject })
        process.holdParent(true)
        process.post({ id, task, input })
      })
    } finally {
      stopWatching()
      this.#pending.delete(id)
      if (![...this.#pending.values()].some((other) => other.process === process)) process.holdParent(false)
    }
  }

  /** Ends the process; tasks that still run end as if it had died. The next task starts a fresh one. */
  close(): void {
    this.#process?.kill()
    this.#process = null
  }

  #ready(): WorkerProcess {
    if (this.#process) return this.#process
    const kills = kernelKills()
    const started = this.#options.start()
    started.onMessage((message) => this.#receive(message as WorkerReply))
    started.onExit((cause) => this.#ended(started, cause, kills))
    this.#process = started
    return started
  }

  #receive(reply: WorkerReply): void {
    const task = this.#pending.get(reply.id)
    if (!task) return
    if (reply.type === 'progress') task.context.report(reply.progress)
    else if (reply.type === 'done') task.resolve(reply.output)
    else task.reject(errorFromFailure(reply.failure))
  }

  #ended(process: WorkerProcess, cause: string, killsBefore: number): void {
    if (this.#process === process) this.#process = null
    const forMemory = endedForMemory(cause) || (wasKilled(cause) && kernelKills() > killsBefore)
    for (const { process: host, context, reject } of this.#pending.values())
      if (host === process) reject(context.signal.aborted ? abortError() : this.#deathBy(cause, forMemory))
  }

  #deathBy(cause: string, forMemory: boolean): StudioError {
    if (!forMemory) return new StudioError(this.#options.diedCode, { cause })
    const { outOfMemory } = this.#options
    return outOfMemory ? outOfMemory(cause) : new StudioError('media.memory', { gigabytes: mediaMemoryGigabytes })
  }

  #cancelOnAbort(process: WorkerProcess, id: number, signal: TaskContext['signal']): () => void {
    let timer: NodeJS.Timeout | undefined
    const cancel = (): void => {
      process.post({ id, task: 'cancel' })
      timer = setTimeout(() => process.kill(), this.#options.graceMilliseconds ?? DEFAULT_GRACE_MILLISECONDS)
    }
    signal.addEventListener('abort', cancel, { once: true })
    return () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
  }
}
