import { expect, test } from 'vitest'
import type { FilmOperation } from '../../../core/project/film-history.ts'
import { recordsAfter, type JournalRecord } from '../../../main/services/projects/project-journal.ts'

const film = 'a'.repeat(64)
const other = 'b'.repeat(64)
const [then, now] = ['1'.repeat(16), '2'.repeat(16)]
const entry = (number: number): JournalRecord => {
  const operation: FilmOperation = { kind: 'undo' }
  return { number, operation, effect: null }
}
const named: JournalRecord[] = [
  { base: film, undo: then },
  entry(0),
  { saved: film, undo: now },
  entry(1),
  { saved: other, undo: '3'.repeat(16) },
]
const nameless: JournalRecord[] = [{ base: film }, entry(0), { saved: film }, entry(1)]

test.each([
  ['the undo of then', named, then, named.slice(1)],
  ['the undo of now', named, now, named.slice(3)],
  // From the first place on it can be told.
  ['an undo that no journal knows', named, '9'.repeat(16), named.slice(1)],
  ['no undo', named, null, named.slice(1)],
  ['a journal without names', nameless, null, nameless.slice(3)],
  [
    'a first save after a base without a name',
    [{ base: film }, entry(0), { saved: film, undo: now }],
    null,
    [entry(0), { saved: film, undo: now }],
  ],
] as const)('a film that was saved twice goes on from %s', (_, records, undo, after) => {
  expect(recordsAfter({ film, undo }, [], records)).toEqual(after)
  expect(recordsAfter({ film, undo }, records, [])).toEqual(after)
})

test('journals that know no such film lead nowhere', () => {
  expect(recordsAfter({ film: 'c'.repeat(64), undo: now }, named, [])).toBeNull()
  expect(recordsAfter({ film, undo: null }, [], [])).toBeNull()
})
