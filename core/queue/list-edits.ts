import { StudioError, type Failure } from '../contract/errors.ts'
import { mostJobs, type JobList, type QueuedJob } from './job-list.ts'
import { withPace } from './pace.ts'

/** The oldest ended jobs beyond so many leave the list by themselves. */
const keptEndedJobs = 200

/** What a new job says of itself; the rest is the same for all. */
export type NewJob = Pick<
  QueuedJob,
  'id' | 'projectFolder' | 'shotId' | 'filmName' | 'shotName' | 'seed' | 'move' | 'recipe' | 'pack' | 'work' | 'addedAt'
>

const fresh = {
  state: 'waiting',
  held: false,
  interruptions: 0,
  startedAt: null,
  endedAt: null,
  takeId: null,
  runner: null,
  stop: 'no',
  failure: null,
} as const satisfies Partial<QueuedJob>

/** The list with jobs at its end. @throws StudioError `jobs.queue-full` for more than a list holds */
export function addJobs(list: JobList, jobs: readonly NewJob[]): JobList {
  const added = jobs.length
  if (list.jobs.length + added > mostJobs)
    throw new StudioError('jobs.queue-full', { most: mostJobs, there: list.jobs.length, added })
  return { ...list, jobs: [...list.jobs, ...jobs.map((job) => ({ ...job, ...fresh }))] }
}

/**
 * Waiting jobs put before another waiting one, in the order they have.
 * @param before null puts them at the end; so does a job that does not wait any more
 */
export function moveJobs(list: JobList, ids: readonly string[], before: string | null): JobList {
  const moves = ({ id, state }: QueuedJob): boolean => state === 'waiting' && ids.includes(id)
  if (before !== null && ids.includes(before)) return list
  const moved = list.jobs.filter(moves)
  const rest = list.jobs.filter((job) => !moves(job))
  const at = rest.findIndex(({ id, state }) => id === before && state === 'waiting')
  return { ...list, jobs: rest.toSpliced(at < 0 ? rest.length : at, 0, ...moved) }
}

export function setPaused(list: JobList, paused: boolean): JobList {
  return list.paused === paused ? list : { ...list, paused }
}

/** Waiting jobs of a program that has ended are wanted: they run when it is their turn. */
export function releaseJobs(list: JobList): JobList {
  return changeJobs(list, ({ state }) => state === 'waiting', { held: false })
}

/** Ended jobs that made nothing wait again, at the end of the list. */
export function retryJobs(list: JobList, ids: readonly string[]): JobList {
  const again = list.jobs.filter(({ id, state }) => ids.includes(id) && (state === 'failed' || state === 'canceled'))
  const { interruptions: _, ...anew } = fresh
  return {
    ...list,
    jobs: [...list.jobs.filter((job) => !again.includes(job)), ...again.map((job) => ({ ...job, ...anew }))],
  }
}

/** Takes jobs off the list, but for those that run. */
export function removeJobs(list: JobList, ids: readonly string[]): JobList {
  return { ...list, jobs: list.jobs.filter(({ id, state }) => state === 'running' || !ids.includes(id)) }
}

/** Takes an ended job off the list; does nothing for any other. */
export function dismissJob(list: JobList, id: string): JobList {
  const ended = list.jobs.filter(({ state }) => state !== 'waiting').map((job) => job.id)
  return ended.includes(id) ? removeJobs(list, [id]) : list
}

/**
 * Ends a job before its end. A running one is stopped by its program, which sees it in the list.
 * @param how `return` lets it wait again, at its place
 */
export function stopJob(list: JobList, id: string, how: 'cancel' | 'return', now: number): JobList {
  const canceled = changeJobs(list, (job) => how === 'cancel' && job.id === id && job.state === 'waiting', {
    state: 'canceled',
    endedAt: now,
  })
  return changeJobs(canceled, (job) => job.id === id && job.state === 'running', { stop: how })
}

