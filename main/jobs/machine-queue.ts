import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { abortError, failureFrom, isAbort, StudioError, type StudioErrorData } from '../../core/contract/errors.ts'
import type { JobSnapshot, QueueState } from '../../core/contract/jobs.ts'
import type { Progress, TaskContext } from '../../core/contract/tasks.ts'
import { emptyJobList, type JobList, type QueuedJob } from '../../core/queue/job-list.ts'
import * as edits from '../../core/queue/list-edits.ts'
import { JobSnapshots, type LiveJob } from './job-snapshot.ts'
import { sweepHalfLocks } from './lock-file.ts'
import { machineLockHolder, takeMachineLock } from './machine-lock.ts'
import { QueueFile } from './queue-file.ts'
import { RemainingTime } from './remaining-time.ts'
import { ShownJobs, type ShownJobsOptions } from './shown-jobs.ts'

export interface MachineQueueOptions extends ShownJobsOptions {
  /** Holds the list; all programs of the app on this machine share it. */
  readonly file: string
  /** Held by whoever generates, so that only one generation runs on the machine. */
  readonly lockFile: string
  /** Makes the take of a job, in the folder of that id. */
  readonly run: (job: QueuedJob, takeId: string, context: TaskContext) => Promise<void>
  /** Whether a take is complete. */
  readonly isMade: (job: QueuedJob, takeId: string) => Promise<boolean>
  readonly newTakeId: (now: Date) => string
  /** How the window knows a project's folder. */
  readonly folderIdOf: (projectFolder: string) => string
  /** What is not any more as it was when jobs were queued, by their ids. */
  readonly problemsOf: (jobs: readonly QueuedJob[]) => Promise<ReadonlyMap<string, StudioErrorData>>
  readonly onBug: (where: string, thrown: unknown) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** How often it looks what other programs did to the list. */
  readonly pollMilliseconds?: number
}

const POLL_MILLISECONDS = 1000

/**
 * Runs the takes of the machine's queue, one at a time on the whole machine, in the order of the list. The list is on
 * the disk before anything happens, so that a program may end in any way: nothing is lost, and nothing made twice.
 *
 * A job, in the list: it waits; a turn claims it and sets `runner` to its program; the end of the run clears that. Any
 * program may set `stop`. The one that runs the job sees it at its next look and aborts the run, which ends as canceled,
 * or returned: it waits again.
 *
 * A program: `#work` takes turns while there is anything to do, and otherwise sleeps until `#follow`, which gets every new
 * list, calls `#wake`. A turn waits for the machine's lock and holds it until its run has ended; `#follow` aborts
 * `#turn`, the wait, when nothing is left to do. `#live` is the run, from the claim to its end; `#follow` aborts it for a
 * `stop`, and when the list gives the job to another. `close` aborts `#closing`: the wait and the run with it.
 *
 * A job of a dead program still says that it runs. Only who holds the machine's lock can tell, since whoever runs a job
 * holds it: every turn settles such jobs before it claims one, and every open program takes one for them. So does
 * {@link open} where nobody holds the lock.
 */
