import fs from 'node:fs'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { lockProject } from '../../../main/services/projects/project-lock.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { writeBoard } from '../../support/board.ts'
import { expectSuccess } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, generate, oneShot } from './one-shot.ts'

test('a folder that vanishes while it is open is named by every part of the work, and nothing is made in its place', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film, operations } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  renameSync(folder, `${folder} away`)
  const renamed = changeFilmSettings(film, { name: 'Away' })
  const edit = { projectId, first: operations, operations: [editOf(film, renamed)] }
  expect(await studio.ask('project.operate', edit)).toMatchObject({
    state: 'failed',
    problem: { code: 'project.save.gone', details: { folder } },
  })
  const picture = join(temporaryFolder(), 'late.png')
  writeBoard(picture, 20, 20)
  const files = studio.studio.register([picture])
  const [imported] = await studio.ask('pictures.import', { projectId, source: { from: 'dropped', files } })
  expect(imported).toMatchObject({ ok: false, failure: { error: { code: 'project.import.unwritable' } } })
  await studio.ask('workspace.save', { projectId, workspace: {} })
  await expect(studio.ask('board.prepare', { projectId, boardId: 'b1', packId: 'tiny' })).rejects.toBeInstanceOf(Error)
  expect(existsSync(folder)).toBe(false)

  renameSync(`${folder} away`, folder)
  expect(await studio.ask('project.save', { projectId })).toEqual({ state: 'saved', problem: null })
  expect(JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8'))).toMatchObject({ film: { name: 'Away' } })
})

test('of two windows on one project the second one reads, says who writes, and gets its turn', async () => {
  const first = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(first)
  const folder = await folderOf(first, project)
  const second = new TestStudio(temporaryFolder())
  second.desktop.folder = folder
  const reader = (await second.ask('project.open', { from: 'dialog' }))!
  expect(reader).toMatchObject({
    writable: false,
    film,
    readOnlyReason: { code: 'project.read-only.other-program', details: { process: process.pid, host: os.hostname() } },
  })
  const edit = {
    projectId: reader.id,
    first: 0,
    operations: [editOf(film, changeFilmSettings(film, { name: 'Other' }))],
  }
  await expect(second.ask('project.operate', edit)).rejects.toMatchObject({ code: 'project.read-only' })
  await expect(
    second.ask('pictures.import', { projectId: reader.id, source: { from: 'dialog' } }),
  ).rejects.toMatchObject({
    code: 'project.read-only',
  })
  await first.ask('project.close', { projectId: project.id })
  expect(await second.ask('project.open', { from: 'dialog' })).toMatchObject({ writable: true, film })
})

test('the command line makes a take in a project that a window has open, and the window lists it', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  await expectSuccess(['render', folder, '--model', tinyPack, '--steps', '1', '--provider', 'cpu', '--no-measure'])
  const { take } = await studio.event('take-added')
  expect(take).toMatchObject({ shotId: 's1', frames: 8 })
  expect(readdirSync(join(folder, 'takes'))).toEqual([take.id])
  expect(await studio.ask('project.save', { projectId: project.id })).toEqual({ state: 'saved', problem: null })
})

test('what a cloud client leaves of another computer’s work is told by name and stays; other copies change nothing', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const id = await generate(studio, project, film)
  const folder = await folderOf(studio, project)
  await studio.ask('project.close', { projectId: project.id })
  const theirs = writeProject(emptyFilm('Theirs'))
  const copies = ['project (1).json', "project (Mina's conflicted copy 2026-11-23).json", 'project-LAPTOP.json']
  for (const name of [...copies, 'project.sync-conflict-20261123-101112-ABCDEFG.json'])
    writeFileSync(join(folder, name), theirs)
  // Not films: a folder, somebody's own notes, and a copy that the studio kept and told of.
  mkdirSync(join(folder, 'project (2).json'))
  writeFileSync(join(folder, 'project notes.json'), '{}')
  writeFileSync(join(folder, 'project.changed-0123abcd.json'), theirs)
  writeFileSync(join(folder, 'journal (conflicted copy).jsonl'), 'x')
  cpSync(join(folder, 'takes', id), join(folder, 'takes', `${id} (conflicted copy)`), { recursive: true })
  const before = readdirSync(folder)
  studio.desktop.folder = folder
  const opened = (await studio.ask('project.open', { from: 'dialog' }))!
  expect(opened).toMatchObject({ film, writable: true, recoveredEdits: 0 })
  expect(opened.takes.map((take) => take.id)).toEqual([id])
  expect(opened.notices).toEqual([
    {
      code: 'project.opened.conflict-copy',
      details: {
        file: join(folder, 'project.json'),
        copies: `${copies[0]}, ${copies[1]}, project-LAPTOP.json, project.sync-conflict-20261123-101112-ABCDEFG.json`,
      },
    },
  ])
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(before))
})

