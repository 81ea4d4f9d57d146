import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeGroupName } from '../../../core/project/edits/group-names.ts'
import { groupShots, renameGroup, ungroupShots } from '../../../core/project/edits/groups.ts'
import {
  addScene,
  assignToScene,
  changeScene,
  mergeScenes,
  moveScene,
  newScene,
  removeScene,
} from '../../../core/project/edits/scenes.ts'
import { moveShotsInStory } from '../../../core/project/edits/story-order.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { storySections } from '../../../core/project/story-sections.ts'
import { aScene, cutOrder, shotOrder, story } from './films.ts'

function told(film: Film): string {
  expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])
  return storySections(film)
    .map(({ scene, shots, continued }) => {
      const letters = shots.map(({ id, group }) => id.slice(2) + group).join('')
      return `${scene?.id ?? 'none'}${continued ? '+' : ''}:${letters}`
    })
    .join(' ')
}

/** `one:ab two:cd` */
function twoScenes(): Film {
  const film = addScene(addScene(story(), aScene('one')), aScene('two'))
  return assignToScene(assignToScene(film, ['s-a', 's-b'], 'one'), ['s-c', 's-d'], 'two')
}

describe('sections', () => {
  test('a scene without shots stands after the one before it in the list', () => {
    const film = { ...twoScenes(), scenes: ['x', 'one', 'y', 'z', 'two', 'w'].map(aScene) }
    expect(told(film)).toBe('x: one:ab y: z: two:cd w:')
  })

  test('a scene whose shots are interrupted goes on', () => {
    const film = twoScenes()
    const shots = [film.shots[0]!, film.shots[2]!, film.shots[1]!, { ...film.shots[3]!, sceneId: null }]
    expect(told({ ...film, shots })).toBe('one:a two:c one+:b none:d')
  })
})

describe('scenes', () => {
  test('a new one of shots without a scene starts where they stand', () => {
    expect(told(newScene(story(), aScene('one'), ['s-b', 's-c']))).toBe('none:a one:bc none:d')
    expect(told(newScene(story(), aScene('one'), []))).toBe('one: none:abcd')
  })

  test('a new one of another scene’s shots follows it, in the story and in the list', () => {
    const film = newScene(twoScenes(), aScene('new'), ['s-a'])
    expect(told(film)).toBe('one:b new:a two:cd')
    expect(film.scenes.map(({ id }) => id)).toEqual(['one', 'new', 'two'])
    expect(cutOrder(film)).toBe(shotOrder(film))
  })

  test('shots come to the end of a scene, and leave one behind it', () => {
    expect(told(assignToScene(twoScenes(), ['s-d', 's-b'], 'one'))).toBe('one:abd two:c')
    expect(told(assignToScene(twoScenes(), ['s-a'], null))).toBe('one:b none:a two:cd')
    expect(assignToScene(twoScenes(), ['s-a'], 'one').shots).toEqual(twoScenes().shots)
  })

  test('merging keeps the shots, both notes, boards in the space, and groups apart', () => {
    const film = changeScene(changeScene(twoScenes(), 'one', { note: 'Day' }), 'two', { note: 'Rain' })
    const placed = (boardId: string) => ({ boardId, position: [0, 0, 0], orientation: [0, 0, 0, 1], scale: 1 })
    const scenes = film.scenes.map((scene) => ({
      ...scene,
      placements: [placed('b-a'), placed(scene.id === 'one' ? 'b-b' : 'b-c')],
    }))
    const grouped = groupShots(groupShots({ ...film, scenes } as Film, ['s-a'], 'A'), ['s-c', 's-d'], 'A')
    const merged = mergeScenes(grouped, 'two', 'one')
    expect(told(merged)).toBe('one:aAbcBdB')
    expect(merged.scenes).toMatchObject([{ id: 'one', name: 'Scene one', note: 'Day\n\nRain' }])
    expect(merged.scenes[0]!.placements.map(({ boardId }) => boardId)).toEqual(['b-a', 'b-b', 'b-c'])
    expect(told(mergeScenes(grouped, 'one', 'two'))).toBe('two:cAdAaBb')
    expect(() => mergeScenes(film, 'one', 'one')).toThrow('edit.refused')
  })

  test('a scene moves past its neighbour with all its shots', () => {
    const film = addScene(twoScenes(), aScene('empty'))
    expect(told(moveScene(film, 'one', 1))).toBe('two:cd one:ab empty:')
    expect(told(moveScene(moveScene(film, 'empty', -1), 'empty', -1))).toBe('empty: one:ab two:cd')
    expect(moveScene(film, 'one', -1)).toBe(film)
    expect(cutOrder(moveScene(film, 'two', -1))).toBe('cdab')
  })
})

