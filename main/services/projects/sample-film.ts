import { DEFAULT_FOCAL_LENGTH_MM } from '../../../core/camera/intrinsics.ts'
import { parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { changeBoard } from '../../../core/project/edits/boards.ts'
import { addCutItem, addMarker, changeMarker } from '../../../core/project/edits/cut.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { plainShot } from '../../../core/project/edits/new-shot.ts'
import { addShot, changeShotSettings } from '../../../core/project/edits/shots.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { CutClip } from '../../../core/project/schema/cut.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { Language } from '../../../core/texts/language.ts'

/** Boards of the sample, by the names of their files; the same names are their ids. */
export const sampleBoards = ['harbour', 'alley'] as const
type SampleBoardName = (typeof sampleBoards)[number]

const shotFrames = 48

/**
 * One move of each kind that a drawn board can do, two seconds each. All go forward a little, so that what the board does
 * not show stays small. The last has no take: the first one to generate.
 */
export const sampleShots = [
  { id: 'harbour-crane', board: 'harbour', move: 'crane:0.04+dolly:0.18', easing: 'ease-in-out', hasTake: true },
  { id: 'alley-orbit', board: 'alley', move: 'orbit:8+dolly:0.2', easing: 'ease-in-out', hasTake: true },
  { id: 'harbour-dolly-zoom', board: 'harbour', move: 'dolly-zoom:0.82', easing: 'ease-in-out', hasTake: true },
  { id: 'alley-truck', board: 'alley', move: 'truck:-0.06+dolly:0.22', easing: 'ease-out', hasTake: false },
] as const
type SampleShot = (typeof sampleShots)[number]

interface SampleWords {
  readonly film: string
  readonly note: string
  readonly boards: Readonly<Record<SampleBoardName, string>>
  readonly shots: Readonly<Record<SampleShot['id'], string>>
  readonly marker: string
  /** Note of a shot that has no take. */
  readonly noTake: string
}

const words: Readonly<Record<Language, SampleWords>> = {
  en: {
    film: 'Evening at the harbour',
    note: 'A sample to play with: two boards, four camera moves, three takes made by the bundled model.',
    boards: { harbour: 'Harbour street', alley: 'Night alley' },
    shots: {
      'harbour-crane': '010 Crane up',
      'alley-orbit': '020 Orbit',
      'harbour-dolly-zoom': '030 Dolly zoom',
      'alley-truck': '040 Truck left',
    },
    marker: 'Night falls',
    noTake: 'No take yet: it plays its board through the path. Press Generate to make one.',
  },
  ko: {
    film: '항구의 저녁',
    note: '마음껏 만져 볼 샘플입니다. 보드 두 장, 카메라 무브 네 개, 내장 모델이 만든 테이크 세 개가 들어 있습니다.',
    boards: { harbour: '항구 거리', alley: '밤 골목' },
    shots: {
      'harbour-crane': '010 크레인 업',
      'alley-orbit': '020 오빗',
      'harbour-dolly-zoom': '030 돌리 줌',
      'alley-truck': '040 트럭 왼쪽',
    },
    marker: '밤이 온다',
    noTake: '아직 테이크가 없어 보드를 경로로 재생합니다. 생성을 눌러 테이크를 만드세요.',
  },
}

/** A bundled picture as a board; depth and words come later. */
export function sampleBoard(name: SampleBoardName, { media, width, height }: Board['picture']): Board {
  return {
    id: name,
    name: '',
    picture: { media, width, height },
    crop: null,
    lens: { focalLengthMm: DEFAULT_FOCAL_LENGTH_MM, origin: 'default' },
    depth: { origin: 'flat' },
    subjectDistance: null,
    note: '',
  }
}

/**
 * The film of the bundled sample in a language: words on boards and shots, and whatever of shots, cut and markers is not
 * there yet. What is there, such as chosen takes, stays.
 */
export function sampleFilm(film: Film, language: Language): Film {
  const text = words[language]
  const named = sampleBoards.reduce((grown, name) => changeBoard(grown, name, { name: text.boards[name] }), film)
  const titled = changeFilmSettings(named, { name: text.film, note: text.note })
  const withShots = sampleShots.reduce((grown, shot) => withShot(grown, shot, text), titled)
  const marker = {
    id: 'marker-1',
    frame: shotFrames,
    durationFrames: 1,
    name: text.marker,
    comment: '',
    color: 'cyan',
  } as const
  const known = withShots.cut.markers.some(({ id }) => id === marker.id)
  return known ? changeMarker(withShots, marker, null) : addMarker(withShots, marker, null)
}

function withShot(film: Film, shot: SampleShot, text: SampleWords): Film {
  if (film.shots.some(({ id }) => id === shot.id)) return changeShotSettings(film, shot.id, wordsOf(shot, text))
  const source = { start: 0, end: shotFrames }
  const clip: CutClip = { kind: 'clip', id: `clip-${shot.id}`, shotId: shot.id, source, markers: [] }
  return addCutItem(addShot(film, shotOf(shot, text)), clip)
}

function wordsOf({ id, hasTake }: SampleShot, text: SampleWords): Pick<Shot, 'name' | 'note'> {
  return { name: text.shots[id], note: hasTake ? '' : text.noTake }
}

function shotOf(shot: SampleShot, text: SampleWords): Shot {
  const { id, board, move, easing } = shot
  const path = pathFromMoves(valueOf(parseMove(move)), {
    frames: shotFrames,
    focalLengthMm: DEFAULT_FOCAL_LENGTH_MM,
    easing,
  })
  return { ...plainShot({ id, name: '', boardId: board, durationFrames: shotFrames, path }), ...wordsOf(shot, text) }
}
