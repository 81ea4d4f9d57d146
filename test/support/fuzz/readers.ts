import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePoseJson } from '../../../core/camera/formats/pose-json.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { readProject, writeProject } from '../../../core/project/project-file.ts'
import { readJournal, recordsAfter, type JournalRecord } from '../../../main/services/projects/project-journal.ts'
import { readSavedHistory, replay } from '../../../main/services/projects/project-replay.ts'
import { aFilm } from '../../unit/project/films.ts'
import { tinyPack } from '../take.ts'

/** A reader of foreign text, with a good file and whether it was taken. */
export interface Reader {
  readonly name: string
  readonly good: string
  /** The good file's value, where it is JSON. */
  readonly value: unknown
  /** @returns true when the text was taken, false when it was refused by name. Throws what must not be. */
  readonly read: (text: string) => boolean
}

const film = aFilm()
const sha = (digit: string): string => digit.repeat(64)

/** One pose at rest, as both kinds of pose file write it. */
const rest = '0 0.5 0.9 0.5 0.5 0 0 1 0 0 0 0 1 0 0 0 0 1 0'
const poseRows = [rest, rest].map((row) => row.split(' ').slice(1).map(Number))

function taken(result: { readonly ok: boolean; readonly error?: unknown }): boolean {
  if (!result.ok && !(result.error instanceof StudioError)) throw new TypeError('refused without a name')
  return result.ok
}

function refusesByName(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (thrown) {
    if (thrown instanceof StudioError) return false
    throw thrown
  }
}

const records: readonly JournalRecord[] = [
  { base: sha('a') },
  ...['One', 'Two'].map((name, number): JournalRecord => {
    const patch = patchBetween(film, { ...film, name })
    return { number, operation: { kind: 'edit', label: { key: 'test', details: {} }, patch }, effect: null }
  }),
  { saved: sha('b') },
  {
    number: 2,
    operation: { kind: 'undo' },
    effect: { label: { key: 'test', details: {} }, patch: patchBetween(film, { ...film, note: 'x' }) },
  },
]

const bodies = records.map((record) => JSON.stringify(record))

/** A journal of lines as they are, with the checks that they need. */
function checkedText(bodies: readonly string[]): string {
  let check = ''
  return bodies
    .map((body) => {
      check = createHash('sha256')
        .update(check + body)
        .digest('hex')
        .slice(0, 16)
      return `${body.slice(0, -1)},"check":"${check}"}\n`
    })
    .join('')
}

/** What opening does with a journal: reads it, finds its place, and does its operations again. */
function readWholeJournal(text: string): boolean {
  const journal = readJournal(text)
  const after = recordsAfter({ film: sha('a'), undo: null }, [], journal.records)
  const replayed = replay(film, sha('a'), after ?? [], readSavedHistory(text))
  return journal.end === 'whole' && after !== null && replayed.complete
}

export const readers: readonly Reader[] = [
  {
    name: 'project.json',
    good: writeProject(film),
    value: JSON.parse(writeProject(film)),
    read: (text) => taken(readProject(text, 'f')),
  },
  { name: 'journal.jsonl', good: checkedText(bodies), value: null, read: readWholeJournal },
  {
    // A damaged line is found by its check; one that somebody made on purpose has a right one.
    name: 'journal.jsonl with right checks',
    good: `[${bodies.join(',\n')}]`,
    value: records,
    read: (text) => readWholeJournal(checkedText(linesOf(text))),
  },
  {
    name: 'pack.json',
    good: readFileSync(join(tinyPack, 'pack.json'), 'utf8'),
    value: JSON.parse(readFileSync(join(tinyPack, 'pack.json'), 'utf8')),
    read: (text) => refusesByName(() => parsePackManifest(text, 'f')),
  },
  {
    name: 'a pose file',
    good: `https://example.invalid/clip\n${rest}\n${rest.replace('0', '250000')}\n`,
    value: null,
    read: (text) => taken(parseRealEstate10k(text, 'f')),
  },
  {
    name: 'a pose file in JSON',
    good: JSON.stringify(poseRows),
    value: poseRows,
    read: (text) => taken(parsePoseJson(text, 'f')),
  },
]

/** Each record of a list in JSON, damaged or not, as a line. */
function linesOf(text: string): string[] {
  try {
    const all: unknown = JSON.parse(text)
    if (Array.isArray(all)) return all.map((one) => JSON.stringify(one) ?? '')
  } catch {
    // Damaged, or deeper than can be written again.
  }
  return text.slice(1, -1).split(',\n')
}
