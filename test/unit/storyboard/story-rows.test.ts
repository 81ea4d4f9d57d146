import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { ShotStatus } from '../../../renderer/state/shots.ts'
import { filteredShots, noFilter, type StoryState } from '../../../renderer/features/storyboard/story-filter.ts'
import {
  groupPlaces,
  rowOf,
  shotBeside,
  shownStory,
  storyRows,
} from '../../../renderer/features/storyboard/story-rows.ts'
import { aBoard, aScene, aShot } from '../project/films.ts'

const boards = [aBoard('b1', { name: '부두의 밤' }), aBoard('b2', { name: 'Alley' })]
const scenes = [aScene('one'), aScene('two')]
const shots: readonly Shot[] = [
  aShot('s1', 'b1', { sceneId: 'one', dialogue: 'Run!', name: 'SH010' }),
  aShot('s2', 'b2', { sceneId: 'one', action: 'She turns', name: 'SH020', group: 'Set-up' }),
  aShot('s3', 'b2', { sceneId: 'two', note: 'rain', name: 'SH030' }),
  aShot('s4', 'b1', {
    name: 'SH040',
    takeMarks: [{ takeId: 't', stars: 0, rejected: true, note: '' }],
  }),
]
const film = { shots, scenes, boards } as never
const statuses: Readonly<Record<string, ShotStatus>> = { s1: 'board', s2: 'takes', s3: 'queued', s4: 'chosen' }
const statusOf = (shot: Shot): ShotStatus => statuses[shot.id]!

describe('filter', () => {
  const found = (words: string, ...states: StoryState[]) =>
    filteredShots(film, { words, states: new Set(states) }, statusOf)
      .map(({ id }) => id.slice(1))
      .join('')

  test.each([
    ['', '1234'],
    ['run', '1'],
    ['TURNS she', '2'],
    ['rain', '3'],
    ['set-up', '2'],
    ['scene one', '12'],
    ['alley', '23'],
    ['sh0', '1234'],
    ['부두의 밤'.normalize('NFD'), '14'],
    ['run rain', ''],
  ])('words %j', (words, wanted) => {
    expect(found(words)).toBe(wanted)
  })

  test('states are joined with each other by or, with words by and', () => {
    expect(found('', 'board', 'takes')).toBe('12')
    expect(found('', 'running')).toBe('3')
    expect(found('', 'rejected')).toBe('4')
    expect(found('alley', 'takes', 'chosen')).toBe('2')
  })

  test('without a filter the list is the same, and no status is asked for', () => {
    expect(filteredShots(film, noFilter, () => expect.fail())).toBe(shots)
    expect(filteredShots(film, { ...noFilter, words: 'sh' }, () => expect.fail())).toHaveLength(4)
  })
})

describe('rows', () => {
  const story = (visible: readonly Shot[] = shots, filtering = false, closed: string[] = []) =>
    shownStory(film, visible, filtering, closed)
  const told = (columns: number, ...of: Parameters<typeof story>) =>
    storyRows(story(...of), columns).map((row) =>
      row.kind === 'shots' ? row.shots.map(({ id }) => id).join(' ') : `${row.kind} ${row.section.scene?.id ?? 'none'}`,
    )

  test('sections begin rows of their own, under their headings', () => {
    expect(told(2)).toEqual(['heading one', 's1 s2', 'heading two', 's3', 'heading none', 's4'])
    expect(told(1, shots, false, ['one', 'none'])).toEqual(['heading one', 'heading two', 's3', 'heading none'])
  })

  test('a filter leaves sections without shots out and looks into closed ones', () => {
    expect(told(3, [shots[1]!, shots[3]!], true, ['one'])).toEqual(['heading one', 's2', 'heading none', 's4'])
  })

  test('a film without scenes has no headings, and nothing in it is closed', () => {
    const plain = shownStory({ shots: shots.map((shot) => ({ ...shot, sceneId: null })), scenes: [] }, [], false, [
      'none',
    ])
    expect(storyRows(plain, 3).map(({ kind }) => kind)).toEqual(['shots', 'shots'])
  })

  test('every shown shot is in one row, whatever the number of columns; numbers are of the whole film', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.subarray([...shots]), (columns, visible) => {
        const shown = story(visible, true)
        const rows = storyRows(shown, columns)
        const ids = rows.flatMap((row) => (row.kind === 'shots' ? row.shots.map(({ id }) => id) : []))
        expect(ids).toEqual(visible.map(({ id }) => id))
        expect(shown.shotIds).toEqual(ids)
        for (const row of rows) if (row.kind === 'shots') expect(row.shots.length).toBeLessThanOrEqual(columns)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
        for (const id of ids) expect(shown.numbers.get(id)).toBe(shots.findIndex((shot) => shot.id === id) + 1)
      }),
    )
  })

  test('up and down keep the column where the next row has it', () => {
    const rows = storyRows(story(), 2)
    expect([shotBeside(rows, 's2', 1), shotBeside(rows, 's3', -1), shotBeside(rows, 's4', 1)]).toEqual([
      's3',
      's1',
      null,
    ])
    expect(rowOf(rows, 's4')).toBe(5)
    expect(shotBeside(rows, 'gone', 1)).toBe(null)
  })
})

test('a bracket reaches over the neighbours of a group; each group of a section has a colour', () => {
  const grouped = ['A', 'A', '', 'B', 'A'].map((group, index) => ({ ...shots[0]!, id: `${index}`, group }))
  const places = groupPlaces(grouped)
  const told = [...places].map(([id, { colour, starts, ends }]) => `${id} ${colour} ${starts} ${ends}`)
  expect(told).toEqual(['0 0 true false', '1 0 false true', '3 1 true true', '4 0 true true'])
})
