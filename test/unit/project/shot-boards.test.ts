import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addNewShotBoard,
  addShotBoard,
  maxShotBoards,
  moveShotBoard,
  nextBoardFrame,
  setEndBoard,
  takeOutShotBoard,
} from '../../../core/project/edits/shot-boards.ts'
import { stretchShot } from '../../../core/project/edits/storyboard.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { aBoard, aFilm, deepFreeze } from './films.ts'

const start = deepFreeze(aFilm())

function boardsOf(film: Film): string {
  return film.shots[0]!.boards.map(({ boardId, frame, role }) => `${boardId}@${frame}${role[0]}`).join(' ')
}

test('boards are added on the way, moved past each other, made the end and taken out', () => {
  expect(nextBoardFrame(start.shots[0]!)).toBe(12)
  let film = addShotBoard(start, 's1', 'b2', 12)
  expect(boardsOf(film)).toBe('b1@0s b2@12t')
  film = addNewShotBoard(film, 's1', aBoard('b3'), 18)
  expect(boardsOf(film)).toBe('b1@0s b2@12t b3@18t')
  // The new board stands after the shot's others in the film.
  expect(film.boards.map(({ id }) => id)).toEqual(['b1', 'b2', 'b3'])
  film = setEndBoard(film, 's1', true)
  expect(boardsOf(film)).toBe('b1@0s b2@12t b3@18e')
  expect(nextBoardFrame(film.shots[0]!)).toBe(15)
  expect(boardsOf(moveShotBoard(film, 's1', 18, 23))).toBe('b1@0s b2@12t b3@23e')
  // Only the last can be the end board.
  expect(boardsOf(moveShotBoard(film, 's1', 12, 20))).toBe('b1@0s b3@18t b2@20t')
  expect(boardsOf(setEndBoard(film, 's1', false))).toBe('b1@0s b2@12t b3@18t')
  const without = takeOutShotBoard(film, 's1', 18)
  expect(boardsOf(without)).toBe('b1@0s b2@12t')
  expect(without.boards.map(({ id }) => id)).toEqual(['b1', 'b2'])
  // The other shot still shows it.
  expect(takeOutShotBoard(without, 's1', 12).boards.map(({ id }) => id)).toEqual(['b1', 'b2'])
})

test('a frame that is taken gives way to the nearest free one, and the first board stays the first', () => {
  const film = addShotBoard(addShotBoard(start, 's1', 'b2', 5), 's1', 'b2', 5)
  expect(boardsOf(film)).toBe('b1@0s b2@4t b2@5t')
  expect(boardsOf(moveShotBoard(film, 's1', 5, -8))).toBe('b1@0s b2@1t b2@4t')
  expect(boardsOf(moveShotBoard(film, 's1', 4, 400))).toBe('b1@0s b2@5t b2@23t')
  expect(moveShotBoard(film, 's1', 0, 9).shots[0]).toBe(film.shots[0])
  expect(moveShotBoard(film, 's1', 5, 5).shots[0]).toBe(film.shots[0])
})

test('what cannot be is refused by name', () => {
  expect(() => addShotBoard(start, 's1', 'none', 3)).toThrow('edit.unknown')
  expect(() => moveShotBoard(start, 's1', 3, 4)).toThrow('edit.unknown')
  expect(() => takeOutShotBoard(start, 's1', 0)).toThrow('edit.refused')
  let full = start
  for (let count = 1; count < maxShotBoards; count++) full = addShotBoard(full, 's1', 'b2', 12)
  expect(nextBoardFrame(full.shots[0]!)).toBeNull()
  expect(() => addShotBoard(full, 's1', 'b2', 12)).toThrow('edit.refused')
})

test('a longer shot takes its boards along, a shorter one keeps as many as have room', () => {
  const film = setEndBoard(addShotBoard(addShotBoard(start, 's1', 'b2', 12), 's1', 'b2', 23), 's1', true)
  expect(boardsOf(stretchShot(film, 's1', 47))).toBe('b1@0s b2@24t b2@46e')
  expect(boardsOf(stretchShot(film, 's1', 2))).toBe('b1@0s b2@1t')
})

test('any edits leave a valid film', () => {
  const frame = fc.integer({ min: -3, max: 30 })
  const step = fc.oneof(
    // Refused only where there is truly no room.
    frame.map((at) => (film: Film) => {
      const { boards, durationFrames } = film.shots[0]!
      if (boards.length < Math.min(maxShotBoards, durationFrames)) return addShotBoard(film, 's1', 'b2', at)
      expect(() => addShotBoard(film, 's1', 'b2', at)).toThrow('edit.refused')
      return film
    }),
    fc.tuple(fc.nat(15), frame).map(([index, to]) => (film: Film) => {
      const { boards } = film.shots[0]!
      return moveShotBoard(film, 's1', boards[index % boards.length]!.frame, to)
    }),
    fc.nat(15).map((index) => (film: Film) => {
      const later = film.shots[0]!.boards.slice(1)
      return later.length === 0 ? film : takeOutShotBoard(film, 's1', later[index % later.length]!.frame)
    }),
    fc.boolean().map((isEnd) => (film: Film) => setEndBoard(film, 's1', isEnd)),
    fc.integer({ min: 2, max: 60 }).map((frames) => (film: Film) => stretchShot(film, 's1', frames)),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const film = steps.reduce((before, edit) => edit(before), start)
      expect(filmSchema.safeParse(film).error).toBeUndefined()
      expect(film.shots[0]!.boards[0]).toEqual({ boardId: 'b1', frame: 0, role: 'start' })
    }),
    { numRuns: 60 },
  )
})
