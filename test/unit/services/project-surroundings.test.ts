import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writerMark } from '../../../main/services/files/writer-mark.ts'
import { StudioLog } from '../../../main/services/log.ts'
import { MediaCache } from '../../../main/services/media/media-cache.ts'
import { places } from '../../../main/services/places.ts'
import { RecentProjects, shortPlace } from '../../../main/services/projects/recent-projects.ts'
import { SettingsFile } from '../../../main/services/settings.ts'
import { sweepProject } from '../../../main/services/projects/project-sweep.ts'
import { foreignMark } from '../../support/foreign-mark.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test.each([
  ['linux', null, '/home/mina/Documents/Craneshot'],
  ['linux', 'XDG_DESKTOP_DIR="$HOME/바탕화면"\nXDG_DOCUMENTS_DIR="$HOME/문서"\n', '/home/mina/문서/Craneshot'],
  ['linux', 'XDG_DOCUMENTS_DIR="/data/papers"', '/data/papers/Craneshot'],
  ['linux', '#XDG_DOCUMENTS_DIR="/data/papers"', '/home/mina/Documents/Craneshot'],
  ['linux', 'XDG_DOCUMENTS_DIR="$HOME/"', '/home/mina/Documents/Craneshot'],
  ['linux', 'XDG_DOCUMENTS_DIR="papers"', '/home/mina/Documents/Craneshot'],
  ['darwin', 'XDG_DOCUMENTS_DIR="/data/papers"', '/home/mina/Documents/Craneshot'],
] as const)('on %s, with user-dirs %j, projects lie in %s', (platform, text, folder) => {
  const readText = (file: string): string | null => (file === '/home/mina/.config/user-dirs.dirs' ? text : null)
  expect(places({ environment: {}, platform, homeFolder: '/home/mina', readText }).projects).toBe(folder)
})

test('CRANESHOT_HOME moves projects and what can be made again, too', () => {
  const found = places({ environment: { CRANESHOT_HOME: '/elsewhere' }, platform: 'linux', homeFolder: '/home/mina' })
  expect(found).toMatchObject({ projects: '/elsewhere/projects', cache: '/elsewhere/cache' })
})

test('of damaged settings each field that can be read stays', async () => {
  const folder = temporaryFolder()
  const defaults = { language: null, provider: null, reducedMotion: false, keys: 'studio', paintProgram: null }
  for (const [text, settings] of [
    ['', defaults],
    ['[1', defaults],
    ['null', defaults],
    [
      '{"language":"ko","provider":"abacus","toString":1,"reducedMotion":true}',
      { ...defaults, language: 'ko', reducedMotion: true },
    ],
  ] as const) {
    writeFileSync(join(folder, 'settings.json'), text)
    expect(new SettingsFile(folder).settings).toEqual(settings)
  }
  const file = new SettingsFile(folder)
  await Promise.all([file.change({ language: null }), file.change({ provider: 'webgpu' })])
  expect(new SettingsFile(folder).settings).toEqual({ ...defaults, provider: 'webgpu', reducedMotion: true })
})

test('settings that cannot be written are told, and hold until the program ends', async () => {
  const folder = join(temporaryFolder(), 'file')
  writeFileSync(folder, '')
  const file = new SettingsFile(folder)
  await expect(file.change({ language: 'ko' })).rejects.toMatchObject({ code: 'settings.unwritable' })
  expect(file.settings.language).toBe('ko')
})

test('the list of recent projects has each once, the last first, and only its ids open anything', async () => {
  const folder = temporaryFolder()
  const recent = new RecentProjects(folder)
  expect(await recent.isEmpty()).toBe(true)
  const project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'project.json'), '')
  const entry = (name: string, where: string) => ({ folder: where, name, shots: 2, openedAt: 5 })
  await Promise.all([
    recent.opened(entry('A', '/gone')),
    recent.opened(entry('B', project)),
    recent.opened(entry('A', '/gone')),
  ])
  await recent.closed('/gone', { name: 'A2', shots: 3 }, true)
  const list = await recent.list()
  expect(list).toMatchObject([
    { name: 'A2', shots: 3, found: false },
    { name: 'B', shots: 2, found: true },
  ])
  expect(await recent.folderOf(list[1]!.id)).toBe(project)
  expect(await recent.folderOf(project)).toBeNull()
  expect(await recent.lastOpen()).toBe('/gone')
  await recent.closed('/gone', { name: 'A2', shots: 3 }, false)
  expect(await recent.lastOpen()).toBeNull()
  writeFileSync(join(folder, 'recent-projects.json'), '{"projects": 3')
  expect(await recent.list()).toEqual([])
})

