import type { GenerationWork, JobList, QueuedJob } from './job-list.ts'

/** Every film frame is drawn once, whatever the steps: about as much as four steps of a sample. */
const drawingInSteps = 4

/** Paces of one model that an estimate looks back at: enough for a median that one odd run does not move. */
const remembered = 8
const mostPaces = 400

/** Work of a generation in steps of one sample of 1 000 000 pixels, as far as times of one model compare. */
export function workUnits({ width, height, sampleFrames, steps, frames }: GenerationWork): number {
  return (width * height * (sampleFrames * steps + frames * drawingInSteps)) / 1e6
}

/** The list with one more time learned. */
export function withPace(list: JobList, job: Pick<QueuedJob, 'pack' | 'work'>, took: number, at: number): JobList {
  if (!(took > 0)) return list
  const { manifestSha256 } = job.pack
  const pace = { manifestSha256, millisecondsPerUnit: took / workUnits(job.work), at }
  const own = list.paces.filter((other) => other.manifestSha256 === manifestSha256)
  const forgotten = new Set(own.slice(0, Math.max(0, own.length + 1 - remembered)))
  return { ...list, paces: [...list.paces.filter((other) => !forgotten.has(other)), pace].slice(-mostPaces) }
}

/** How long a job will run here, in milliseconds, by the median of its model's last times; null before the first. */
export function expectedMilliseconds(list: Pick<JobList, 'paces'>, job: PacedJob): number | null {
  return expectedTimes(list)(job)
}

/** {@link expectedMilliseconds} for many jobs. */
export function expectedTimes({ paces }: Pick<JobList, 'paces'>): (job: PacedJob) => number | null {
  const medians = new Map<string, number | null>()
  return ({ pack: { manifestSha256 }, work }) => {
    if (!medians.has(manifestSha256)) medians.set(manifestSha256, medianPace(paces, manifestSha256))
    const median = medians.get(manifestSha256) ?? null
    return median === null ? null : median * workUnits(work)
  }
}

type PacedJob = Pick<QueuedJob, 'pack' | 'work'>

function medianPace(paces: JobList['paces'], manifestSha256: string): number | null {
  const own = paces
    .filter((pace) => pace.manifestSha256 === manifestSha256)
    .map(({ millisecondsPerUnit }) => millisecondsPerUnit)
    .toSorted((a, b) => a - b)
  return own[Math.floor(own.length / 2)] ?? null
}
