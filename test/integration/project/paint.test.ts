import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { StudioEvent } from '../../../core/contract/events.ts'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import type { FilmOperation } from '../../../core/project/film-history.ts'
import { replaceBoardPicture } from '../../../core/project/edits/board-picture.ts'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { plainBoard } from '../../../core/project/edits/new-board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { writeBoard } from '../../support/board.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, sha256 } from './one-shot.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/pictures', import.meta.url))
type PaintedEvent = Extract<StudioEvent, { type: 'board-painted' }>

/** Pictures that differ, as a paint program would save them. */
function painting(name: string, size = 64): Buffer {
  const file = join(temporaryFolder(), name)
  writeBoard(file, size)
  return readFileSync(file)
}

/** Another process does what a paint program does to a file. */
function program(script: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, ...words])
  if (status !== 0) throw new Error(String(stderr))
}

const writeInTwo = `import { openSync, writeSync, readFileSync, closeSync } from 'node:fs'
const [file, from] = process.argv.slice(1)
const bytes = readFileSync(from)
const handle = openSync(file, 'w')
writeSync(handle, bytes.subarray(0, 90))
await new Promise((resolve) => setTimeout(resolve, 700))
writeSync(handle, bytes.subarray(90))
closeSync(handle)`
const writeBeside = `import { copyFileSync, renameSync } from 'node:fs'
const [file, from] = process.argv.slice(1)
copyFileSync(from, file + '.tmp')
renameSync(file + '.tmp', file)`

interface Painting {
  readonly studio: TestStudio
  readonly project: OpenedProject
  readonly film: Film
  readonly folder: string
  readonly copies: string
}

/** A project with one board, called as a file cannot be. */
async function withBoard(picture = 'plain.png', name = 'Wide: a/b'): Promise<Painting> {
  const studio = new TestStudio(temporaryFolder())
  const project = await studio.ask('project.create', { name: 'Painted 그림' })
  const files = studio.studio.register([join(fixtures, picture)])
  const [taken] = await studio.ask('pictures.import', { projectId: project.id, source: { from: 'dropped', files } })
  if (taken?.ok !== true) throw new Error('the picture was refused')
  const { media, width, height } = taken
  const board = { ...plainBoard('b1', name, { media, width, height }), name }
  const film = addBoard(project.film, board)
  await studio.ask('project.operate', { projectId: project.id, first: 0, operations: [editOf(project.film, film)] })
  const folder = await folderOf(studio, project)
  return { studio, project, film, folder, copies: join(folder, 'paint') }
}

function paintedWith({ studio }: Painting, bytes: Buffer): Promise<PaintedEvent> {
  return studio.event('board-painted', ({ outcome }) => outcome.ok && outcome.picture.media.includes(sha256(bytes)))
}

/** What the window does with it: an edit of the film, after those that `withBoard` made. */
function editWith(film: Film, { outcome }: PaintedEvent): { readonly operation: FilmOperation; readonly film: Film } {
  if (!outcome.ok) throw new Error('nothing was painted')
  const next = replaceBoardPicture(film, 'b1', outcome.picture)
  return { operation: editOf(film, next), film: next }
}

function saved(bytes: Buffer): string {
  const file = join(temporaryFolder(), 'saved.png')
  writeFileSync(file, bytes)
  return file
}

test('saves of a paint program come in: half written first, renamed over, and those made while nobody looked', async () => {
  const open = await withBoard()
  const { studio, project, copies, folder, film } = open
  await studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  const file = join(copies, 'Wide a b.png')
  expect(studio.desktop.opened).toEqual([file])
  expect(readFileSync(file)).toEqual(readFileSync(join(fixtures, 'plain.png')))

  const [first, second, third] = [painting('1.png', 64), painting('2.png', 96), painting('3.png', 128)] as const
  program(writeInTwo, file, saved(first))
  expect((await paintedWith(open, first)).boardId).toBe('b1')
  program(writeBeside, file, saved(second))
  const event = await paintedWith(open, second)
  expect(event).toMatchObject({ projectId: project.id, outcome: { name: 'Wide a b.png', picture: { width: 96 } } })
  expect(existsSync(join(folder, event.outcome.ok ? event.outcome.picture.media : ''))).toBe(true)
  const operations = [editWith(film, event).operation]
  await studio.ask('project.operate', { projectId: project.id, first: 1, operations })
  // The same content again is nothing new.
  program(writeBeside, file, saved(second))
  await studio.ask('project.close', { projectId: project.id })
  program(writeBeside, file, saved(third))
  const [recent] = await studio.ask('project.recent', {})
  const again = await studio.ask('project.open', { from: 'recent', id: recent!.id })
  expect((await paintedWith(open, third)).projectId).toBe(again!.id)
  const painted = studio.events.filter(({ type }) => type === 'board-painted')
  expect(painted).toHaveLength(3)
})

test('a painting that the film did not get is offered again, to a new page and at the next opening, and never painted over', async () => {
  const open = await withBoard()
  const { studio, project, copies } = open
  await studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  const file = join(copies, 'Wide a b.png')
  const hours = painting('hours.png', 64)
  program(writeBeside, file, saved(hours))
  await paintedWith(open, hours)
  // The window's process died here, before it could make the edit.
  studio.events.length = 0
  await studio.ask('app.start', {})
  await paintedWith(open, hours)
  await studio.ask('project.close', { projectId: project.id })
  studio.events.length = 0
  const [recent] = await studio.ask('project.recent', {})
  const again = await studio.ask('project.open', { from: 'recent', id: recent!.id })
  expect((await paintedWith(open, hours)).projectId).toBe(again!.id)
  // To see what became of it, the user opens the board once more.
  await studio.ask('paint.open', { projectId: again!.id, boardId: 'b1' })
  expect(studio.desktop.opened.at(-1)).toBe(file)
  expect(readFileSync(file)).toEqual(hours)
})