export class MachineQueue {
  readonly #options: MachineQueueOptions
  readonly #file: QueueFile
  readonly #shown: ShownJobs
  readonly #snapshots: JobSnapshots
  readonly #runner = randomUUID()
  readonly #closing = new AbortController()
  #list: JobList = emptyJobList
  #problems: ReadonlyMap<string, StudioErrorData> = new Map()
  #problem: StudioErrorData | null = null
  /** What was last shown. */
  #last: readonly unknown[] = []
  #live: LiveJob | null = null
  #otherHoldsLock = false
  #wake: (() => void) | null = null
  #turn = new AbortController()
  #working: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(options: MachineQueueOptions) {
    this.#options = options
    this.#file = new QueueFile(options.file)
    this.#shown = new ShownJobs(options)
    this.#snapshots = new JobSnapshots(options.folderIdOf)
  }

  /** Of all jobs, in the order of the list. */
  get snapshots(): readonly JobSnapshot[] {
    return this.#shown.snapshots
  }

  get state(): QueueState {
    return { paused: this.#list.paused, order: this.#list.jobs.map(({ id }) => id), problem: this.#problem }
  }

  /** Every job of the list. */
  get jobs(): readonly QueuedJob[] {
    return this.#list.jobs
  }

  /** Whether another program makes a take, or did so until it was killed a moment ago. */
  get isOtherRunning(): boolean {
    return this.#list.jobs.some(({ state, runner }) => state === 'running' && runner !== this.#runner)
  }

  has(id: string): boolean {
    return this.#list.jobs.some((job) => job.id === id)
  }

  /**
   * Reads the list, settles what killed programs left, and begins to work. Jobs that waited in programs that have ended
   * are held: who starts the studio wants to look at a film, not to hear the fan for hours. Until it is closed, the queue
   * keeps the program alive: what another one does ends whatever is waited for here.
   */
  async open(): Promise<void> {
    await this.#tried(async () => {
      const found = await this.#file.read()
      if (found.jobs.length === 0) this.#follow(found)
      else await this.change((list) => this.#settled(list))
    })
    await sweepHalfLocks(dirname(this.#options.file))
    await this.lookAgain()
    const poll = this.#options.pollMilliseconds ?? POLL_MILLISECONDS
    // Who has closed it meanwhile is not kept from ending.
    if (!this.#closing.signal.aborted) this.#timer = setInterval(() => void this.#look(), poll)
    this.#working = this.#work()
  }

  /** Looks whether projects of waiting jobs are still what they were. */
  async lookAgain(): Promise<void> {
    this.#problems = await this.#options.problemsOf(this.#list.jobs.filter(({ state }) => state === 'waiting'))
    this.#show()
  }

  /**
   * Changes the list, on the disk first.
   * @throws StudioError `jobs.queue-unwritable`, `jobs.queue-unreadable`, `jobs.queue-newer`, `jobs.queue-unusable`; nothing
   * has changed then
   */
  async change(edit: (list: JobList) => JobList | Promise<JobList>): Promise<void> {
    const changed = await this.#file.change(edit)
    this.#problem = this.#file.problem
    this.#follow(changed)
  }

  /** No further job begins. @param stop the running one too, which starts over later @throws as {@link change} */
  async pause(stop: boolean): Promise<void> {
    await this.change((list) => {
      const paused = edits.setPaused(list, true)
      const running = stop ? paused.jobs.filter(({ state }) => state === 'running') : []
      return running.reduce((before, { id }) => edits.stopJob(before, id, 'return', this.#now()), paused)
    })
  }

  /** @throws as {@link change} */
  async cancel(id: string): Promise<void> {
    await this.change((list) => edits.stopJob(list, id, 'cancel', this.#now()))
  }

  /** Stops what runs, which waits again with all others until the studio is next started. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#closing.abort(abortError())
    this.#live?.controller.abort(abortError())
    this.#wake?.()
    await this.#working
  }

  async #work(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      if (!this.#hasWork()) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if (!(await this.#tried(() => this.#takeTurn())))
        await delay(POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined)
    }
  }

  /**
   * Whether a turn is wanted: a job may begin, or one is said to run that does not run here. Its program ends it, or was
   * killed, which shows when the machine is free; here it was left so when its end could not be written.
   */
  #hasWork(): boolean {
    const isElsewhere = ({ id, state }: QueuedJob): boolean => state === 'running' && id !== this.#live?.id
    return edits.nextJob(this.#list) !== null || this.#list.jobs.some(isElsewhere)
  }

  /** Waits until no other program generates, settles what is said to run, and runs the next job, if there is one still. */
  async #takeTurn(): Promise<void> {
    this.#turn = new AbortController()
    const signal = AbortSignal.any([this.#turn.signal, this.#closing.signal])
    const onWait = (): void => this.#waitsForOther(true)
    const taking = takeMachineLock(this.#options.lockFile, { signal, onWait, as: 'queue' })
    const release = await taking.finally(() => this.#waitsForOther(false))
    try {
      const takeId = this.#options.newTakeId(new Date(this.#now()))
      const claim = { runner: this.#runner, takeId, now: this.#now() }
      await this.change(async (list) => edits.claimNext(await this.#recovered(list), claim))
      const job = this.#list.jobs.find((each) => this.#isOwn(each))
      if (job !== undefined) await this.#run(job, takeId)
    } finally {
      await release()
    }
  }

  async #run(job: QueuedJob, takeId: string): Promise<void> {
    const controller = new AbortController()
    this.#live = { id: job.id, controller, progress: null, remainingMilliseconds: null }
    const remaining = new RemainingTime(this.#now())
    const report = (progress: Progress): void => this.#progressed(progress, remaining)
    if (this.#closing.signal.aborted || job.stop !== 'no') controller.abort(abortError())
    const end = await this.#options.run(job, takeId, { signal: controller.signal, report }).then(
      (): edits.RunEnd => ({ state: 'done' }),
      (thrown: unknown) =>
        controller.signal.aborted && isAbort(thrown) ? this.#stopped(job.id) : this.#failed(thrown),
    )
    try {
      await this.change((list) => edits.endRun(list, job.id, this.#runner, end, this.#now()))
    } finally {
      // Where the list cannot be written it still says that the job runs, which the next turn settles.
      this.#live = null
      this.#show()
    }
  }

  #stopped(id: string): edits.RunEnd {
    const isCanceled = this.#list.jobs.some((job) => job.id === id && job.stop === 'cancel')
    return isCanceled ? { state: 'canceled' } : { state: 'returned', held: false }
  }

  /** A take that ends as if it were stopped, though nobody stopped it, must not wait again: it would do so for ever. */
  #failed(thrown: unknown): edits.RunEnd {
    const reason = isAbort(thrown)
      ? new Error('the take ended by itself as if it were stopped', { cause: thrown })
      : thrown
    const failure = failureFrom(reason)
    if (failure.kind === 'bug') this.#options.onBug('making a take', reason)
    return { state: 'failed', failure }
  }

  #progressed(progress: Progress, remaining: RemainingTime): void {
    if (this.#live === null) return
    // The last picture stays until there is a newer one: most reports bring none.
    const preview = progress.preview ?? this.#live.progress?.preview
    const remainingMilliseconds = remaining.told(progress.fraction, this.#now())
    this.#live = { ...this.#live, progress: preview ? { ...progress, preview } : progress, remainingMilliseconds }
    this.#show()
  }

  /**
   * The list as a program finds it that begins. To be asked for within a change: nobody can claim a job then, and one
   * that began a moment later would be taken for a killed program's.
   */
  async #settled(list: JobList): Promise<JobList> {
    const holder = await machineLockHolder(this.#options.lockFile)
    // Who generates just now has a user of its own, and they share the queue.
    if (holder === 'heard') return list
    // What a program made that has slept with the machine is its own; whether it did, a turn finds out.
    return edits.holdJobs(holder === 'silent' ? list : await this.#recovered(list))
  }

  /** Whoever holds the machine's lock is the only one that generates: what is said to run was killed. */
  async #recovered(list: JobList): Promise<JobList> {
    const made = new Set<string>()
    for (const job of list.jobs) {
      if (job.state !== 'running' || job.takeId === null) continue
      if (await this.#options.isMade(job, job.takeId)) made.add(job.takeId)
    }
    return edits.recoverJobs(list, made, this.#now())
  }

  async #look(): Promise<void> {
    await this.#tried(async () => this.#follow(await this.#file.read()))
  }

  /** @returns false when the queue's file was in the way, which is told */
  async #tried(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      this.#problem = this.#file.problem
      return true
    } catch (thrown) {
      if (isAbort(thrown)) return true
      if (thrown instanceof StudioError) this.#problem = { code: thrown.code, details: thrown.details }
      else this.#options.onBug('the queue', thrown)
      return false
    } finally {
      this.#show()
    }
  }

  #follow(list: JobList): void {
    this.#list = list
    const own = list.jobs.find((job) => job.id === this.#live?.id && this.#isOwn(job))
    // What was taken for a dead program's is made again elsewhere, and must not be made twice.
    if (own?.stop !== 'no') this.#live?.controller.abort(abortError())
    if (own === undefined) this.#live = null
    if (this.#hasWork()) this.#wake?.()
    else this.#turn.abort(abortError())
    this.#show()
  }

  #isOwn({ state, runner }: QueuedJob): boolean {
    return state === 'running' && runner === this.#runner
  }

  #waitsForOther(waits: boolean): void {
    this.#otherHoldsLock = waits
    this.#show()
  }

  #show(): void {
    const facts = { live: this.#live, otherHoldsLock: this.#otherHoldsLock, problems: this.#problems }
    const now = [this.#list, this.#problem, ...Object.values(facts)]
    if (now.every((value, index) => value === this.#last[index])) return
    this.#last = now
    this.#shown.show(this.#snapshots.of(this.#list, facts), this.state)
  }

  #now(): number {
    return (this.#options.now ?? Date.now)()
  }
}
