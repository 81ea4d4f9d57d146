import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FilmPatch } from '../../../core/project/film-patch.ts'
import { rebuildFilm, type FoundPicture, type FoundTake } from '../../../core/project/rebuild-film.ts'
import { looseSounds, type FoundSound } from '../../../core/project/rebuild-sounds.ts'
import { emptyFilm, filmSchema } from '../../../core/project/schema/film.ts'
import { oldTake } from '../../support/old-take.ts'
import { aBoard, aPath, aShot } from './films.ts'

const picture = (digit: string): FoundPicture => ({ media: `media/${digit.repeat(64)}.png`, width: 64, height: 36 })

function takeOf(id: string, name: string, digit: string, madeAt: number, anchorFrame = 0): FoundTake {
  const { source, files, spec } = oldTake()
  const camera = { source: 'keys' as const, path: aPath(madeAt), anchorFrame, boardFocalLengthMm: 35 }
  const file = { name: `${digit.repeat(64)}.png`, sha256: digit.repeat(64) }
  return {
    madeAt,
    spec,
    files,
    shot: { id, name, headFrames: 1 },
    source: { ...source, picture: { ...source.picture, file }, camera: { kind: 'shot', camera } },
  }
}

const boardPatch = (id: string, name: string, order: string[] | null): FilmPatch => ({
  boards: { items: [aBoard(id, { name, picture: picture(id.at(-1)!) })], order },
})

test('the newest take of a shot says what its path and its name are', () => {
  const film = rebuildFilm({
    name: 'Found',
    patches: [],
    takes: [takeOf('s2', 'B', 'b', 9), takeOf('s1', 'A newer', 'a', 8, 5), takeOf('s1', 'A', 'a', 4)],
    pictures: [picture('a'), picture('b')],
    sounds: [],
  })
  expect(film.shots.map(({ name }) => name)).toEqual(['A newer', 'B'])
  expect(film.shots[0]).toMatchObject({
    durationFrames: 2,
    anchorFrame: 5,
    camera: { path: aPath(8) },
  })
  expect(film.boards[0]!.lens).toEqual({ focalLengthMm: 35, origin: 'chosen' })
  expect(film.cut.items.map((item) => (item.kind === 'clip' ? item.source : null))).toEqual([
    { start: 0, end: 2 },
    { start: 0, end: 2 },
  ])
})

test('of edits in journals the last of each board counts, and those that were removed are gone', () => {
  const shots: FilmPatch = { shots: { items: [aShot('s1', 'board-a')], order: ['s1'] } }
  const patches = [
    boardPatch('board-a', 'First', ['board-a']),
    boardPatch('board-b', 'Removed', ['board-a', 'board-b']),
    boardPatch('board-a', 'Last', null),
    { boards: { items: [], order: ['board-a'] } },
    shots,
    { name: 'From the journal' },
  ]
  const film = rebuildFilm({ name: 'Folder', patches, takes: [], pictures: [], sounds: [] })
  expect(film.name).toBe('From the journal')
  expect(film.boards.map(({ name }) => name)).toEqual(['Last'])
  expect(film.shots.map(({ id }) => id)).toEqual(['s1'])
})

const sound = (digit: string, durationSamples: number): FoundSound => ({
  media: `media/${digit.repeat(64)}.wav`,
  durationSamples,
})

test('sounds lie where the last cut of the journals has them, the others one after another on a track of their own', () => {
  const clip = { id: 'c', name: 'Score', recordStartFrame: 12, durationFrames: 24, sourceStartSample: 0, gainDb: -3 }
  const track = { id: 't', name: 'Music', muted: false, gainDb: 0, clips: [{ ...clip, media: sound('a', 0).media }] }
  const { cut } = emptyFilm('')
  const patches: FilmPatch[] = [
    { cut: { ...cut, soundTracks: [{ ...track, name: 'Before' }] } },
    { cut: { ...cut, soundTracks: [track] } },
    { name: 'Later' },
  ]
  // A second, and a quarter of a frame more than two seconds.
  const sounds = [sound('a', 96_000), sound('b', 48_000), sound('c', 96_500)]
  const film = rebuildFilm({ name: 'Found', patches, takes: [], pictures: [], sounds })
  expect(film.cut.soundTracks[0]).toEqual(track)
  const [, loose] = film.cut.soundTracks
  expect(loose).toMatchObject({ name: 'A2', muted: false })
  expect(
    loose!.clips.map(({ media, recordStartFrame, durationFrames }) => [media, recordStartFrame, durationFrames]),
  ).toEqual([
    [sounds[1]!.media, 0, 24],
    [sounds[2]!.media, 24, 49],
  ])
  expect(looseSounds(patches, sounds)).toEqual(sounds.slice(1))
})

test('as many and as long as sounds are, the film is whole', () => {
  const tenHours = 48_000 * 36_000
  const sounds = Array.from({ length: 40 }, (_, index) => sound('abcdef'[index % 6]!, tenHours))
  const film = rebuildFilm({ name: 'Found', patches: [], takes: [], pictures: [picture('a')], sounds })
  expect(filmSchema.safeParse(film).error).toBeUndefined()
  expect(film.cut.soundTracks[0]!.clips.length).toBeGreaterThan(1)
  expect(film.boards).toHaveLength(1)
})

const anyDigit = fc.constantFrom('a', 'b', 'c', 'd')
const anyPatch: fc.Arbitrary<FilmPatch> = fc.oneof(
  fc
    .tuple(anyDigit, fc.string({ maxLength: 9 }), fc.option(fc.uniqueArray(anyDigit)))
    .map(([digit, name, order]) => boardPatch(`board-${digit}`, name, order?.map((one) => `board-${one}`) ?? null)),
  fc
    .tuple(anyDigit, anyDigit, fc.option(fc.uniqueArray(anyDigit)))
    .map(([id, board, order]): FilmPatch => ({ shots: { items: [aShot(id, `board-${board}`)], order } })),
  fc.string({ maxLength: 9 }).map((name): FilmPatch => ({ name })),
)
const anyTake = fc
  .tuple(anyDigit, anyDigit, fc.integer({ min: 1, max: 50 }), fc.nat(9))
  .map(([id, digit, madeAt, anchor]) => takeOf(id, `Shot ${id}`, digit, madeAt, anchor))

test('whatever is left, it becomes a whole film with every picture and every shot of a take', () => {
  fc.assert(
    fc.property(
      fc.array(anyPatch, { maxLength: 12 }),
      fc.array(anyTake, { maxLength: 6 }),
      fc.uniqueArray(anyDigit),
      fc.array(fc.tuple(anyDigit, fc.nat(1e9)), { maxLength: 4 }),
      (patches, takes, digits, found) => {
        const sounds = found.map(([digit, samples]) => sound(digit, samples))
        const film = rebuildFilm({ name: 'Found', patches, takes, pictures: digits.map(picture), sounds })
        expect(filmSchema.safeParse(film).error).toBeUndefined()
        const shown = new Set(film.boards.map((board) => board.picture.media))
        expect(digits.every((digit) => shown.has(picture(digit).media))).toBe(true)
        const shots = new Set(film.shots.map(({ id }) => id))
        expect(takes.every(({ shot }) => shots.has(shot!.id))).toBe(true)
        expect(film.cut.items).toHaveLength(film.shots.length)
        const heard = film.cut.soundTracks.flatMap(({ clips }) => clips.map(({ media }) => media))
        expect(heard).toEqual(sounds.map(({ media }) => media))
      },
    ),
  )
})
