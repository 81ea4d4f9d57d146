import fc from 'fast-check'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { snapshotReasons } from '../../../core/contract/recovery.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import {
  fewestSnapshots,
  keepSnapshot,
  keepSnapshotOnce,
  listSnapshots,
  mostSnapshotBytes,
  mostSnapshots,
  snapshotFile,
  snapshotsToRemove,
  type SnapshotFile,
} from '../../../main/services/projects/project-snapshots.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aFilm } from '../project/films.ts'

const noon = Date.UTC(2026, 10, 23, 12, 0, 0)

test('a snapshot holds the text, and its list says when, why and how much', async () => {
  const folder = temporaryFolder()
  const text = writeProject(aFilm())
  const name = await keepSnapshot(folder, text, 'import', noon)
  expect(name).toBe('0001-20261123T120000Z-import.json')
  expect(readFileSync(join(folder, 'snapshots', name!), 'utf8')).toBe(text)
  expect(await listSnapshots(folder)).toEqual([
    { name, at: noon, reason: 'import', bytes: Buffer.byteLength(text), shots: 2, boards: 2 },
  ])
})

test('the same film is kept once, and a clock that goes back changes no order', async () => {
  const folder = temporaryFolder()
  const text = (name: string): string => writeProject(emptyFilm(name))
  const first = await keepSnapshot(folder, text('One'), 'import', noon)
  expect(await keepSnapshot(folder, text('One'), 'generate', noon + 1000)).toBe(first)
  await keepSnapshot(folder, text('Two'), 'generate', noon - 86_400_000)
  await keepSnapshot(folder, text('Three'), 'restore', noon - 2 * 86_400_000)
  const listed = await listSnapshots(folder)
  expect(listed.map(({ reason }) => reason)).toEqual(['import', 'generate', 'restore'])
})

test('what any snapshot holds already is not kept again, and a failure is no keeping', async () => {
  const folder = temporaryFolder()
  expect(await keepSnapshotOnce(folder, 'original', 'migrate')).toBe(true)
  await keepSnapshot(folder, 'modified', 'import')
  expect(await keepSnapshotOnce(folder, 'original', 'migrate')).toBe(false)
  expect(await keepSnapshotOnce(folder, 'Original', 'migrate')).toBe(true)
  expect(await listSnapshots(folder)).toHaveLength(3)
  expect(await keepSnapshotOnce(join(folder, 'gone'), 'original', 'migrate')).toBe(false)
})

test('old ones go, and what an older version wrote stays', async () => {
  const folder = temporaryFolder()
  const original = await keepSnapshot(folder, 'version 1', 'migrate', noon)
  for (let number = 0; number < mostSnapshots + 5; number++)
    await keepSnapshot(folder, `film ${number}`, 'import', noon + number * 1000)
  const names = readdirSync(join(folder, 'snapshots'))
  expect(names).toHaveLength(mostSnapshots + 1)
  expect(names).toContain(original)
  expect(readFileSync(join(folder, 'snapshots', names.toSorted().at(-1)!), 'utf8')).toBe(`film ${mostSnapshots + 4}`)
})

test('whatever there is, the newest stay and what stays is bounded', () => {
  const anyFile = fc.record({
    reason: fc.constantFrom(...snapshotReasons),
    bytes: fc.oneof(fc.nat(1000), fc.constantFrom(mostSnapshotBytes, mostSnapshotBytes / 4)),
  })
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 60 }), (files) => {
      const named = files.map((file, serial): SnapshotFile => ({ ...file, name: String(serial), serial, at: 0 }))
      const removed = new Set(snapshotsToRemove(named))
      const kept = named.filter(({ name }) => !removed.has(name))
      expect(named.slice(-fewestSnapshots).every((file) => kept.includes(file))).toBe(true)
      const lastMigration = named.findLast(({ reason }) => reason === 'migrate')
      expect(lastMigration === undefined || kept.includes(lastMigration)).toBe(true)
      const counted = kept.filter((file) => file !== lastMigration)
      expect(counted.length).toBeLessThanOrEqual(mostSnapshots)
      const beyond = counted.slice(0, -fewestSnapshots).reduce((sum, { bytes }) => sum + bytes, 0)
      expect(beyond).toBeLessThanOrEqual(mostSnapshotBytes)
    }),
  )
})

test.each(['a file', 'a link out of the project'])(
  '%s in the folder’s place is no failure and is left alone',
  async (what) => {
    const folder = temporaryFolder()
    const outside = temporaryFolder()
    if (what === 'a file') writeFileSync(join(folder, 'snapshots'), 'mine')
    else symlinkSync(outside, join(folder, 'snapshots'))
    expect(await keepSnapshot(folder, 'film', 'import')).toBeNull()
    expect(await listSnapshots(folder)).toEqual([])
    expect(readdirSync(outside)).toEqual([])
  },
)

test('foreign names are neither listed nor opened', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'snapshots'))
  for (const name of ['notes.txt', '0001-20261123T120000Z-other.json', '0002-20261399T990000Z-import.json'])
    writeFileSync(join(folder, 'snapshots', name), '{}')
  symlinkSync('/etc/hostname', join(folder, 'snapshots', '0003-20261123T120000Z-import.json'))
  expect(await listSnapshots(folder)).toEqual([])
  for (const name of ['../project.json', '..', '', '0001-20261123T120000Z-import.json/../x'])
    expect(snapshotFile(folder, name)).toBeNull()
  expect(existsSync(join(folder, 'snapshots', 'notes.txt'))).toBe(true)
})
