import { z } from 'zod'
import { paceSchema, queuedJobSchema, type JobList, type QueuedJob } from './job-list.ts'

const ids = z.array(z.uuid())

/** What is different between two lists; what is left out is the same. */
export const listChangeSchema = z.strictObject({
  paused: z.boolean().optional(),
  removed: ids.optional(),
  /** Whole: those that changed, at the places they have, and new ones, at the end. */
  jobs: z.array(queuedJobSchema).optional(),
  /** Of all jobs after that, where it is another than that. */
  order: ids.optional(),
  paces: z.strictObject({ forgotten: z.array(z.number().int().min(0)), learned: z.array(paceSchema) }).optional(),
})
export type ListChange = z.infer<typeof listChangeSchema>

/** What an edit did. Jobs and paces count as unchanged where they are the same values, as edits of the list leave them. */
export function changeBetween(before: JobList, after: JobList): ListChange {
  const plain = { ...(before.paused === after.paused ? {} : { paused: after.paused }), ...pacesBetween(before, after) }
  return { ...plain, ...jobsBetween(before.jobs, after.jobs) }
}

function jobsBetween(
  before: readonly QueuedJob[],
  after: readonly QueuedJob[],
): Pick<ListChange, 'removed' | 'jobs' | 'order'> {
  // Nearly always: some change at their places, and new ones come at the end.
  if (before.every(({ id }, index) => id === after[index]?.id)) {
    const jobs = after.filter((job, index) => job !== before[index])
    return jobs.length === 0 ? {} : { jobs }
  }
  const known = new Map(before.map((job) => [job.id, job]))
  const kept = new Set(after.map(({ id }) => id))
  const removed = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  const jobs = after.filter((job) => known.get(job.id) !== job)
  const change = { ...(removed.length === 0 ? {} : { removed }), ...(jobs.length === 0 ? {} : { jobs }) }
  const order = after.map(({ id }) => id)
  return changedJobs(before, change).every(({ id }, index) => id === order[index]) ? change : { ...change, order }
}

/** The list after a change that {@link changeBetween} found. */
export function withChange(list: JobList, change: ListChange): JobList {
  const { paused = list.paused, order, paces } = change
  const jobs = changedJobs(list.jobs, change)
  const forgotten = new Set(paces?.forgotten)
  return {
    ...list,
    paused,
    jobs: order === undefined ? jobs : ordered(jobs, order),
    paces:
      paces === undefined ? list.paces : [...list.paces.filter((_, index) => !forgotten.has(index)), ...paces.learned],
  }
}

/** New paces come at the end, and old ones never change their order. */
function pacesBetween({ paces: before }: JobList, { paces: after }: JobList): Pick<ListChange, 'paces'> {
  if (before === after) return {}
  const kept = new Set(after)
  const known = new Set(before)
  const forgotten = before.flatMap((pace, index) => (kept.has(pace) ? [] : [index]))
  return { paces: { forgotten, learned: after.filter((pace) => !known.has(pace)) } }
}

function changedJobs(jobs: readonly QueuedJob[], { removed = [], jobs: changed = [] }: ListChange): QueuedJob[] {
  const gone = new Set(removed)
  const now = new Map(changed.map((job) => [job.id, job]))
  const places = new Set(jobs.map(({ id }) => id))
  const added = changed.filter(({ id }) => !places.has(id))
  return [...jobs.filter(({ id }) => !gone.has(id)).map((job) => now.get(job.id) ?? job), ...added]
}

/** Jobs that the order does not name come last. */
function ordered(jobs: readonly QueuedJob[], order: readonly string[]): QueuedJob[] {
  const places = new Map(order.map((id, index) => [id, index]))
  const place = ({ id }: QueuedJob): number => places.get(id) ?? order.length
  return jobs.toSorted((a, b) => place(a) - place(b))
}