test.each([
  ['/home/mina/films/a', '~/films/a'],
  ['/home/mina', '~'],
  ['/home/minas/a', '/home/minas/a'],
  ['/data', '/data'],
])('%s is shown as %s', (folder, shown) => {
  expect(shortPlace(folder, '/home/mina')).toBe(shown)
})

test('logs stay under 10 MB together and keep the latest lines', () => {
  const folder = join(temporaryFolder(), 'logs')
  const log = new StudioLog(folder)
  for (let line = 0; line < 130; line++) log.write(`${line} ${'x'.repeat(200_000)}`)
  log.bug('a test', new Error('broken'))
  const names = readdirSync(folder)
  expect(names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(10_000_000)
  expect(names.length).toBeGreaterThan(2)
  const text = readFileSync(join(folder, 'studio.log'), 'utf8')
  expect(text).toMatch(/ 129 x/)
  expect(text).toMatch(/bug in a test: Error: broken\n {6}at /)
})

test('nothing that is logged looks like another entry or reaches a terminal as a command', () => {
  const folder = temporaryFolder()
  const hostile = 'name\n2026-11-22T00:00:00.000Z all is well\r\u001b[2J\u202egnp.exe\u2028end'
  new StudioLog(folder).write(`bug in the window: ${hostile}`)
  const lines = readFileSync(join(folder, 'studio.log'), 'utf8').split(/[\n\r\u2028]/)
  expect(lines.filter((line) => /^\d{4}-/.test(line))).toHaveLength(1)
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/)
  expect(lines.join('')).toContain('gnp.exe')
})

test('what is asked for at once is made once, and a failure is not kept', async () => {
  const cache = new MediaCache(join(temporaryFolder(), 'cache'))
  let made = 0
  const make = async (file: string): Promise<void> => {
    made += 1
    if (made === 1) throw new Error('not now')
    writeFileSync(file, 'picture')
  }
  await expect(Promise.all([cache.get('a', make), cache.get('a', make)])).rejects.toThrow('not now')
  expect(made).toBe(1)
  const files = await Promise.all([cache.get('a', make), cache.get('a', make)])
  expect(files[0]).toBe(files[1])
  expect(readFileSync(files[0], 'utf8')).toBe('picture')
  await cache.get('a', make)
  expect(made).toBe(2)
})

test('the cache drops what was used least lately, and nothing that is being looked at', async () => {
  const folder = join(temporaryFolder(), 'cache')
  const cache = new MediaCache(folder, 10_000)
  const add = (name: string): Promise<string> =>
    cache.get(name, async (file) => writeFileSync(file, Buffer.alloc(1000)))
  const files = []
  for (let number = 0; number < 10; number++) files.push(await add(`p${number}`))
  const hourAgo = (minutes: number): Date => new Date(Date.now() - (60 + minutes) * 60_000)
  files.forEach((file, index) => utimesSync(file, hourAgo(10 - index), hourAgo(10 - index)))
  await add('p0')
  for (let number = 10; number < 13; number++) await add(`p${number}`)
  expect(files.map((file) => existsSync(file))).toEqual([true, false, false, false, true, true, true, true, true, true])
})

test('unfinished work of processes that are gone is swept, that of living ones and everything else stays', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'media'))
  const gone = 2 ** 22 - 1
  const [dead, living] = [writerMark(gone), writerMark()]
  for (const name of [`.a.png.${dead}.tmp`, `.a.png.${living}.tmp`, 'a.png', '.hidden.tmp'])
    writeFileSync(join(folder, 'media', name), '')
  for (const name of [`.t.unfinished-${dead}`, `.t.unfinished-${living}`, 'no-recipe-yet'])
    mkdirSync(join(folder, 'takes', name, 'work'), { recursive: true })
  const measured = join(folder, 'takes', 'no-recipe-yet')
  for (const mark of [dead, living]) writeFileSync(join(measured, `.obedience.json.${mark}.tmp`), '')
  await sweepProject(folder)
  expect(readdirSync(measured).toSorted()).toEqual([`.obedience.json.${living}.tmp`, 'work'])
  expect(readdirSync(join(folder, 'media')).toSorted()).toEqual([`.a.png.${living}.tmp`, '.hidden.tmp', 'a.png'])
  expect(readdirSync(join(folder, 'takes')).toSorted()).toEqual([`.t.unfinished-${living}`, 'no-recipe-yet'])
})

test('a take that another machine makes on the same disk stays until it has been silent for a day', async () => {
  const folder = temporaryFolder()
  const made = join(folder, 'takes', `.t.unfinished-${foreignMark()}`)
  mkdirSync(made, { recursive: true })
  await sweepProject(folder)
  expect(existsSync(made)).toBe(true)
  const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000)
  utimesSync(made, twoDaysAgo, twoDaysAgo)
  await sweepProject(folder)
  expect(existsSync(made)).toBe(false)
})
