import { createStore } from 'zustand/vanilla'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { makesTakeOf } from './on-stage.ts'

/** The camera path of takes that this window has queued, by the job's id: what `TakeSummary.pluckerSha256` will be. */
export const queuedCameras = createStore<{ readonly ofJob: Readonly<Record<string, string>> }>(() => ({ ofJob: {} }))

/** @param cameras in the jobs' order */
export function rememberCameras(jobIds: readonly string[], cameras: readonly string[]): void {
  const news = Object.fromEntries(jobIds.map((id, index) => [id, cameras[index]!]))
  queuedCameras.setState(({ ofJob }) => ({ ofJob: { ...ofJob, ...news } }))
}

interface KnownCameras {
  /** As remembered when they were queued. */
  readonly ofJob: Readonly<Record<string, string>>
  /** The shot's path as it is now; null while nobody knows. */
  readonly now: string | null
  /** Takes of the shot. */
  readonly takes: readonly TakeSummary[]
}

/**
 * The camera path of the take that a job makes. A job that another window or program has queued is taken to follow the
 * shot's path of now, or where it has a move in its place, the path of the newest take of that move; null where none is.
 */
export function cameraOfJob({ id, title }: JobSnapshot, { ofJob, now, takes }: KnownCameras): string | null {
  const remembered = ofJob[id]
  if (remembered !== undefined) return remembered
  const move = title?.move ?? ''
  if (move === '') return now
  const newest = takes.filter(({ shotMove }) => shotMove === move).toSorted((a, b) => b.madeAt - a.madeAt)[0]
  return newest?.pluckerSha256 ?? null
}

/** Jobs that make takes of a shot with one camera path, by their seeds. Of the same seed the one that runs, else the first. */
export function jobsBySeed(
  jobs: readonly JobSnapshot[],
  { shotId, camera }: { readonly shotId: string; readonly camera: string },
  known: KnownCameras,
): ReadonlyMap<number, JobSnapshot> {
  const own = jobs.filter((job) => makesTakeOf(job, shotId) && cameraOfJob(job, known) === camera)
  const found = new Map<number, JobSnapshot>()
  for (const job of own) {
    if (job.subject.kind !== 'generate') continue
    const { seed } = job.subject
    if (!found.has(seed) || job.state === 'running') found.set(seed, job)
  }
  return found
}
