import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { currentVersion } from '../../../core/project/migrations.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { writerMark } from '../../../main/services/files/writer-mark.ts'
import { listSnapshots } from '../../../main/services/projects/project-snapshots.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aFilm } from '../project/films.ts'
import { open, renameTo } from './project-films.ts'

interface Document {
  format: string
  version: number
  film: { name: string; shots: Record<string, unknown>[]; [field: string]: unknown }
}

function aDocument(): Document {
  return JSON.parse(writeProject(aFilm())) as Document
}

/** A project as the first version wrote it: shots without texts and groups. */
function firstVersion(): string {
  const document = aDocument()
  for (const shot of document.film.shots) for (const field of ['dialogue', 'action', 'group']) delete shot[field]
  return `${JSON.stringify({ ...document, version: 1 }, null, 1)}\n`
}

/** A journal as any version writes it: each line has the first 16 digits of the hash of the check before it and itself. */
function journalOf(records: readonly object[]): string {
  let check = ''
  return records
    .map((record) => {
      const body = JSON.stringify(record)
      check = sha256(check + body).slice(0, 16)
      return `${body.slice(0, -1)},"check":"${check}"}\n`
    })
    .join('')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function projectOf(text: string): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'project.json'), text)
  return folder
}

test('a project of version 1 with its journal opens, says so, and its original stays', async () => {
  const original = firstVersion()
  const folder = projectOf(original)
  const { shots } = (JSON.parse(original) as Document).film
  const longer = { ...shots[0], prompt: 'dusk', name: 'Old shot' }
  const label = { key: 'edit.shot', details: {} }
  const journal = journalOf([
    { base: sha256(original) },
    { number: 0, operation: { kind: 'edit', label, patch: { shots: { items: [longer], order: null } } }, effect: null },
    { number: 1, operation: { kind: 'edit', label, patch: { name: 'Renamed in version 1' } }, effect: null },
  ])
  writeFileSync(join(folder, 'journal.jsonl'), journal)
  utimesSync(join(folder, 'journal.jsonl'), 1_700_000_000, 1_700_000_000)
  const { store, recovery, notices } = await open(folder)
  expect(notices).toEqual([])
  expect(store.film.name).toBe('Renamed in version 1')
  expect(store.film.shots[0]).toMatchObject({ name: 'Old shot', prompt: 'dusk', dialogue: '', action: '', group: '' })
  expect(recovery).toMatchObject({ edits: 2, migratedFrom: 1, fromBackup: false, problems: [], kept: [] })
  expect(recovery?.editedAt).toBe(1_700_000_000_000)
  const [kept] = await listSnapshots(folder)
  expect(kept).toMatchObject({ reason: 'migrate', shots: 2 })
  expect(readFileSync(join(folder, 'snapshots', kept!.name), 'utf8')).toBe(original)
  expect((JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8')) as Document).version).toBe(currentVersion)
})

test('a project of version 1 that nobody edits is told of once, and stays as the older version wrote it', async () => {
  const original = firstVersion()
  const folder = projectOf(original)
  const told: unknown[] = []
  for (let opening = 0; opening < 3; opening++) {
    const { store, recovery } = await open(folder)
    told.push(recovery)
    // What a batch of takes keeps, the film being as it was.
    await store.keepSnapshot('generate')
    await store.close()
  }
  expect(told).toMatchObject([{ migratedFrom: 1, edits: 0 }, null, null])
  expect(readFileSync(join(folder, 'project.json'), 'utf8')).toBe(original)
  expect((await listSnapshots(folder)).map(({ reason }) => reason)).toEqual(['migrate', 'generate'])
})

test('a project of this version is opened without a word', async () => {
  const { recovery } = await open(projectOf(writeProject(aFilm())))
  expect(recovery).toBeNull()
})

test('a damaged project.json is told with its backup, the time of that, and where it is kept', async () => {
  const folder = projectOf('{"format":"crane')
  writeFileSync(join(folder, 'project.json.backup'), writeProject(aFilm()))
  const { recovery } = await open(folder)
  expect(recovery).toMatchObject({ edits: 0, fromBackup: true, kept: ['project.json.damaged'], migratedFrom: null })
  expect(recovery?.problems.map(({ code }) => code)).toEqual(['project.opened.from-backup'])
  expect(recovery?.savedAt).toBeGreaterThan(0)
})

test('of a newer version, what this one knows is shown, and nothing in the folder is touched', async () => {
  const document = aDocument()
  const { shots } = document.film
  const newer = {
    ...document,
    version: currentVersion + 1,
    madeBy: 'tomorrow',
    film: { ...document.film, weather: { rain: true }, shots: shots.map((shot) => ({ ...shot, lights: ['key'] })) },
  }
  const folder = projectOf(JSON.stringify(newer))
  mkdirSync(join(folder, 'takes'))
  writeFileSync(join(folder, 'takes', '.half.1-00000000.tmp'), 'half')
  writeFileSync(join(folder, 'journal.jsonl'), 'of the newer version')
  const before = fingerprint(folder)
  const { store, recovery } = await open(folder)
  expect(store.film).toEqual(aFilm())
  expect(store.writable).toBe(false)
  expect(store.readOnlyReason).toMatchObject({
    code: 'project.read-only.newer-version',
    details: { found: currentVersion + 1, known: currentVersion },
  })
  expect(recovery).toBeNull()
  await expect(store.operate(0, [renameTo('Mine')(store.history)])).rejects.toMatchObject({ code: 'project.read-only' })
  await store.keepSnapshot('import')
  await store.close()
  expect(fingerprint(folder)).toEqual(before)
})

test.each([
  ['a field has another meaning', (film: Document['film']) => ({ ...film, name: { en: 'Harbour', ko: '항구' } })],
  ['a field is gone', ({ cut: _cut, ...film }: Document['film']) => film],
  ['a value has a new kind', (film: Document['film']) => ({ ...film, boards: [{ kind: 'model' }] })],
])('a newer version where %s is refused and not touched', async (_, change) => {
  const document = aDocument()
  const folder = projectOf(JSON.stringify({ ...document, version: 99, film: change(document.film) }))
  const before = fingerprint(folder)
  await expect(open(folder)).rejects.toMatchObject({ code: 'project.file.newer-version', details: { found: 99 } })
  expect(fingerprint(folder)).toEqual(before)
})

/** Every file of a folder with its content. */
function fingerprint(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return Object.fromEntries(
    names.map((name) => {
      const place = join(folder, name)
      return [name, statSync(place).isFile() ? readFileSync(place, 'utf8') : 'folder']
    }),
  )
}

test('a recording whose program was killed becomes a sound of the project, and is told of once', async () => {
  const folder = projectOf(writeProject(aFilm()))
  mkdirSync(join(folder, 'media'))
  const leave = (mark: string, bytes: number): string => {
    const name = `.recording.${mark}.tmp`
    writeFileSync(join(folder, 'media', name), Buffer.concat([Buffer.alloc(44), Buffer.alloc(bytes, 7)]))
    return name
  }
  const dead = 2 ** 22 + 1
  // Killed in the middle of a sample, and before anything was said.
  leave(writerMark(dead), 2 * 96_000 + 1)
  leave(writerMark(dead), 1000)
  // Whoever made that would have the studio read it for minutes.
  truncateSync(join(folder, 'media', leave(writerMark(dead), 96_000)), 2 ** 40)
  symlinkSync('/etc/hostname', join(folder, 'media', `.recording.${writerMark(dead)}.tmp`))
  const living = leave(writerMark(process.ppid), 96_000)
  const { notices } = await open(folder)
  const [sound = ''] = readdirSync(join(folder, 'media')).filter((name) => name.endsWith('.wav'))
  const details = { file: join(folder, 'media', sound), seconds: 2 }
  expect(notices.map(({ code, details: told }) => [code, told])).toEqual([['recording.rescued', details]])
  expect(readdirSync(join(folder, 'media')).toSorted()).toEqual([living, sound])
  const bytes = readFileSync(join(folder, 'media', sound))
  expect(sound).toBe(`${createHash('sha256').update(bytes).digest('hex')}.wav`)
  expect([bytes.toString('latin1', 0, 4), bytes.readUInt32LE(40), bytes.length]).toEqual(['RIFF', 192_000, 192_044])
})
