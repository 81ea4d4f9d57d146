import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { addCutItem, moveCutItem, trimClip } from '../../../core/project/edits/cut.ts'
import { addShot } from '../../../core/project/edits/shots.ts'
import { duplicateShot, moveShotInStory, removeShots, stretchShot } from '../../../core/project/edits/storyboard.ts'
import { emptyFilm, filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { aBoard, aPath, aShot } from './films.ts'

const names = ['a', 'b', 'c', 'd']

/** Four shots of 24 frames, each with a board and a clip of its own. */
function story(): Film {
  return names.reduce((film, id) => {
    const shot = aShot(`s-${id}`, `b-${id}`)
    const clip = { kind: 'clip', id: `c-${id}`, shotId: shot.id, source: { start: 0, end: 24 }, markers: [] } as const
    return addCutItem(addShot(addBoard(film, aBoard(`b-${id}`)), shot), { ...clip, markers: [] })
  }, emptyFilm('Story'))
}

const shotOrder = (film: Film) => film.shots.map(({ id }) => id.slice(2)).join('')
const cutOrder = (film: Film) => film.cut.items.map(({ id }) => id.slice(2)).join('')

describe('moving a shot', () => {
  test('the cut follows while it is in the storyboard’s order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.nat({ max: 5 })), { maxLength: 8 }), (moves) => {
        const film = moves.reduce((now, [id, at]) => moveShotInStory(now, `s-${id}`, at), story())
        expect(cutOrder(film)).toBe(shotOrder(film))
        expect(filmSchema.safeParse(film).success).toBe(true)
      }),
    )
  })

  test('a cut with an order of its own stays', () => {
    const film = moveShotInStory(moveCutItem(story(), 'c-d', 0), 's-a', 3)
    expect([shotOrder(film), cutOrder(film)]).toEqual(['bcda', 'dabc'])
  })
})

describe('stretching a shot', () => {
  test('its move takes the new time, its whole clip with it; a trimmed clip stays trimmed', () => {
    const film = stretchShot(trimClip(story(), 'c-b', { start: 4, end: 20 }), 's-a', 47)
    const shot = film.shots[0]!
    expect(shot.camera.source === 'keys' && shot.camera.path.keys.map(({ timeFrames }) => timeFrames)).toEqual([0, 46])
    expect(film.cut.items[0]).toMatchObject({ source: { start: 0, end: 47 } })
    expect(stretchShot(film, 's-b', 12).cut.items[1]).toMatchObject({ source: { start: 4, end: 18 } })
  })

  test('there and back is the same film but for rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), (frames) => {
        const back = stretchShot(stretchShot(story(), 's-c', frames), 's-c', 24)
        expect(back.cut).toEqual(story().cut)
        const { camera } = back.shots[2]!
        const times = camera.source === 'keys' ? camera.path.keys.map(({ timeFrames }) => timeFrames) : []
        for (const [index, { timeFrames }] of aPath().keys.entries()) expect(times[index]).toBeCloseTo(timeFrames, 9)
      }),
    )
  })
})

test('a copy follows its shot in story and cut, without its takes', () => {
  const film = duplicateShot(story(), 's-b', { id: 's-x', name: 'Copy' }, 'c-x')
  expect([shotOrder(film), cutOrder(film)]).toEqual(['abxcd', 'abxcd'])
  expect(film.shots[2]).toMatchObject({ name: 'Copy', chosenTakeId: null, takeMarks: [] })
})

test('a board goes with its last shot', () => {
  const film = duplicateShot(story(), 's-b', { id: 's-x', name: 'Copy' }, 'c-x')
  const one = removeShots(film, ['s-b', 's-a'])
  expect(one.boards.map(({ id }) => id)).toEqual(['b-b', 'b-c', 'b-d'])
  expect(cutOrder(one)).toBe('xcd')
  expect(removeShots(one, ['s-x']).boards.map(({ id }) => id)).toEqual(['b-c', 'b-d'])
})
