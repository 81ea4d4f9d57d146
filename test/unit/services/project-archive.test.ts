import fc from 'fast-check'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { isArchiveName } from '../../../core/project/archive-names.ts'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { readArchive } from '../../../main/services/projects/read-archive.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { writeArchive } from '../../../main/services/projects/write-archive.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, contentOf, putTake, quiet, sha256 } from './damaged-projects.ts'
import { zipOf, type ZipEntry } from './zip-file.ts'

async function archived(folder: string, onlyCutTakes = false): Promise<string> {
  const target = join(temporaryFolder(), 'film.craneshot')
  const { history } = await readFolder(folder)
  await writeArchive({ folder, history, target, onlyCutTakes }, quiet)
  return target
}

function unpack(file: string, context: TaskContext = quiet): Promise<string> {
  return readArchive({ file, target: { parent: temporaryFolder() } }, context)
}

/** Letters that file systems treat in their own ways. */
const part = fc
  .string({
    unit: fc.constantFrom('a', 'A', 'b', '한', '글', ' ', '.', '_', '-', '1', 'é', 'ö', 'con', '~'),
    maxLength: 6,
  })
  .filter((text) => text !== '' && text !== '.' && text !== '..')
const takeFile = fc.tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.uint8Array({ maxLength: 300 }))

test('whatever files media and takes hold, the archive gives them back, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 5 }),
      fc.array(takeFile, { maxLength: 6 }),
      async (media, files) => {
        const { folder, film } = aProject()
        for (const bytes of media) writeFileSync(join(folder, 'media', `${sha256(bytes)}.bin`), bytes)
        const take = '20260101-000000-000-aaaaaa'
        for (const [parts, bytes] of files) put(join(folder, 'takes', take), parts, bytes)
        const unpacked = await unpack(await archived(folder))
        expect((await readFolder(unpacked)).history.present).toEqual(film)
        const { 'project.json': _, 'history.json': __, ...found } = contentOf(unpacked)
        const { 'project.json': ___, ...all } = contentOf(folder)
        for (const [name, content] of Object.entries(found)) expect(content, name).toBe(all[name])
        const lost = Object.keys(all).filter((name) => all[name] !== 'folder' && found[name] === undefined)
        // What is left out has a name that another system could not keep, or meets one that is there.
        for (const name of lost) expect(!isArchiveName(name) || meets(name, Object.keys(found)), name).toBe(true)
      },
    ),
    { numRuns: 12 },
  )
})

function meets(name: string, names: readonly string[]): boolean {
  const prefixes = (one: string): string[] =>
    one.split('/').map((_, index, parts) =>
      parts
        .slice(0, index + 1)
        .join('/')
        .toLowerCase(),
    )
  const found = new Set(names.flatMap(prefixes))
  return prefixes(name).some((prefix) => found.has(prefix))
}

function put(folder: string, parts: readonly string[], bytes: Uint8Array): void {
  try {
    mkdirSync(join(folder, ...parts.slice(0, -1)), { recursive: true })
    writeFileSync(join(folder, ...parts), bytes)
  } catch {
    // A folder of that name is there already.
  }
}

test('the same project gives the same archive, and edits in memory are in it', async () => {
  const { folder, film } = aProject()
  const [one, two] = [await archived(folder), await archived(folder)]
  expect(sha256(readFileSync(one))).toBe(sha256(readFileSync(two)))
  const history: FilmHistory = newHistory({ ...film, name: 'Not saved yet' })
  const target = join(temporaryFolder(), 'now.craneshot')
  await writeArchive({ folder, history, target, onlyCutTakes: false }, quiet)
  expect(await unpack(target)).toMatch(/Not saved yet$/)
})

test('takes that the cut does not show can be left out; hidden files and links always are', async () => {
  const { folder, media } = aProject()
  putTake(folder, '20260102-000000-000-bbbbbb', 's9', media[1], 2000)
  writeFileSync(join(folder, 'media', '.half.tmp'), 'half')
  symlinkSync('/etc/hostname', join(folder, 'takes', '20260101-000000-000-aaaaaa', 'link.png'))
  const all = await unpack(await archived(folder))
  expect(readdirSync(join(all, 'takes'))).toHaveLength(2)
  expect(Object.values(contentOf(all))).not.toContain('link')
  expect(readdirSync(join(all, 'media'))).toHaveLength(2)
  // The first take has three frames and its shot twenty-four: nothing is in the cut.
  const cut = await unpack(await archived(folder, true))
  expect(Object.keys(contentOf(cut)).filter((name) => name.startsWith('takes/'))).toEqual([])
})

