import type { JobSnapshot } from '../../core/contract/jobs.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import { appendShots } from '../../core/project/edits/append-shots.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { Shot } from '../../core/project/schema/shot.ts'
import { takeInCut } from '../../core/project/take-in-cut.ts'
import { useFilm } from './film-store.ts'
import { useWorkspace } from './workspace-store.ts'

/** A picture that main took into the project. */
export interface ImportedPicture {
  readonly name: string
  readonly media: string
  readonly width: number
  readonly height: number
}

/** New ids are short random words; the film refuses doubles. */
export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12)
}

/** The film with one board, one shot and one clip at the end of the cut for each picture, in their order. */
export function withPictures(film: Film, pictures: readonly ImportedPicture[]): Film {
  const appended = pictures.map(({ name, media, width, height }) => ({
    boardName: name,
    picture: { media, width, height },
  }))
  return appendShots(film, appended, newId)
}

/** The shot that Camera and Generate work on, or null. */
export function useSelectedShot(): Shot | null {
  const shotId = useWorkspace((workspace) => workspace.shotId)
  return useFilm((film) => film.shots.find(({ id }) => id === shotId) ?? null, null)
}

export function takesOfShot(takes: readonly TakeSummary[], shotId: string): TakeSummary[] {
  return takes.filter((take) => take.shotId === shotId)
}

/** Where a shot stands, in the order of the work. */
export type ShotStatus = 'board' | 'queued' | 'generating' | 'takes' | 'chosen' | 'changed' | 'failed'

/**
 * @param jobs of the shot's project; only those of the shot count
 * @param isOutdated whether the shot has changed since a take was made
 */
export function shotStatus(
  shot: Shot,
  takes: readonly TakeSummary[],
  jobs: readonly JobSnapshot[],
  isOutdated: (take: TakeSummary) => boolean,
): ShotStatus {
  const own = jobs.filter(({ subject }) => subject.kind === 'generate' && subject.shotId === shot.id)
  if (own.some(({ state }) => state === 'running')) return 'generating'
  if (own.some(({ state }) => state === 'queued')) return 'queued'
  if (own.at(-1)?.state === 'failed') return 'failed'
  const ofShot = takesOfShot(takes, shot.id)
  const take = takeInCut(shot, takes)
  if (take !== null) return isOutdated(take) ? 'changed' : 'chosen'
  if (ofShot.length === 0) return 'board'
  return ofShot.every(isOutdated) ? 'changed' : 'takes'
}

/** How that is shown everywhere: the tones of `ui/feedback/status.tsx`. */
export const shotTones = {
  board: 'none',
  queued: 'waiting',
  generating: 'running',
  takes: 'ready',
  chosen: 'ok',
  changed: 'ready',
  failed: 'danger',
} as const satisfies Record<ShotStatus, string>
