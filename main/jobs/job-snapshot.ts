import type { StudioErrorData } from '../../core/contract/errors.ts'
import { unknownOfJob, type JobSnapshot } from '../../core/contract/jobs.ts'
import type { Progress } from '../../core/contract/tasks.ts'
import type { JobList, QueuedJob } from '../../core/queue/job-list.ts'
import { nextJob } from '../../core/queue/list-edits.ts'
import { expectedTimes } from '../../core/queue/pace.ts'

/** The job that this program runs. */
export interface LiveJob {
  readonly id: string
  readonly controller: AbortController
  readonly progress: Progress | null
  readonly remainingMilliseconds: number | null
}

/** What the list does not say. */
export interface JobFacts {
  readonly live: LiveJob | null
  /** Another program generates. */
  readonly otherHoldsLock: boolean
  readonly problems: ReadonlyMap<string, StudioErrorData>
}

/** The jobs of the machine's queue as they are shown: the same values as long as they say the same. */
export class JobSnapshots {
  readonly #folderIdOf: (projectFolder: string) => string
  readonly #folderIds = new Map<string, string>()
  readonly #shown = new WeakMap<QueuedJob, JobSnapshot>()

  /** @param folderIdOf how the window knows a project's folder */
  constructor(folderIdOf: (projectFolder: string) => string) {
    this.#folderIdOf = folderIdOf
  }

  /** In the list's order. */
  of(list: JobList, facts: JobFacts): JobSnapshot[] {
    const nextId = list.jobs.some(({ state }) => state === 'running') ? null : (nextJob(list)?.id ?? null)
    const context = { ...facts, paused: list.paused, nextId, expected: expectedTimes(list) }
    return list.jobs.map((job) => {
      const shown = this.#shown.get(job) ?? this.#lasting(job)
      const snapshot = atMoment(shown, job, context)
      this.#shown.set(job, snapshot)
      return snapshot
    })
  }

  #lasting(job: QueuedJob): JobSnapshot {
    const { id, shotId, seed, state, takeId, startedAt, interruptions, failure } = job
    return {
      ...unknownOfJob,
      id,
      subject: { kind: 'generate', folderId: this.#folderId(job.projectFolder), shotId, seed },
      state: state === 'waiting' ? 'queued' : state,
      startedAt,
      interruptions,
      title: { film: job.filmName, shot: job.shotName, move: job.move },
      failure,
      takeId: state === 'done' ? takeId : null,
    }
  }

  #folderId(projectFolder: string): string {
    const known = this.#folderIds.get(projectFolder) ?? this.#folderIdOf(projectFolder)
    this.#folderIds.set(projectFolder, known)
    return known
  }
}

interface Context extends JobFacts {
  readonly paused: boolean
  /** Of the job that only waits for the machine; null while one runs. */
  readonly nextId: string | null
  readonly expected: ReturnType<typeof expectedTimes>
}

/** With what may change while the job in the list is the same value: the same snapshot where nothing has. */
function atMoment(shown: JobSnapshot, job: QueuedJob, context: Context): JobSnapshot {
  const { live, problems, expected } = context
  const own = live?.id === job.id ? live : null
  const waits = job.state === 'waiting'
  const waitingFor = waits ? waitsFor(job, context) : null
  const progress = own?.progress ?? null
  const remainingMilliseconds = own?.remainingMilliseconds ?? null
  const expectedMilliseconds = waits || job.state === 'running' ? expected(job) : null
  const problem = waits ? (problems.get(job.id) ?? null) : null
  const isSame =
    waitingFor === shown.waitingFor &&
    progress === shown.progress &&
    remainingMilliseconds === shown.remainingMilliseconds &&
    expectedMilliseconds === shown.expectedMilliseconds &&
    problem === shown.problem
  return isSame ? shown : { ...shown, waitingFor, progress, remainingMilliseconds, expectedMilliseconds, problem }
}

function waitsFor({ id, held }: QueuedJob, { paused, nextId, otherHoldsLock }: Context): JobSnapshot['waitingFor'] {
  if (held) return 'held'
  if (paused) return 'paused'
  if (id !== nextId) return 'earlier-job'
  return otherHoldsLock ? 'other-process' : null
}
