import { describe, expect, test } from 'vitest'
import { emptyFilm, filmSchema, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { aBoard, aFilm, aPath, aShot } from './films.ts'

/** Place and words of the first thing wrong with a film; empty when it is right. */
function wrongIn(film: unknown): string {
  const issue = filmSchema.safeParse(film).error?.issues[0]
  return issue === undefined ? '' : `${issue.path.join('.')} ${issue.message}`
}

const withShot = (more: Partial<Shot>): Film => ({ ...aFilm(), shots: [aShot('s1', 'b1', more), aShot('s2', 'b2')] })
const withCut = (more: Partial<Film['cut']>): Film => ({ ...aFilm(), cut: { ...aFilm().cut, ...more } })
const withKey = (key: object): unknown => {
  const path = aPath()
  return withShot({ camera: { source: 'keys', layers: [], path: { ...path, keys: [{ ...path.keys[0]!, ...key }] } } })
}

describe('a film', () => {
  test('that is right parses as itself', () => {
    expect(filmSchema.parse(aFilm())).toEqual(aFilm())
    expect(filmSchema.parse(emptyFilm('new'))).toEqual(emptyFilm('new'))
  })

  test('can hold several boards in a shot, the last an end board, and a scene, subjects and layers', () => {
    const film: Film = {
      ...withShot({
        sceneId: 'place',
        boards: [
          { boardId: 'b1', frame: 0, role: 'start' },
          { boardId: 'b2', frame: 10, role: 'through' },
          { boardId: 'b1', frame: 23, role: 'end' },
        ],
        camera: {
          source: 'keys',
          path: aPath(),
          layers: [{ id: 'shake', name: 'Handheld', enabled: true, path: aPath() }],
        },
        subjects: [
          {
            id: 'boat',
            name: 'Boat',
            size: [1, 1, 3],
            track: [{ frame: -6, position: [0, 0, -1], orientation: [0, 0, 0, 1] }],
          },
        ],
      }),
      scenes: [
        {
          id: 'place',
          name: '',
          note: '',
          placements: [{ boardId: 'b1', position: [0, 0, 0], orientation: [0, 0, 0, 1], scale: 1 }],
        },
      ],
    }
    expect(wrongIn(film)).toBe('')
  })

  test.each<[string, unknown, RegExp]>([
    ['an unknown field', { ...aFilm(), extra: 1 }, /extra/],
    ['a missing field', { ...aFilm(), cut: undefined }, /^cut /],
    ['a rate of zero', { ...aFilm(), rate: { numerator: 0, denominator: 1 } }, /^rate.numerator/],
    ['no number', { ...aFilm(), metresPerUnit: NaN }, /^metresPerUnit/],
    ['an endless lens', { ...aFilm(), sensorWidthMm: Infinity }, /^sensorWidthMm/],
    ['a long name', { ...aFilm(), name: 'x'.repeat(201) }, /^name/],
    ['an id with a path in it', { ...aFilm(), boards: [aBoard('../b')] }, /^boards.0.id/],
    [
      'media outside the project',
      { ...aFilm(), boards: [aBoard('b1', { picture: { media: 'media/../../etc/passwd', width: 1, height: 1 } })] },
      /picture.media/,
    ],
    [
      'a crop beyond the picture',
      { ...aFilm(), boards: [aBoard('b1', { crop: { x: 0.5, y: 0, width: 0.6, height: 1 } }), aBoard('b2')] },
      /crop reaches beyond/,
    ],
    ['two boards with one id', { ...aFilm(), boards: [aBoard('b1'), aBoard('b1'), aBoard('b2')] }, /two boards/],
    [
      'a shot of a board that is not there',
      withShot({ boards: [{ boardId: 'no', frame: 0, role: 'start' }] }),
      /boardId/,
    ],
    ['a shot without a board', withShot({ boards: [] }), /shots.0.boards/],
    ['a scene that is not there', withShot({ sceneId: 'no' }), /sceneId names no scene/],
    ['half an anchor', withShot({ anchorFrame: 2.5 }), /anchorFrame/],
    ['half a frame', withShot({ durationFrames: 23.5 }), /durationFrames/],
    [
      'a board beyond the end',
      withShot({
        boards: [
          { boardId: 'b1', frame: 0, role: 'start' },
          { boardId: 'b2', frame: 24, role: 'end' },
        ],
      }),
      /beyond the last frame/,
    ],
    [
      'an end board on the way',
      withShot({
        boards: [
          { boardId: 'b1', frame: 0, role: 'start' },
          { boardId: 'b2', frame: 9, role: 'end' },
          { boardId: 'b2', frame: 12, role: 'through' },
        ],
      }),
      /only the last/,
    ],
    ['a key that is no rotation', withKey({ orientation: [0, 0, 0, 0] }), /orientation/],
    ['a key out of this world', withKey({ position: [0, 1e300, 0] }), /too far/],
    ['a clip of no shot', withCut({ items: [{ ...clipOf('nowhere') }] }), /shotId names no shot/],
    [
      'a clip beyond the handles',
      withCut({ items: [{ ...clipOf('s1'), source: { start: 0, end: 31 } }] }),
      /beyond the shot/,
    ],
    ['an empty clip', withCut({ items: [{ ...clipOf('s1'), source: { start: 5, end: 5 } }] }), /ends before/],
    ['a dissolve at the start', withCut({ items: aFilm().cut.items.slice(1) }), /dissolve/],
    [
      'a dissolve longer than the handles',
      withCut({
        items: aFilm().cut.items.map((item) => (item.kind === 'dissolve' ? { ...item, outFrames: 7 } : item)),
      }),
      /beyond the shot and its handles/,
    ],
    ['drop-frame at 24', withCut({ dropFrame: true }), /29.97/],
    [
      'sounds that overlap',
      withCut({
        soundTracks: [{ id: 'a', name: '', muted: false, gainDb: 0, clips: [soundAt('x', 0), soundAt('y', 9)] }],
      }),
      /overlap/,
    ],
  ])('with %s is refused where it is wrong', (_what, film, words) => {
    expect(wrongIn(film)).toMatch(words)
  })
})

function clipOf(shotId: string) {
  return { kind: 'clip' as const, id: 'c', shotId, source: { start: 0, end: 9 }, markers: [] }
}

function soundAt(id: string, recordStartFrame: number) {
  const media = `media/${'b'.repeat(64)}.wav`
  return { id, name: '', media, recordStartFrame, durationFrames: 10, sourceStartSample: 0, gainDb: 0 }
}
