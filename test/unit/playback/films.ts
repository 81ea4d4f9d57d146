import type { CameraPath } from '../../../core/camera/path-schema.ts'
import { plainShot } from '../../../core/project/edits/new-shot.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'

interface ShotFacts {
  readonly id: string
  readonly durationFrames: number
  readonly headFrames?: number
  readonly tailFrames?: number
  readonly takeId?: string
}

/** A film with shots of one board and an empty cut. */
export function filmOfShots(shots: readonly ShotFacts[]): Film {
  const media = `media/${'0'.repeat(64)}.png`
  return {
    ...emptyFilm('Film'),
    boards: [
      {
        id: 'board',
        name: 'Board',
        picture: { media, width: 1600, height: 900 },
        crop: null,
        lens: { focalLengthMm: 24, origin: 'default' },
        depth: { origin: 'flat' },
        subjectDistance: null,
        note: '',
      },
    ],
    shots: shots.map(shotOf),
  }
}

function shotOf({ id, durationFrames, headFrames = 0, tailFrames = 0, takeId }: ShotFacts): Shot {
  const path = { keys: [] } as unknown as CameraPath
  return {
    ...plainShot({ id, name: id, boardId: 'board', durationFrames, path }),
    handles: { headFrames, tailFrames },
    chosenTakeId: takeId ?? null,
  }
}

export function takeOf(
  id: string,
  shotId: string,
  {
    frames,
    headFrames,
    cache = 'on',
  }: { readonly frames: number; readonly headFrames: number; readonly cache?: TakeSummary['cache'] },
): TakeSummary {
  const sha256 = '0'.repeat(64)
  return {
    id,
    shotId,
    madeAt: 0,
    frames,
    headFrames,
    rate: { numerator: 24, denominator: 1 },
    size: { width: 448, height: 256 },
    deliveryBox: { x: 0, y: 2, width: 448, height: 252 },
    seed: 1,
    steps: 4,
    cache,
    pack: { id: 'pack', version: '1' },
    provider: 'cpu',
    milliseconds: 1,
    coverage: 1,
    pluckerSha256: sha256,
    pictureSha256: sha256,
    depthSha256: sha256,
    boardIntrinsics: [400, 400, 224, 128],
    deliveredPart: { x: 0, y: 2, width: 448, height: 252 },
  }
}
