import type { CameraPath } from '../../../core/camera/path-schema.ts'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { addCutItem } from '../../../core/project/edits/cut.ts'
import { plainShot } from '../../../core/project/edits/new-shot.ts'
import { addShot } from '../../../core/project/edits/shots.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import type { Scene, Shot } from '../../../core/project/schema/shot.ts'

/** Small films that several tests start from. */
export function aBoard(id: string, more: Partial<Board> = {}): Board {
  return {
    id,
    name: `Board ${id}`,
    picture: { media: `media/${'a'.repeat(64)}.png`, width: 1280, height: 720 },
    crop: null,
    lens: { focalLengthMm: 24, origin: 'default' },
    depth: { origin: 'flat' },
    subjectDistance: null,
    note: '',
    ...more,
  }
}

export function aPath(lastFrame = 23): CameraPath {
  const key = { orientation: [0, 0, 0, 1], focalLengthMm: 24, easing: 'ease-in-out' } as const
  const end = { ...key, orientation: [0, 0, 0, 1] as [number, number, number, number], timeFrames: lastFrame }
  return {
    speed: 'keyed',
    keys: [
      { ...key, orientation: [0, 0, 0, 1], timeFrames: 0, position: [0, 0, 0] },
      { ...end, position: [0.2, 0, -0.5] },
    ],
  }
}

export function aShot(id: string, boardId: string, more: Partial<Shot> = {}): Shot {
  return {
    ...plainShot({ id, name: `Shot ${id}`, boardId, durationFrames: 24, path: aPath() }),
    handles: { headFrames: 6, tailFrames: 6 },
    ...more,
  }
}

/** Two boards, two shots, a cut of both with a dissolve between them. */
export function aFilm(): Film {
  return {
    ...emptyFilm('Harbour'),
    boards: [aBoard('b1'), aBoard('b2')],
    shots: [aShot('s1', 'b1'), aShot('s2', 'b2')],
    cut: {
      startFrame: 86400,
      dropFrame: false,
      items: [
        { kind: 'clip', id: 'c1', shotId: 's1', source: { start: 0, end: 24 }, markers: [] },
        { kind: 'dissolve', id: 'd1', inFrames: 3, outFrames: 3 },
        { kind: 'clip', id: 'c2', shotId: 's2', source: { start: 0, end: 24 }, markers: [] },
      ],
      markers: [],
      soundTracks: [],
    },
  }
}

/** Freezes a value through and through, so that changing it anywhere throws. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

export function aScene(id: string): Scene {
  return { id, name: `Scene ${id}`, note: '', placements: [] }
}

export const storyNames = ['a', 'b', 'c', 'd']

/** Four shots of 24 frames, each with a board and a clip of its own. */
export function story(): Film {
  return storyNames.reduce((film, id) => {
    const shot = aShot(`s-${id}`, `b-${id}`)
    const clip = { kind: 'clip', id: `c-${id}`, shotId: shot.id, source: { start: 0, end: 24 }, markers: [] } as const
    return addCutItem(addShot(addBoard(film, aBoard(`b-${id}`)), shot), { ...clip, markers: [] })
  }, emptyFilm('Story'))
}

/** The shots' letters in the storyboard's order. */
export const shotOrder = (film: Film) => film.shots.map(({ id }) => id.slice(2)).join('')
/** The clips' letters in the cut's order. */
export const cutOrder = (film: Film) => film.cut.items.map(({ id }) => id.slice(2)).join('')