describe('groups', () => {
  test('grouping brings shots together, ungrouping leaves them there', () => {
    const film = groupShots(story(), ['s-d', 's-b'], 'A')
    expect(told(film)).toBe('none:abAdAc')
    expect(cutOrder(film)).toBe('abdc')
    expect(told(renameGroup(film, null, 'A', 'Set-up'))).toBe('none:abSet-updSet-upc')
    expect(told(ungroupShots(film, ['s-b', 's-d', 's-c']))).toBe('none:abdc')
    expect(renameGroup(film, 'one', 'A', 'B')).toBe(film)
  })

  test('shots of several scenes are no group', () => {
    expect(() => groupShots(twoScenes(), ['s-a', 's-c'], 'A')).toThrow('edit.refused')
    expect(told(groupShots(twoScenes(), ['s-d', 's-c'], 'A'))).toBe('one:ab two:cAdA')
  })

  test('a whole group that comes where its name is taken gets the next free one', () => {
    const film = groupShots(groupShots(twoScenes(), ['s-a'], 'A'), ['s-c', 's-d'], 'A')
    expect(told(moveShotsInStory(film, ['s-c', 's-d'], { before: 's-b', sceneId: 'one' }))).toBe('one:aAcBdBb two:')
    expect(told(assignToScene(film, ['s-c', 's-d'], 'one'))).toBe('one:aAbcBdB two:')
    expect(told(removeScene(removeScene(film, 'one'), 'two'))).toBe('none:aAbcBdB')
    const other = groupShots(assignToScene(film, ['s-d'], null), ['s-d'], 'A')
    expect(told(assignToScene(other, ['s-a', 's-d'], 'two'))).toBe('one:b two:cAaBdC')
  })

  test('no edit of scenes fuses two groups, or divides one that comes along whole', () => {
    const ids = ['s-a', 's-b', 's-c', 's-d']
    const scene = fc.constantFrom(null, 'one', 'two')
    const place = fc.record({ sceneId: scene, group: fc.constantFrom('', 'A', 'B') })
    const edits = fc.oneof(
      fc.constantFrom('one', 'two').map((id) => (film: Film) => removeScene(film, id)),
      fc.constantFrom('one', 'two').map((id) => (film: Film) => mergeScenes(film, id, id === 'one' ? 'two' : 'one')),
      fc.tuple(fc.subarray(ids), scene).map(
        ([chosen, id]) =>
          (film: Film) =>
            assignToScene(film, chosen, id),
      ),
      fc.subarray(ids).map((chosen) => (film: Film) => newScene(film, aScene('new'), chosen)),
    )
    const groupsOf = ({ shots }: Film) =>
      new Map(shots.map(({ id, sceneId, group }) => [id, group === '' ? id : `${sceneId}/${group}`]))
    fc.assert(
      fc.property(fc.array(place, { minLength: 4, maxLength: 4 }), edits, (places, edit) => {
        const shots = twoScenes().shots.map((shot, index) => ({ ...shot, ...places[index]! }))
        const film = { ...twoScenes(), shots }
        const changed = edit(film)
        const [before, after] = [groupsOf(film), groupsOf(changed)]
        const sceneOf = (id: string) => changed.shots.find((shot) => shot.id === id)!.sceneId
        for (const a of ids)
          for (const b of ids) {
            if (after.get(a) === after.get(b)) expect(before.get(a)).toBe(before.get(b))
            const isWhole = ids.every((id) => before.get(id) !== before.get(a) || sceneOf(id) === sceneOf(a))
            if (isWhole && before.get(a) === before.get(b)) expect(after.get(a)).toBe(after.get(b))
          }
      }),
      { numRuns: 300 },
    )
  })

  test('free names go on after Z', () => {
    const film = story()
    const named = (names: string[]) => names.map((group) => ({ ...film.shots[0]!, group }))
    expect(freeGroupName(named([]))).toBe('A')
    expect(freeGroupName(named(['A', 'C']), 1)).toBe('D')
    const all = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
    expect([freeGroupName(named(all)), freeGroupName(named(all), 26)]).toEqual(['AA', 'BA'])
  })
})
