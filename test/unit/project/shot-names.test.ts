import { expect, test } from 'vitest'
import { nameCollisions, patternNames, renameShots, type NamePattern } from '../../../core/project/edits/shot-names.ts'
import { addScene, assignToScene } from '../../../core/project/edits/scenes.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { aScene, story } from './films.ts'

const tens: NamePattern = { pattern: 'SC{scene}_SH{number}', start: 10, step: 10, digits: 3, restart: true }
const all = ['s-a', 's-b', 's-c', 's-d']

/** a and b in the first scene, c in the second, d in none. */
function scenes(): Film {
  const film = addScene(addScene(story(), aScene('one')), aScene('two'))
  const [a, b, c, d] = assignToScene(assignToScene(film, ['s-a', 's-b'], 'one'), ['s-c'], 'two').shots.toSorted(
    (x, y) => x.id.localeCompare(y.id),
  )
  return { ...film, shots: [a!, b!, c!, d!] }
}

const named = (film: Film, pattern: Partial<NamePattern>, ids = all) => [
  ...patternNames(film, ids, { ...tens, ...pattern }).values(),
]

test('scenes and shots are counted in story order, shots from the start again in each scene', () => {
  expect(named(scenes(), {})).toEqual(['SC010_SH010', 'SC010_SH020', 'SC020_SH010', 'SC000_SH010'])
  expect(named(scenes(), { restart: false, pattern: '{number}' })).toEqual(['010', '020', '030', '040'])
})

test('only the chosen shots are counted, scenes all the same', () => {
  expect(named(scenes(), {}, ['s-c', 's-b'])).toEqual(['SC010_SH010', 'SC020_SH010'])
})

test('other tokens come from shot, board, group and scene; unknown ones stay as they are', () => {
  const film = { ...scenes(), shots: scenes().shots.map((shot) => ({ ...shot, group: 'B' })) }
  expect(named(film, { pattern: '{scene-name} {group} {board} {name} {what}', start: 1, step: 1, digits: 1 })[0]).toBe(
    'Scene one B Board b-a Shot s-a {what}',
  )
  expect(named(film, { pattern: '$&{number}', digits: 1, start: 1, step: 1 })).toEqual(['$&1', '$&2', '$&1', '$&1'])
  expect(named(film, { pattern: '{name}'.repeat(100) })[0]).toHaveLength(200)
})

test('collisions are told, with shots that keep their names too, but not those of old', () => {
  const film = scenes()
  const names = patternNames(film, ['s-a', 's-b', 's-c'], { ...tens, pattern: 'SH{number}' })
  expect(nameCollisions(film.shots, names)).toEqual(['SH010'])
  expect(nameCollisions(film.shots, new Map([['s-a', 'Shot s-d']]))).toEqual(['Shot s-d'])
  const same = film.shots.map((shot) => ({ ...shot, name: 'Same' }))
  expect(nameCollisions(same, new Map([['s-a', 'Other']]))).toEqual([])
})

test('renaming is one edit, and none where nothing changes', () => {
  const film = scenes()
  const renamed = renameShots(film, patternNames(film, all, tens))
  expect(renamed.shots.map(({ name }) => name)).toEqual(named(film, {}))
  expect(renameShots(renamed, patternNames(renamed, all, tens))).toBe(renamed)
})
