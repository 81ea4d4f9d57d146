import type { StudioErrorData } from '../../core/contract/errors.ts'
import { unknownOfJob, type JobSnapshot } from '../../core/contract/jobs.ts'
import type { Progress } from '../../core/contract/tasks.ts'
import type { JobList, QueuedJob } from '../../core/queue/job-list.ts'
import { nextJob } from '../../core/queue/list-edits.ts'
import { expectedMilliseconds } from '../../core/queue/pace.ts'

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
  readonly folderIdOf: (projectFolder: string) => string
}

/** The jobs of the machine's queue as they are shown. */
export function snapshotsOfJobs(list: JobList, facts: JobFacts): JobSnapshot[] {
  const nextId = list.jobs.some(({ state }) => state === 'running') ? null : (nextJob(list)?.id ?? null)
  return list.jobs.map((job) => snapshotOfJob(job, list, nextId, facts))
}

/** @param nextId of the job that only waits for the machine; null while one runs */
function snapshotOfJob(job: QueuedJob, list: JobList, nextId: string | null, facts: JobFacts): JobSnapshot {
  const { id, shotId, seed, state, takeId } = job
  const live = facts.live?.id === id ? facts.live : null
  const waits = state === 'waiting'
  return {
    ...unknownOfJob,
    id,
    subject: { kind: 'generate', folderId: facts.folderIdOf(job.projectFolder), shotId, seed },
    state: waits ? 'queued' : state,
    startedAt: job.startedAt,
    waitingFor: waits ? waitingFor(job, list.paused, nextId, facts) : null,
    progress: live?.progress ?? null,
    remainingMilliseconds: live?.remainingMilliseconds ?? null,
    expectedMilliseconds: waits || state === 'running' ? expectedMilliseconds(list, job) : null,
    problem: waits ? (facts.problems.get(id) ?? null) : null,
    interruptions: job.interruptions,
    title: { film: job.filmName, shot: job.shotName },
    failure: job.failure,
    takeId: state === 'done' ? takeId : null,
  }
}

function waitingFor(
  { id, held }: QueuedJob,
  paused: boolean,
  nextId: string | null,
  { otherHoldsLock }: JobFacts,
): JobSnapshot['waitingFor'] {
  if (held) return 'held'
  if (paused) return 'paused'
  if (id !== nextId) return 'earlier-job'
  return otherHoldsLock ? 'other-process' : null
}
