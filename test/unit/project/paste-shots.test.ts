import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copiedShots, pasteShots } from '../../../core/project/edits/paste-shots.ts'
import { addScene, assignToScene } from '../../../core/project/edits/scenes.ts'
import { removeShots } from '../../../core/project/edits/storyboard.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { aScene, deepFreeze, shotOrder, story } from './films.ts'

/** Ids n-1, n-2 … */
function counter(): () => string {
  let made = 0
  return () => `n-${(made += 1)}`
}

const withTakes = (film: Film): Film => ({
  ...film,
  shots: film.shots.map((shot) => ({ ...shot, chosenTakeId: `take-of-${shot.id}` })),
})

/** Letters of the shots that the cut shows, in its order. */
const shown = (film: Film) => film.cut.items.map((item) => (item.kind === 'clip' ? item.shotId.slice(2) : '-')).join('')

describe('shots that were copied', () => {
  test('come after the shot, as copies without its takes, with clips and names of their own', () => {
    const film = deepFreeze(withTakes(story()))
    const pasted = pasteShots(film, copiedShots(film, ['s-c', 's-a']), 's-b', counter())
    expect([shotOrder(pasted.film), shown(pasted.film)]).toEqual(['ab12cd', 'ab12cd'])
    expect(pasted.shotIds).toEqual(['n-1', 'n-2'])
    const [a, c] = pasted.film.shots.slice(2)
    expect([a, c]).toMatchObject([
      { name: 'Shot s-aB', chosenTakeId: null, takeMarks: [] },
      { name: 'Shot s-cB', chosenTakeId: null, takeMarks: [] },
    ])
    expect(a!.boards).toEqual(film.shots[0]!.boards)
    expect(pasted.film.boards).toEqual(film.boards)
  })

  test('have the next free name each time', () => {
    const copied = copiedShots(story(), ['s-a'])
    const once = pasteShots(story(), copied, 's-a', () => 'one').film
    const newIds = ['two', 'two-clip']
    const twice = pasteShots(once, copied, 's-a', () => newIds.shift()!).film
    expect(twice.shots.slice(0, 3).map(({ name }) => name)).toEqual(['Shot s-a', 'Shot s-aC', 'Shot s-aB'])
  })

  test('take the scene and the group of the shot that they follow', () => {
    const film = assignToScene(addScene(story(), aScene('one')), ['s-a', 's-b'], 'one')
    const grouped = {
      ...film,
      shots: film.shots.map((shot) => (shot.sceneId === 'one' ? { ...shot, group: 'A' } : shot)),
    }
    const into = pasteShots(grouped, copiedShots(grouped, ['s-d']), 's-a', counter()).film
    expect(into.shots[1]).toMatchObject({ id: 'n-1', sceneId: 'one', group: 'A' })
    const outOf = pasteShots(grouped, copiedShots(grouped, ['s-a']), 's-d', counter()).film
    expect(outOf.shots.at(-1)).toMatchObject({ sceneId: null, group: '' })
  })
})

describe('shots that were cut', () => {
  test('come back as themselves, with their takes and boards, and again as copies', () => {
    const film = withTakes(story())
    const copied = copiedShots(film, ['s-b', 's-c'])
    const cut = removeShots(film, ['s-b', 's-c'])
    expect(cut.boards.map(({ id }) => id)).toEqual(['b-a', 'b-d'])
    const { film: back } = pasteShots(cut, copied, 's-d', counter())
    expect([shotOrder(back), shown(back)]).toEqual(['adbc', 'adbc'])
    expect(back.shots.slice(2)).toEqual(film.shots.slice(1, 3))
    const again = pasteShots(back, copied, 's-a', counter()).film
    expect(again.shots.slice(1, 3)).toMatchObject([
      { name: 'Shot s-bB', chosenTakeId: null },
      { name: 'Shot s-cB', chosenTakeId: null },
    ])
    expect(again.boards).toEqual(back.boards)
  })

  test('come back into a film that has lost all of its shots, and their scene', () => {
    const film = assignToScene(addScene(story(), aScene('one')), ['s-a'], 'one')
    const ids = film.shots.map(({ id }) => id)
    const copied = copiedShots(film, ids)
    const back = pasteShots({ ...removeShots(film, ids), scenes: [] }, copied, null, counter()).film
    expect([shotOrder(back), shown(back)]).toEqual(['abcd', 'abcd'])
    expect(back.shots[0]!.sceneId).toBeNull()
  })
})

test('whatever is cut, copied and pasted, the film can be opened again', () => {
  const ids = story().shots.map(({ id }) => id)
  const chosen = fc.subarray(ids, { minLength: 1 })
  fc.assert(
    fc.property(chosen, fc.boolean(), fc.constantFrom(...ids, null), (copying, cutting, after) => {
      const copied = copiedShots(story(), copying)
      const from = cutting ? removeShots(story(), copying) : story()
      const { film, shotIds } = pasteShots(from, copied, after, counter())
      expect(filmSchema.safeParse(film).success).toBe(true)
      expect(film.shots).toHaveLength(from.shots.length + copying.length)
      expect(film.cut.items).toHaveLength(from.cut.items.length + copying.length)
      const at = film.shots.findIndex(({ id }) => id === shotIds[0])
      expect(film.shots.slice(at, at + copying.length).map(({ id }) => id)).toEqual(shotIds)
    }),
  )
})