/** Refuses the first renames of each file, as while a cloud client or a virus scanner holds it. */
function holdFiles(times: number, code: string): void {
  const { rename } = promises
  const { renameSync: renameNow } = fs
  const held = new Map<string, number>()
  const check = (to: unknown): void => {
    const count = held.get(String(to)) ?? 0
    held.set(String(to), count + 1)
    if (count < times) throw Object.assign(new Error(`${code}: held`), { code, syscall: 'rename', path: to })
  }
  promises.rename = async (from, to) => (check(to), rename(from, to))
  fs.renameSync = (from, to) => (check(to), renameNow(from, to))
  syncBuiltinESMExports()
  onTestFinished(() => {
    promises.rename = rename
    fs.renameSync = renameNow
    syncBuiltinESMExports()
  })
}

test.each(['EBUSY', 'EPERM'])(
  'files that are held for a moment (%s) cost no save, no take and no picture',
  async (code) => {
    const studio = new TestStudio(temporaryFolder())
    holdFiles(3, code)
    const { project, film } = await oneShot(studio)
    expect(await studio.ask('project.save', { projectId: project.id })).toEqual({ state: 'saved', problem: null })
    const id = await generate(studio, project, film)
    expect(readdirSync(join(await folderOf(studio, project), 'takes'))).toEqual([id])
  },
)

test('a file that is held for good is a named failure, and the edits stay', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film, operations } = await oneShot(studio)
  await studio.ask('project.save', { projectId: project.id })
  holdFiles(Infinity, 'EBUSY')
  const edit = editOf(film, changeFilmSettings(film, { name: 'Held' }))
  await studio.ask('project.operate', { projectId: project.id, first: operations, operations: [edit] })
  expect(await studio.ask('project.save', { projectId: project.id })).toMatchObject({
    state: 'failed',
    problem: { code: 'project.save.refused', details: { reason: 'EBUSY' } },
  })
})

test('a clock that goes back changes nothing: edits, saves and takes go on, and all of it opens', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  const first = await generate(studio, project, film)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 400 * 24 * 3600 * 1000 })
  onTestFinished(() => void vi.useRealTimers())
  const renamed = changeFilmSettings(film, { name: 'Before' })
  await studio.ask('project.operate', { projectId, first: 0, operations: [editOf(film, renamed)] })
  expect(await studio.ask('project.save', { projectId })).toEqual({ state: 'saved', problem: null })
  const second = await generate(studio, project, renamed)
  await studio.ask('project.close', { projectId })
  // Files from before look as if they came from the future.
  const future = new Date(Date.now() + 800 * 24 * 3600 * 1000)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), future, future)
  studio.desktop.folder = folder
  const opened = (await studio.ask('project.open', { from: 'dialog' }))!
  expect(opened).toMatchObject({ writable: true, film: renamed, notices: [], recoveredEdits: 0 })
  // By the time that each take tells.
  expect(opened.takes.map(({ id }) => id)).toEqual([second, first])
})

test.each([
  ['in the future, from before its disk’s clock was set back', 3600, true],
  ['long ago', -3600, true],
  ['just now', 0, false],
])('a lock of another machine whose last sign of life is %s', async (_, seconds, isFree) => {
  const folder = temporaryFolder()
  const file = join(folder, 'project.lock')
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere 1', start: null, token: 'theirs' }))
  const touched = new Date(Date.now() + seconds * 1000)
  utimesSync(file, touched, touched)
  const lock = await lockProject(folder)
  expect(lock instanceof StudioError).toBe(!isFree)
  if (!(lock instanceof StudioError)) await lock.release()
})

test.each(['NFC', 'NFD'] as const)(
  'a path of Hangul and spaces works in %s, and is not taken for the other',
  async (form) => {
    const home = join(temporaryFolder(), '내 컴퓨터 100%'.normalize(form))
    mkdirSync(home)
    const studio = new TestStudio(home)
    const { project, film } = await oneShot(studio)
    const folder = await folderOf(studio, project)
    expect(folder.startsWith(home)).toBe(true)
    const id = await generate(studio, project, film)
    await studio.ask('project.close', { projectId: project.id })
    const other = folder.normalize(form === 'NFC' ? 'NFD' : 'NFC')
    studio.desktop.folder = other
    await expect(studio.ask('project.open', { from: 'dialog' })).rejects.toMatchObject({ code: 'project.open.missing' })
    studio.desktop.folder = folder
    const opened = (await studio.ask('project.open', { from: 'dialog' }))!
    expect(opened).toMatchObject({ film, writable: true })
    expect(opened.takes.map((take) => take.id)).toEqual([id])
    expect(await studio.studio.resolveMedia(`studio-media://${opened.id}/take/${id}/frame_0000.png`)).toEqual({
      file: join(folder, 'takes', id, 'frame_0000.png'),
    })
  },
)

test('names that differ in capital letters alone get folders of their own on every disk', async () => {
  const studio = new TestStudio(temporaryFolder())
  const first = await folderOf(studio, await studio.ask('project.create', { name: 'Harbour' }))
  const second = await folderOf(studio, await studio.ask('project.create', { name: 'HARBOUR' }))
  expect(second.toLowerCase()).not.toBe(first.toLowerCase())
})
