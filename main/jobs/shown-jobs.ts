import type { JobSnapshot, QueueState } from '../../core/contract/jobs.ts'

export interface ShownJobsOptions {
  /** Told of all jobs that changed together. */
  readonly onChange: (jobs: readonly JobSnapshot[]) => void
  readonly onDismiss: (id: string) => void
  readonly onState: (state: QueueState) => void
}

/** What was last told of a queue, so that only what has changed since is told. */
export class ShownJobs {
  readonly #options: ShownJobsOptions
  #jobs: readonly JobSnapshot[] = []
  #state: QueueState | null = null

  constructor(options: ShownJobsOptions) {
    this.#options = options
  }

  get snapshots(): readonly JobSnapshot[] {
    return this.#jobs
  }

  /** Tells what is different of the whole queue. */
  show(jobs: readonly JobSnapshot[], state: QueueState): void {
    const shown = this.#jobs
    this.#jobs = jobs
    if (jobs.length !== shown.length || jobs.some((job, index) => job !== shown[index])) this.#tell(jobs, shown)
    if (this.#state !== null && isSameState(state, this.#state)) return
    this.#state = state
    this.#options.onState(state)
  }

  #tell(jobs: readonly JobSnapshot[], shown: readonly JobSnapshot[]): void {
    const before = new Map(shown.map((job) => [job.id, job]))
    const changed = jobs.filter((job) => !isSame(job, before.get(job.id)))
    if (changed.length > 0) this.#options.onChange(changed)
    const left = new Set(jobs.map(({ id }) => id))
    for (const { id } of shown) if (!left.has(id)) this.#options.onDismiss(id)
  }
}

/** What never changes of a job is not compared. */
function isSame(job: JobSnapshot, shown: JobSnapshot | undefined): boolean {
  if (job === shown) return true
  if (shown === undefined || job.progress !== shown.progress) return false
  return (Object.keys(job) as (keyof JobSnapshot)[]).every((key) => {
    if (key === 'subject' || key === 'title' || Object.is(job[key], shown[key])) return true
    // Read anew, equal values are other objects.
    return typeof job[key] === 'object' && JSON.stringify(job[key]) === JSON.stringify(shown[key])
  })
}

function isSameState(a: QueueState, b: QueueState): boolean {
  if (a.paused !== b.paused || JSON.stringify(a.problem) !== JSON.stringify(b.problem)) return false
  if (a.order === b.order) return true
  return a.order.length === b.order.length && a.order.every((id, index) => id === b.order[index])
}
