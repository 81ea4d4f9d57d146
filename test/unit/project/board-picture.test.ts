import { expect, test } from 'vitest'
import {
  depthAfter,
  dropBoardDepth,
  haveSameShape,
  replaceBoardPicture,
  replaceShotPicture,
} from '../../../core/project/edits/board-picture.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import { aBoard, aFilm, deepFreeze } from './films.ts'

const raster = `media/${'d'.repeat(64)}.npy`
const crop = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }
const estimated = { origin: 'estimated', raster, packId: 'p', packVersion: '1', relief: 0.5 } as const
const file = { origin: 'file', raster } as const
const wide = { media: `media/${'e'.repeat(64)}.png`, width: 2560, height: 1440 }
const square = { media: `media/${'f'.repeat(64)}.png`, width: 1000, height: 1000 }

function filmWith(more: Partial<Board>) {
  return deepFreeze({ ...aFilm(), boards: [aBoard('b1', { crop, ...more }), aBoard('b2')] })
}

test('another picture of the same shape keeps path, crop and depth', () => {
  const film = filmWith({ depth: estimated })
  const changed = replaceBoardPicture(film, 'b1', wide)
  expect(changed.boards[0]).toEqual({ ...film.boards[0], picture: wide })
  expect(changed.shots).toBe(film.shots)
  expect(replaceBoardPicture(changed, 'b1', wide)).toBe(changed)
})

test('one of another shape loses the crop and the raster with its unit, but no depth that needs no picture', () => {
  const shaped = replaceBoardPicture(filmWith({ depth: file, subjectDistance: 4 }), 'b1', square)
  expect(shaped.boards[0]).toMatchObject({ crop: null, depth: { origin: 'flat' }, subjectDistance: null })
  const ground = { origin: 'ground', horizon: 0.4 } as const
  expect(replaceBoardPicture(filmWith({ depth: ground }), 'b1', square).boards[0]!.depth).toEqual(ground)
})

test.each([
  [{ origin: 'flat' }, square, 'kept'],
  [file, wide, 'kept'],
  [file, square, 'reset'],
  [estimated, wide, 'outdated'],
  [estimated, square, 'reset'],
] as const)('the depth %j after %j is %s', (depth, picture, is) => {
  expect(depthAfter(aBoard('b1', { depth }), picture)).toBe(is)
})

test('sides that were rounded count as the same shape, a frame more does not', () => {
  expect(haveSameShape({ width: 1280, height: 720 }, { width: 853, height: 480 })).toBe(true)
  expect(haveSameShape({ width: 1280, height: 720 }, { width: 1280, height: 740 })).toBe(false)
})

test('a board that other shots show too is left to them', () => {
  const film = aFilm()
  const shared = { ...film, shots: [film.shots[0]!, { ...film.shots[1]!, boards: film.shots[0]!.boards }] }
  const { film: changed, boardId } = replaceShotPicture(shared, { shotId: 's2', boardId: 'b1' }, wide, 'new')
  expect(boardId).toBe('new')
  expect(changed.boards.map(({ id, picture }) => [id, picture.width])).toEqual([
    ['b1', 1280],
    ['new', 2560],
    ['b2', 1280],
  ])
  expect(changed.shots.map(({ boards }) => boards[0]!.boardId)).toEqual(['b1', 'new'])
  const alone = replaceShotPicture(film, { shotId: 's2', boardId: 'b2' }, wide, 'new')
  expect(alone.boardId).toBe('b2')
  expect(alone.film.boards).toHaveLength(2)
})

test('a depth that is not the picture’s can be taken away', () => {
  expect(dropBoardDepth(filmWith({ depth: estimated }), 'b1').boards[0]!.depth).toEqual({ origin: 'flat' })
  expect(() => dropBoardDepth(aFilm(), 'none')).toThrow('edit.unknown')
})
