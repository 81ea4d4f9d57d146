import { createHash } from 'node:crypto'
import type { JobList, QueuedJob } from '../../../core/queue/job-list.ts'
import { addJobs, type NewJob } from '../../../core/queue/list-edits.ts'
import { emptyJobList } from '../../../core/queue/job-list.ts'

export const packHash = 'a'.repeat(64)

/** The id of a job, the same for the same word. */
export function idOf(word: string): string {
  const hex = createHash('sha256').update(word).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function aNewJob(word: string, more: Partial<NewJob> = {}): NewJob {
  return {
    id: idOf(word),
    projectFolder: '/projects/harbour',
    shotId: 's1',
    filmName: 'Harbour',
    shotName: word,
    seed: 1,
    move: '',
    recipe: 'b'.repeat(64),
    pack: { id: 'tiny', version: '1', manifestSha256: packHash },
    work: { width: 1000, height: 1000, sampleFrames: 10, steps: 2, frames: 20 },
    addedAt: 1,
    ...more,
  }
}

/** A queue of waiting jobs with these words for names. */
export function aList(...words: readonly string[]): JobList {
  return addJobs(
    emptyJobList,
    words.map((word) => aNewJob(word)),
  )
}

/** The words of the jobs in a state, in the list's order. */
export function wordsOf({ jobs }: JobList, state: QueuedJob['state'] = 'waiting'): string[] {
  return jobs.filter((job) => job.state === state).map(({ shotName }) => shotName)
}