test('cancelled at any moment, writing and reading leave nothing', async () => {
  const { folder } = aProject()
  writeFileSync(join(folder, 'media', `${sha256(Buffer.alloc(500_000))}.bin`), Buffer.alloc(500_000))
  const { history } = await readFolder(folder)
  const whole = await archived(folder)
  for (let moment = 1; moment < 12; moment += 3) {
    const controller = new AbortController()
    let told = 0
    const context = {
      signal: controller.signal,
      report: (): void => {
        if (++told === moment) controller.abort()
      },
    }
    const target = temporaryFolder()
    const input = { folder, history, target: join(target, 'a.craneshot'), onlyCutTakes: false }
    const written = writeArchive(input, context).then(
      () => 'done',
      (thrown: Error) => thrown.name,
    )
    const ended = await written
    expect(readdirSync(target)).toEqual(ended === 'done' ? ['a.craneshot'] : [])
    if (told >= moment && moment < 8) expect(ended).toBe('AbortError')
    const parent = temporaryFolder()
    const reading = new AbortController()
    const report = (): void => reading.abort()
    const read = readArchive({ file: whole, target: { parent } }, { signal: reading.signal, report })
    await expect(read).rejects.toMatchObject({ name: 'AbortError' })
    expect(readdirSync(parent)).toEqual([])
  }
})

/** A whole small archive as entries, to be made hostile. */
function honest(): { entries: ZipEntry[]; film: string } {
  const { folder } = aProject()
  const film = readFileSync(join(folder, 'project.json'), 'utf8')
  return { entries: [{ name: 'project.json', content: film }], film }
}

function withManifest(entries: readonly ZipEntry[]): ZipEntry[] {
  const files = entries
    .filter(({ name }) => !name.endsWith('/'))
    .map(({ name, content }) => ({ name, bytes: Buffer.byteLength(content), sha256: sha256(content) }))
  return [
    ...entries,
    { name: 'archive.json', content: JSON.stringify({ format: 'craneshot-archive', version: 1, files }) },
  ]
}

