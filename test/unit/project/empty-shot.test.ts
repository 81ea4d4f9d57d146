import { expect, test } from 'vitest'
import { addShotWithBoard } from '../../../core/project/edits/empty-shot.ts'
import { nameBetween } from '../../../core/project/edits/shot-numbers.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { aScene, cutOrder, deepFreeze, shotOrder, story } from './films.ts'

const paper = { media: `media/${'f'.repeat(64)}.png`, width: 1920, height: 1080 }

function counter(): () => string {
  let last = 0
  return () => `n${++last}`
}

function numbered(...names: string[]): Film {
  const film = story()
  return { ...film, shots: film.shots.map((shot, index) => ({ ...shot, name: names[index] ?? shot.name })) }
}

test.each([
  ['after', 'abnxcd'],
  ['before', 'anxbcd'],
] as const)('a shot of a board of its own comes %s another, in story and cut', (side, order) => {
  const film = deepFreeze(numbered('SH010', 'SH020', 'SH030'))
  const grown = addShotWithBoard(film, paper, { shotId: 's-b', side }, counter())
  const letters = (text: string) => text.replace(/^n\d$/, 'nx')
  expect(grown.shots.map(({ id }) => letters(id).replace('s-', '')).join('')).toBe(order)
  expect(grown.cut.items.map(({ id }) => letters(id).replace('c-', '')).join('')).toBe(order)
  const shot = grown.shots.find(({ id }) => id.startsWith('n'))!
  const board = grown.boards.find(({ id }) => id.startsWith('n'))!
  expect(shot.boards).toEqual([{ boardId: board.id, frame: 0, role: 'start' }])
  expect(board).toMatchObject({ name: shot.name, picture: paper, crop: null, depth: { origin: 'flat' } })
  expect(grown.boards.map(({ id }) => letters(id).replace('b-', '')).join('')).toBe(order)
})

test('it belongs to the scene and the group of the shot beside it, and is as long as other new shots', () => {
  const film = story()
  const shots = film.shots.map((shot) => ({ ...shot, sceneId: 'one', group: 'A' }))
  const grown = addShotWithBoard(
    { ...film, scenes: [aScene('one')], shots },
    paper,
    { shotId: 's-d', side: 'after' },
    counter(),
  )
  expect(grown.shots.at(-1)).toMatchObject({ sceneId: 'one', group: 'A', durationFrames: 48, name: 'SH010' })
})

test('without a place it is the last one, in an empty film the first', () => {
  const first = addShotWithBoard(emptyFilm('New'), paper, null, counter())
  expect([first.shots.length, first.boards.length, first.cut.items.length]).toEqual([1, 1, 1])
  expect(first.shots[0]!.name).toBe('SH010')
  const last = addShotWithBoard(numbered('SH010', 'SH020'), paper, null, counter())
  expect([shotOrder(last).slice(0, 4), cutOrder(last).slice(0, 4)]).toEqual(['abcd', 'abcd'])
  expect(last.shots.at(-1)!.name).toBe('SH030')
})

test('a shot that is not there is refused', () => {
  const place = { shotId: 's-z', side: 'after' } as const
  expect(() => addShotWithBoard(story(), paper, place, counter())).toThrow(
    expect.objectContaining({ code: 'edit.unknown' }),
  )
})

test.each([
  [['SH010', 'SH020'], 1, 'SH015'],
  [['SH010', 'SH020'], 0, 'SH005'],
  [['SH010', 'SH020'], 2, 'SH030'],
  [['SH010', 'SH015'], 1, 'SH012'],
  [['SH010', 'SH012'], 1, 'SH011'],
  [['SH010', 'SH011'], 1, 'SH020'],
  [['SH000', 'SH001'], 1, 'SH010'],
  [['SH020', 'SH010'], 1, 'SH030'],
  [['SH010', 'Pan'], 1, 'SH020'],
  [['Pan', 'SH040'], 1, 'SH050'],
  [['SH010', 'SH020', 'SH015'], 1, 'SH030'],
  [['SH990', 'SH1010'], 1, 'SH1000'],
  [[], 0, 'SH010'],
] as const)('among %j at %i comes %s', (names, index, name) => {
  expect(
    nameBetween(
      names.map((each) => ({ name: each })),
      index,
    ),
  ).toBe(name)
})
