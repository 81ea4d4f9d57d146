import { DEFAULT_FOCAL_LENGTH_MM } from '../../core/camera/intrinsics.ts'
import { pathFromMoves } from '../../core/camera/moves.ts'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import { addBoard } from '../../core/project/edits/boards.ts'
import { addCutItem } from '../../core/project/edits/cut.ts'
import { plainShot } from '../../core/project/edits/new-shot.ts'
import { addShot } from '../../core/project/edits/shots.ts'
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

/** Shots of a new board last two seconds, long enough for a move to be seen. */
const newShotSeconds = 2

/** A slow push-in: a move that suits nearly every picture, so that a first take needs no work in 3D. */
const firstMove = { name: 'dolly', amount: 0.15 } as const

/** New ids are short random words; the film refuses doubles. */
export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12)
}

/** The film with one board, one shot and one clip at the end of the cut for each picture, in their order. */
export function withPictures(film: Film, pictures: readonly ImportedPicture[]): Film {
  return pictures.reduce((grown, picture) => {
    const boardId = newId()
    const shot = newShot(grown, boardId)
    const withBoard = addBoard(grown, {
      id: boardId,
      name: picture.name.replace(/\.[^.]+$/, '').slice(0, 200),
      picture: { media: picture.media, width: picture.width, height: picture.height },
      crop: null,
      lens: { focalLengthMm: DEFAULT_FOCAL_LENGTH_MM, origin: 'default' },
      depth: { origin: 'flat' },
      subjectDistance: null,
      note: '',
    })
    return addCutItem(addShot(withBoard, shot), {
      kind: 'clip',
      id: newId(),
      shotId: shot.id,
      source: { start: 0, end: shot.durationFrames },
      markers: [],
    })
  }, film)
}

/** A shot of the film's next free number, `SH010`, `SH020` and on, that looks at the board with a slow push-in. */
export function newShot(film: Film, boardId: string): Shot {
  const { numerator, denominator } = film.rate
  const durationFrames = Math.max(2, Math.round((newShotSeconds * numerator) / denominator))
  const path = pathFromMoves([firstMove], { frames: durationFrames, easing: 'ease-in-out' })
  return plainShot({ id: newId(), name: nextShotName(film), boardId, durationFrames, path })
}

function nextShotName({ shots }: Film): string {
  const numbers = shots.map(({ name }) => Number(/^SH(\d+)$/.exec(name)?.[1] ?? 0))
  const next = (Math.floor(Math.max(0, ...numbers) / 10) + 1) * 10
  return `SH${String(next).padStart(3, '0')}`
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
