import type { JobSnapshot, QueueState } from '../../core/contract/jobs.ts'

export interface ShownJobsOptions {
  readonly onChange: (job: JobSnapshot) => void
  readonly onDismiss: (id: string) => void
  readonly onState: (state: QueueState) => void
}

/** What was last told of a queue, so that only what has changed since is told. */
export class ShownJobs {
  readonly #options: ShownJobsOptions
  #jobs: ReadonlyMap<string, JobSnapshot> = new Map()
  #state = ''

  constructor(options: ShownJobsOptions) {
    this.#options = options
  }

  get snapshots(): readonly JobSnapshot[] {
    return [...this.#jobs.values()]
  }

  /** Tells what is different of the whole queue. */
  show(jobs: readonly JobSnapshot[], state: QueueState): void {
    const shown = this.#jobs
    this.#jobs = new Map(jobs.map((job) => [job.id, job]))
    for (const job of jobs) if (!isSame(job, shown.get(job.id))) this.#options.onChange(job)
    for (const id of shown.keys()) if (!this.#jobs.has(id)) this.#options.onDismiss(id)
    const text = JSON.stringify(state)
    if (text === this.#state) return
    this.#state = text
    this.#options.onState(state)
  }
}

/** What never changes of a job is not compared. */
function isSame(job: JobSnapshot, shown: JobSnapshot | undefined): boolean {
  if (shown === undefined || job.progress !== shown.progress) return false
  return (Object.keys(job) as (keyof JobSnapshot)[]).every((key) => {
    if (key === 'subject' || key === 'title' || Object.is(job[key], shown[key])) return true
    // Read anew, equal values are other objects.
    return typeof job[key] === 'object' && JSON.stringify(job[key]) === JSON.stringify(shown[key])
  })
}