const hostile: [string, (entries: ZipEntry[]) => ZipEntry[], string][] = [
  [
    'a name that leads out',
    (all) => withManifest([...all, { name: '../evil.json', content: 'x' }]),
    'project.archive.damaged',
  ],
  [
    'a name deep inside that leads out',
    (all) => withManifest([...all, { name: 'takes/a/../../../evil', content: 'x' }]),
    'project.archive.damaged',
  ],
  ['an absolute name', (all) => withManifest([...all, { name: '/tmp/evil', content: 'x' }]), 'project.archive.damaged'],
  ['a drive', (all) => withManifest([...all, { name: 'C:/evil', content: 'x' }]), 'project.archive.damaged'],
  [
    'backslashes',
    (all) => withManifest([...all, { name: 'takes\\a\\..\\evil', content: 'x' }]),
    'project.archive.damaged',
  ],
  [
    'a name no project has',
    (all) => withManifest([...all, { name: 'install.exe', content: 'x' }]),
    'project.archive.name',
  ],
  ['a lock', (all) => withManifest([...all, { name: 'project.lock', content: '{}' }]), 'project.archive.name'],
  ['a hidden name', (all) => withManifest([...all, { name: 'takes/a/.x', content: 'x' }]), 'project.archive.name'],
  ['a device', (all) => withManifest([...all, { name: 'takes/a/con.png', content: 'x' }]), 'project.archive.name'],
  ['a name twice', (all) => withManifest([...all, ...all]), 'project.archive.name'],
  [
    'names that differ in capitals',
    (all) => withManifest([...all, { name: 'takes/a/x', content: 'x' }, { name: 'takes/A/y', content: 'y' }]),
    'project.archive.name',
  ],
  [
    'a file in the place of a folder',
    (all) => withManifest([...all, { name: 'takes/a/x', content: 'x' }, { name: 'takes/a/x/y', content: 'y' }]),
    'project.archive.name',
  ],
  [
    'a link',
    (all) => withManifest([...all, { name: 'takes/a/x', content: '/etc/passwd', mode: 0o120777 }]),
    'project.archive.link',
  ],
  [
    'a device file',
    (all) => withManifest([...all, { name: 'takes/a/x', content: '', mode: 0o020666 }]),
    'project.archive.link',
  ],
  [
    'media under another hash',
    (all) => withManifest([...all, { name: `media/${'0'.repeat(64)}.png`, content: 'x' }]),
    'project.archive.wrong-content',
  ],
  [
    'a content that was changed',
    (all) => [{ ...all[0]!, content: '{}' }, ...withManifest(all).slice(1)],
    'project.archive.wrong-content',
  ],
  [
    'a file that is not listed',
    (all) => [...withManifest(all), { name: 'takes/a/x', content: 'x' }],
    'project.archive.damaged',
  ],
  [
    'a listed file that is not there',
    (all) => withManifest([...all, { name: 'takes/a/x', content: 'x' }]).filter(({ name }) => name !== 'takes/a/x'),
    'project.archive.damaged',
  ],
  ['no list', (all) => [...all], 'project.archive.foreign'],
  ['no film', () => withManifest([{ name: 'takes/a/x', content: 'x' }]), 'project.archive.foreign'],
  [
    'a film that is none',
    () => withManifest([{ name: 'project.json', content: '{"format":"other"}' }]),
    'project.archive.damaged',
  ],
  [
    'a bomb',
    (all) => withManifest([...all, { name: 'takes/a/x', content: '0'.repeat(40_000_000), deflated: true }]),
    'project.archive.too-large',
  ],
  [
    'a size that is a lie',
    (all) => withManifest([...all, { name: 'takes/a/x', content: '0'.repeat(10_000), deflated: true, claims: 10 }]),
    'project.archive.damaged',
  ],
]

test.each(hostile)('an archive with %s is refused and leaves nothing', async (_, make, code) => {
  const { entries } = honest()
  const file = join(temporaryFolder(), 'hostile.craneshot')
  writeFileSync(file, zipOf(make(entries)))
  const parent = temporaryFolder()
  const reading = readArchive({ file, target: { parent } }, quiet)
  await expect(reading).rejects.toMatchObject({ code })
  expect(readdirSync(parent)).toEqual([])
})

test('an archive that another program packed again, deflated and with folders, is read', async () => {
  const { entries } = honest()
  const more: ZipEntry[] = [
    { name: 'takes/', content: '' },
    { name: 'takes/a/', content: '' },
    { name: 'takes/a/x', content: 'y', deflated: true },
  ]
  const file = join(temporaryFolder(), 'again.zip')
  writeFileSync(file, zipOf(withManifest([...entries, ...more])))
  expect(contentOf(await unpack(file))['takes/a/x']).toBe('y')
})

test.each([0, 1, 21, 100])('the first %s bytes of an archive are refused by name', async (length) => {
  const { folder } = aProject()
  const file = join(temporaryFolder(), 'cut.craneshot')
  writeFileSync(file, readFileSync(await archived(folder)).subarray(0, length))
  await expect(unpack(file)).rejects.toMatchObject({ code: length === 0 ? 'media.empty' : 'project.archive.damaged' })
})

test('a folder with something in it is refused, an empty one is taken', async () => {
  const { folder } = aProject()
  const file = await archived(folder)
  const full = temporaryFolder()
  writeFileSync(join(full, 'mine'), 'mine')
  await expect(readArchive({ file, target: { folder: full } }, quiet)).rejects.toMatchObject({
    code: 'project.copy.not-empty',
  })
  expect(contentOf(full)).toEqual({ mine: 'mine' })
  const empty = temporaryFolder()
  expect(await readArchive({ file, target: { folder: empty } }, quiet)).toBe(empty)
  expect(readdirSync(empty)).toContain('project.json')
})
