import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { JobSnapshot, QueueState } from '../../../core/contract/jobs.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import { addJobs, releaseJobs } from '../../../core/queue/list-edits.ts'
import { MachineQueue, type MachineQueueOptions } from '../../../main/jobs/machine-queue.ts'
import { aNewJob, idOf } from '../queue/a-list.ts'

/** A program with the machine's queue, whose takes are files of a folder. */
export class TestProgram {
  readonly changes: JobSnapshot[] = []
  readonly states: QueueState[] = []
  readonly dismissed: string[] = []
  readonly bugs: unknown[] = []
  readonly folder: string
  readonly queue: MachineQueue

  constructor(
    folder: string,
    work: (job: QueuedJob, context: TaskContext) => Promise<void> = () => Promise.resolve(),
    more: Partial<MachineQueueOptions> = {},
  ) {
    this.folder = folder
    mkdirSync(join(folder, 'takes'), { recursive: true })
    this.queue = new MachineQueue({
      file: join(folder, 'queue.json'),
      lockFile: join(folder, 'generation.lock'),
      run: async (job, takeId, context) => {
        await work(job, context)
        writeFileSync(join(folder, 'takes', takeId), job.id)
      },
      isMade: async (_job, takeId) => existsSync(join(folder, 'takes', takeId)),
      newTakeId: () => randomUUID(),
      folderIdOf: () => '0123456789abcdef',
      problemsOf: async () => new Map(),
      onChange: (jobs) => void this.changes.push(...jobs),
      onDismiss: (id) => void this.dismissed.push(id),
      onState: (state) => void this.states.push(state),
      onBug: (_where, thrown) => void this.bugs.push(thrown),
      pollMilliseconds: 10,
      ...more,
    })
    onTestFinished(() => this.queue.close())
  }

  async open(): Promise<this> {
    await this.queue.open()
    return this
  }

  /** Queues a job for each word. */
  async add(...words: readonly string[]): Promise<void> {
    const jobs = words.map((word) => aNewJob(word))
    await this.queue.change((list) => addJobs(list, jobs))
  }

  resume(): Promise<void> {
    return this.queue.change(releaseJobs)
  }

  job(word: string): JobSnapshot {
    return this.queue.snapshots.find(({ id }) => id === idOf(word))!
  }

  /** Waits until a job is in a state. */
  async until(word: string, state: JobSnapshot['state']): Promise<JobSnapshot> {
    while (this.job(word)?.state !== state) await new Promise((resolve) => setTimeout(resolve, 2))
    return this.job(word)
  }

  /** Names of the takes that were made, of each as often as it was. */
  get takes(): number {
    return readdirSync(join(this.folder, 'takes')).length
  }
}
