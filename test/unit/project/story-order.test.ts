import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moveCutItem } from '../../../core/project/edits/cut.ts'
import { addScene, assignToScene } from '../../../core/project/edits/scenes.ts'
import { moveShotsInStory, neighbourPlace } from '../../../core/project/edits/story-order.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { storySections } from '../../../core/project/story-sections.ts'
import { aScene, cutOrder, shotOrder, story, storyNames } from './films.ts'

const shotIds = storyNames.map((name) => `s-${name}`)
const many = fc.uniqueArray(fc.constantFrom(...shotIds), { minLength: 1, maxLength: 4 })

/** The storyboard in one line: `one:ab none:cd`. */
function told(film: Film): string {
  return storySections(film)
    .map(({ scene, shots }) => `${scene?.id ?? 'none'}:${shots.map(({ id }) => id.slice(2)).join('')}`)
    .join(' ')
}

/** `one:ab two:cd` */
function twoScenes(): Film {
  const film = addScene(addScene(story(), aScene('one')), aScene('two'))
  return assignToScene(assignToScene(film, ['s-a', 's-b'], 'one'), ['s-c', 's-d'], 'two')
}

describe('moving shots', () => {
  test('keeps every shot, the order of the moved and of the others; the cut follows', () => {
    const moves = fc.array(fc.tuple(many, fc.option(fc.constantFrom(...shotIds), { nil: null })), { maxLength: 6 })
    fc.assert(
      fc.property(moves, (all) => {
        let film = twoScenes()
        for (const [ids, before] of all) {
          const order = shotOrder(film)
          film = moveShotsInStory(film, ids, { before, sceneId: 'two' })
          const isMoved = (letter: string) => ids.includes(`s-${letter}`)
          const [now, was] = [[...shotOrder(film)], [...order]]
          expect(now.filter(isMoved)).toEqual(was.filter(isMoved))
          expect(now.filter((letter) => !isMoved(letter))).toEqual(was.filter((letter) => !isMoved(letter)))
          expect(now.slice(now.findIndex(isMoved)).slice(0, ids.length).every(isMoved)).toBe(true)
          expect(cutOrder(film)).toBe(shotOrder(film))
          expect(filmSchema.safeParse(film).success).toBe(true)
        }
      }),
    )
  })

  test('puts them before the named shot, or before the first after it that stays', () => {
    expect(told(moveShotsInStory(twoScenes(), ['s-d', 's-a'], { before: 's-b', sceneId: 'one' }))).toBe('one:adb two:c')
    expect(told(moveShotsInStory(twoScenes(), ['s-a', 's-b'], { before: 's-a', sceneId: 'two' }))).toBe('one: two:abcd')
    expect(told(moveShotsInStory(twoScenes(), ['s-a'], { before: null, sceneId: null }))).toBe('one:b two:cd none:a')
  })

  test('a cut with an order of its own stays, and a move that changes nothing is no edit', () => {
    const own = moveCutItem(story(), 'c-d', 0)
    const film = moveShotsInStory(own, ['s-a'], { before: null, sceneId: null })
    expect([shotOrder(film), cutOrder(film)]).toEqual(['bcda', 'dabc'])
    expect(moveShotsInStory(film, ['s-a'], { before: null, sceneId: null })).toBe(film)
  })

  test('one shot leaves its group with its scene; a whole group stays one', () => {
    const film = twoScenes()
    const grouped = {
      ...film,
      shots: film.shots.map((shot) => (shot.sceneId === 'one' ? { ...shot, group: 'A' } : shot)),
    }
    const groups = (ids: string[]) =>
      moveShotsInStory(grouped, ids, { before: null, sceneId: 'two' }).shots.map(({ group }) => group)
    expect(groups(['s-a'])).toEqual(['A', '', '', ''])
    expect(groups(['s-a', 's-b'])).toEqual(['', '', 'A', 'A'])
  })
})

describe('moving by one place', () => {
  const stepped = (film: Film, ids: string[], step: 1 | -1) => {
    const place = neighbourPlace(film, ids, step)
    return place === null ? null : told(moveShotsInStory(film, ids, place))
  }

  test.each([
    [['s-a'], 1, 'one:ba two:cd'],
    [['s-b'], 1, 'one:a two:bcd'],
    [['s-d'], 1, null],
    [['s-c'], -1, 'one:abc two:d'],
    [['s-b'], -1, 'one:ba two:cd'],
    [['s-a'], -1, null],
    [['s-a', 's-b'], 1, 'one: two:abcd'],
    [['s-b', 's-c'], -1, 'one:bca two:d'],
  ] as const)('%j by %i', (ids, step, wanted) => {
    expect(stepped(twoScenes(), [...ids], step)).toBe(wanted)
  })

  test('an empty scene is a place too', () => {
    const film = addScene(story(), aScene('empty'))
    expect(told(film)).toBe('empty: none:abcd')
    expect(stepped(film, ['s-a'], -1)).toBe('empty:a none:bcd')
  })

  test('there and back is the same story', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shotIds), fc.constantFrom(1 as const, -1 as const), (id, step) => {
        const film = twoScenes()
        const there = neighbourPlace(film, [id], step)
        if (there === null) return
        const moved = moveShotsInStory(film, [id], there)
        const back = neighbourPlace(moved, [id], step === 1 ? -1 : 1)
        expect(told(moveShotsInStory(moved, [id], back!))).toBe(told(film))
      }),
    )
  })
})
