import { expect, test } from 'vitest'
import type { ImportedStory } from '../../../core/import/story.ts'
import { rateNote, withStory } from '../../../core/import/with-story.ts'
import { appendShots } from '../../../core/project/edits/append-shots.ts'
import { emptyFilm, filmSchema } from '../../../core/project/schema/film.ts'

const picture = { media: `media/${'a'.repeat(64)}.png`, width: 900, height: 500 }
const ids = (): (() => string) => {
  let count = 0
  return () => `id${++count}`
}
const shot = {
  name: '',
  group: '',
  dialogue: '',
  action: '',
  note: '',
  seconds: 2,
  fovYRadians: null,
  picture: { ...picture, isCard: false },
}
const story: ImportedStory = {
  title: 'Alley',
  rate: { numerator: 25, denominator: 1 },
  aspect: 2.35,
  sounds: 0,
  scenes: [
    {
      name: 'One',
      note: 'synopsis',
      shots: [
        { ...shot, name: '1A', group: '1', dialogue: 'ANNA: Here.', action: 'She turns.', note: 'slow', seconds: 1.5 },
        { ...shot, fovYRadians: Math.PI / 6 },
      ],
    },
    { name: 'Two', note: '', shots: [{ ...shot, seconds: 0.001 }] },
  ],
}

test('an empty film takes rate, shape, scenes, shots and their words', () => {
  const film = withStory(emptyFilm('Alley'), story, ids())
  expect(filmSchema.safeParse(film).success).toBe(true)
  expect(film).toMatchObject({ rate: story.rate, format: { width: 2538, height: 1080 } })
  expect(film.scenes.map(({ name, note }) => [name, note])).toEqual([
    ['One', 'synopsis'],
    ['Two', ''],
  ])
  const [one, two] = film.scenes
  expect(film.shots.map(({ name, durationFrames, sceneId }) => [name, durationFrames, sceneId])).toEqual([
    ['1A', 38, one!.id],
    ['SH010', 50, one!.id],
    ['SH020', 2, two!.id],
  ])
  expect(film.shots[0]).toMatchObject({ group: '1', dialogue: 'ANNA: Here.', action: 'She turns.', note: 'slow' })
  expect(film.boards.map(({ name }) => name)).toEqual(['1A', 'SH010', 'SH020'])
  expect(film.cut.items.map((item) => (item.kind === 'clip' ? item.source : null))).toEqual(
    film.shots.map(({ durationFrames }) => ({ start: 0, end: durationFrames })),
  )
  // tan 15° of half the frame's height, 1080 of 2538 of a sensor 24.89 mm wide.
  expect(film.boards[1]?.lens.focalLengthMm).toBeCloseTo((24.89 * 1080) / 2538 / 2 / Math.tan(Math.PI / 12), 6)
  expect(film.boards[0]?.lens.origin).toBe('default')
})

test('a film with shots keeps its rate and shape, and durations their seconds', () => {
  const before = appendShots(emptyFilm('Film'), [{ boardName: 'a.png', picture }], ids())
  let count = 100
  const film = withStory(before, story, () => `new${++count}`)
  expect(film).toMatchObject({ rate: before.rate, format: before.format })
  expect(film.shots.map(({ name, durationFrames }) => [name, durationFrames])).toEqual([
    ['SH010', 48],
    ['1A', 36],
    ['SH020', 48],
    ['SH030', 2],
  ])
  expect(rateNote(before, story)).toMatchObject({
    code: 'import.storyboarder.rate',
    details: { file: 'Alley', rate: 25, filmRate: 24 },
  })
  expect(rateNote(emptyFilm('Empty'), story)).toBeNull()
})