test('what the film has had is offered no more, also when it was undone, and the next copy is of the picture that is there', async () => {
  const open = await withBoard()
  const { studio, project, film, copies } = open
  const boardId = 'b1'
  await studio.ask('paint.open', { projectId: project.id, boardId })
  const file = join(copies, 'Wide a b.png')
  const before = readFileSync(file)
  const bytes = painting('regretted.png', 64)
  program(writeBeside, file, saved(bytes))
  const { operation } = editWith(film, await paintedWith(open, bytes))
  // Undone so soon that main gets both together.
  const operations: FilmOperation[] = [operation, { kind: 'undo' }]
  await studio.ask('project.operate', { projectId: project.id, first: 1, operations })
  await studio.ask('project.close', { projectId: project.id })
  studio.events.length = 0
  const [recent] = await studio.ask('project.recent', {})
  const again = await studio.ask('project.open', { from: 'recent', id: recent!.id })
  await studio.ask('paint.open', { projectId: again!.id, boardId })
  expect(readFileSync(file)).toEqual(before)
  expect(studio.events.filter(({ type }) => type === 'board-painted')).toHaveLength(0)
})

test('a save that is no picture is told of, and the next good one comes in', async () => {
  const open = await withBoard()
  const { studio, project, copies } = open
  await studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  const file = join(copies, 'Wide a b.png')
  writeFileSync(file, 'not a picture')
  const { outcome } = await studio.event('board-painted')
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'error', error: { details: { file: 'Wide a b.png' } } } })
  const good = painting('good.png')
  program(writeBeside, file, saved(good))
  await paintedWith(open, good)
})

test('other formats are painted as PNG; a replaced picture gives a fresh copy, unknown paintings are never written over', async () => {
  const { studio, project, film, folder, copies } = await withBoard('orientation-6.jpg', 'Harbour')
  const ask = () => studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  mkdirSync(copies)
  writeFileSync(join(copies, 'Harbour.png'), 'somebody’s own')
  await ask()
  const file = join(copies, 'Harbour 2.png')
  expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG')
  expect(readFileSync(join(copies, 'Harbour.png'), 'utf8')).toBe('somebody’s own')
  const before = readFileSync(file)
  await ask()
  expect(readFileSync(file)).toEqual(before)

  const bytes = painting('other.png', 80)
  const media = `media/${sha256(bytes)}.png`
  writeFileSync(join(folder, media), bytes)
  const next = replaceBoardPicture(film, 'b1', { media, width: 80, height: 256 })
  await studio.ask('project.operate', { projectId: project.id, first: 1, operations: [editOf(film, next)] })
  await ask()
  expect(readFileSync(file)).toEqual(bytes)
  expect(studio.events.filter(({ type }) => type === 'board-painted')).toHaveLength(0)
})

test('nothing outside the project is read or written: links and names that lead out are left alone', async () => {
  const { studio, project, copies } = await withBoard('plain.png', 'b')
  const outside = temporaryFolder()
  const secret = painting('secret.png', 72)
  writeFileSync(join(outside, 'secret.png'), secret)
  symlinkSync(outside, copies)
  const ask = () => studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  await expect(ask()).rejects.toMatchObject({ code: 'paint.folder' })
  expect(readdirSync(outside)).toEqual(['secret.png'])
  rmSync(copies)
  await ask()
  const records = JSON.parse(readFileSync(join(copies, 'boards.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(copies, 'boards.json'), JSON.stringify({ ...records, '../../secret.png': records['b.png'] }))
  rmSync(join(copies, 'b.png'))
  symlinkSync(join(outside, 'secret.png'), join(copies, 'b.png'))
  // The copy is made anew, under another name; the link stays a link that nobody follows.
  await ask()
  expect(studio.desktop.opened.at(-1)).toBe(join(copies, 'b 2.png'))
  expect(studio.events.filter(({ type }) => type === 'board-painted')).toHaveLength(0)
  expect(readFileSync(join(outside, 'secret.png'))).toEqual(secret)
})

test('the chosen program gets the file, one that cannot start is named, and the window can only take it away', async () => {
  const open = await withBoard()
  const { studio, project } = open
  const folder = temporaryFolder()
  const brush = join(folder, 'brush')
  const bytes = painting('brushed.png', 48)
  writeFileSync(brush, `#!/bin/sh\ncat '${saved(bytes)}' > "$1"\n`)
  chmodSync(brush, 0o755)
  studio.desktop.files = [brush]
  expect(await studio.ask('paint.chooseProgram', {})).toMatchObject({ paintProgram: brush })
  const ask = () => studio.ask('paint.open', { projectId: project.id, boardId: 'b1' })
  await ask()
  await paintedWith(open, bytes)
  expect(studio.desktop.opened).toEqual([])
  chmodSync(brush, 0o644)
  await expect(ask()).rejects.toMatchObject({ code: 'paint.program', details: { program: 'brush', reason: 'EACCES' } })
  await expect(studio.ask('settings.change', { paintProgram: '/bin/true' as never })).rejects.toThrow('paintProgram')
  expect(await studio.ask('settings.change', { paintProgram: null })).toMatchObject({ paintProgram: null })
})