/** The job that is to run next; null when none may. */
export function nextJob({ paused, jobs }: JobList): QueuedJob | null {
  return paused ? null : (jobs.find(({ state, held }) => state === 'waiting' && !held) ?? null)
}

export interface Claim {
  readonly runner: string
  readonly takeId: string
  readonly now: number
}

/** The list with its next job running. */
export function claimNext(list: JobList, { runner, takeId, now }: Claim): JobList {
  const next = nextJob(list)
  if (next === null) return list
  return changeJobs(list, ({ id }) => id === next.id, { state: 'running', runner, takeId, startedAt: now, stop: 'no' })
}

/** How a run of a job came out; `returned` is a job that waits again because nobody wanted it to go on now. */
export type RunEnd =
  | { readonly state: 'done' }
  | { readonly state: 'canceled' }
  | { readonly state: 'returned'; readonly held: boolean }
  | { readonly state: 'failed'; readonly failure: Failure }

/** The list after a run; as it was when the job is not that program's any more. A done run teaches its pace. */
export function endRun(list: JobList, id: string, runner: string, end: RunEnd, now: number): JobList {
  const job = list.jobs.find((each) => each.id === id && each.state === 'running' && each.runner === runner)
  if (job === undefined) return list
  const ended = changeJobs(list, (each) => each === job, afterRun(end, now))
  const learned = end.state === 'done' ? withPace(ended, job, now - (job.startedAt ?? now), now) : ended
  return withoutOldest(learned)
}

function afterRun(end: RunEnd, now: number): Partial<QueuedJob> {
  const idle = { runner: null, stop: 'no' } as const
  if (end.state === 'returned') return { ...idle, state: 'waiting', held: end.held, startedAt: null, takeId: null }
  if (end.state === 'done') return { ...idle, state: 'done', endedAt: now }
  const failure = end.state === 'failed' ? end.failure : null
  return { ...idle, state: end.state, failure, endedAt: now, takeId: null }
}

/**
 * Settles running jobs whose program is gone. A take that was complete is done, and one that was to be cancelled is; any
 * other waits again, and the user is asked before it runs: whatever ended its program may have been the job itself.
 * @param made ids of takes that are complete
 */
export function recoverJobs(list: JobList, made: ReadonlySet<string>, now: number): JobList {
  if (!list.jobs.some(({ state }) => state === 'running')) return list
  const jobs = list.jobs.map((job): QueuedJob => {
    if (job.state !== 'running') return job
    if (job.takeId !== null && made.has(job.takeId)) return { ...job, ...afterRun({ state: 'done' }, now) }
    if (job.stop === 'cancel') return { ...job, ...afterRun({ state: 'canceled' }, now) }
    const interruptions = job.interruptions + 1
    return { ...job, ...afterRun({ state: 'returned', held: true }, now), interruptions }
  })
  return { ...list, jobs }
}

/** Jobs that waited in a program that has ended wait until the user says that they are still wanted. */
export function holdJobs(list: JobList): JobList {
  return changeJobs(list, ({ state }) => state === 'waiting', { held: true })
}

/** Jobs that are so already stay the same values, and so does a list in which nothing changes. */
function changeJobs(list: JobList, concerns: (job: QueuedJob) => boolean, change: Partial<QueuedJob>): JobList {
  const keys = Object.keys(change) as (keyof QueuedJob)[]
  const differs = (job: QueuedJob): boolean => keys.some((key) => !Object.is(job[key], change[key]))
  if (!list.jobs.some((job) => concerns(job) && differs(job))) return list
  return { ...list, jobs: list.jobs.map((job) => (concerns(job) && differs(job) ? { ...job, ...change } : job)) }
}

function withoutOldest(list: JobList): JobList {
  const ended = list.jobs.filter(({ state }) => state !== 'waiting' && state !== 'running')
  const oldest = ended.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).slice(0, -keptEndedJobs)
  return oldest.length === 0 ? list : { ...list, jobs: list.jobs.filter((job) => !oldest.includes(job)) }
}
