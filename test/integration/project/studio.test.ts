import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { CallOutput } from '../../../core/contract/calls.ts'
import { calls } from '../../../core/contract/calls.ts'
import { pictureUrl, rasterUrl, takeFileUrl } from '../../../core/contract/media-urls.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { addBoard, setBoardDepth } from '../../../core/project/edits/boards.ts'
import { addCutItem } from '../../../core/project/edits/cut.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { addShot } from '../../../core/project/edits/shots.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { writeBoard } from '../../support/board.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard, aPath, aShot } from '../../unit/project/films.ts'
import { TestStudio } from './a-studio.ts'

type Opened = NonNullable<CallOutput<'project.open'>>
const fixtures = fileURLToPath(new URL('../../fixtures/pictures', import.meta.url))
const nothing = {}

function editOf(before: Film, after: Film) {
  return { kind: 'edit', label: { key: 'test', details: {} }, patch: patchBetween(before, after) } as const
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('pictures come in natural order, each by itself, corrupt ones among good ones', async () => {
  const studio = new TestStudio(temporaryFolder())
  const project = await studio.ask('project.create', { name: 'Imports' })
  const folder = temporaryFolder()
  const names = { 'board10.png': 'plain.png', 'board2.jpg': 'orientation-6.jpg', 'Board1.webp': 'alpha.webp' }
  for (const [name, from] of Object.entries(names)) cpSync(join(fixtures, from), join(folder, name))
  writeFileSync(join(folder, 'board3.png'), readFileSync(join(fixtures, 'plain.png')).subarray(0, 60))
  writeFileSync(join(folder, 'board4.png'), '')
  mkdirSync(join(folder, 'board5.png'))
  const all = readdirSync(folder).map((name) => join(folder, name))
  const files = studio.studio.register([...all, join(folder, 'board6.png'), join(fixtures, 'cmyk.tiff')])
  const results = await studio.ask('pictures.import', { projectId: project.id, source: { from: 'dropped', files } })
  expect(results.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
    'Board1.webp true',
    'board2.jpg true',
    'board3.png false',
    'board4.png false',
    'board5.png false',
    'board6.png false',
    'board10.png true',
    expect.stringMatching(/^cmyk\.tiff/),
  ])
  const media = join(studio.studio.handlers ? await folderOf(studio, project) : '', 'media')
  for (const result of results) {
    if (!result.ok) {
      expect(result.failure).toMatchObject({ kind: 'error', error: { details: { file: result.name } } })
      continue
    }
    const bytes = readFileSync(join(media, '..', result.media))
    expect(result.media).toContain(sha256(bytes))
  }
  // Upright: the file is stored on its side.
  const [, turned] = results
  expect(turned).toMatchObject({ ok: true, media: expect.stringMatching(/\.jpg$/) as string })
  expect(readdirSync(media)).toHaveLength(results.filter(({ ok }) => ok).length)
  expect(calls['pictures.import'].output.parse(results)).toEqual(results)
})

async function folderOf(studio: TestStudio, { id }: Opened): Promise<string> {
  await studio.ask('project.reveal', { projectId: id })
  return studio.desktop.revealed.pop()!
}

test('a pasted picture comes from the clipboard, and an empty clipboard says so', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { id: projectId } = await studio.ask('project.create', { name: 'Paste' })
  const source = { from: 'clipboard' } as const
  await expect(studio.ask('pictures.import', { projectId, source })).rejects.toMatchObject({
    code: 'project.import.no-picture',
  })
  studio.desktop.clipboard = readFileSync(join(fixtures, 'plain.png'))
  const [pasted] = await studio.ask('pictures.import', { projectId, source })
  expect(pasted).toMatchObject({ ok: true, name: 'clipboard.png' })
  await expect(
    studio.ask('pictures.import', {
      projectId,
      source: { from: 'dropped', files: ['00000000-0000-4000-8000-000000000000'] },
    }),
  ).rejects.toThrow('no file is registered')
})

/** A project with one board and shot, as the window would make it. */
async function oneShot(studio: TestStudio): Promise<{ project: Opened; film: Film; operations: number }> {
  const project = await studio.ask('project.create', { name: 'One shot' })
  const projectId = project.id
  const folder = temporaryFolder()
  writeBoard(join(folder, 'board.png'), 320, 180)
  studio.desktop.files = [join(folder, 'board.png')]
  const [picture] = await studio.ask('pictures.import', { projectId, source: { from: 'dialog' } })
  if (picture?.ok !== true) throw new Error('the board was not imported')
  const { media, width, height } = picture
  const withBoard = addBoard(project.film, aBoard('b1', { picture: { media, width, height } }))
  const shot = aShot('s1', 'b1', {
    durationFrames: 8,
    handles: { headFrames: 0, tailFrames: 0 },
    generation: { packId: null, seed: 1, steps: 1, sampleFrames: 4, cache: 'on' },
    camera: { source: 'keys', path: aPath(7), layers: [] },
  })
  const clip = { kind: 'clip', id: 'c1', shotId: 's1', source: { start: 0, end: 8 }, markers: [] } as const
  const film = addCutItem(addShot(withBoard, shot), { ...clip, markers: [] })
  const operations = [editOf(project.film, withBoard), editOf(withBoard, film)]
  await studio.ask('project.operate', { projectId, first: 0, operations })
  return { project, film, operations: 2 }
}

async function generate(studio: TestStudio, { id: projectId }: Opened, film: Film): Promise<string> {
  await studio.ask('settings.change', { provider: 'cpu' })
  const { packs } = await studio.ask('app.start', nothing)
  const [pack] = packs
  const board = await studio.ask('board.prepare', { projectId, boardId: 'b1', packId: pack!.id })
  const spec = await compileShot(shotToCompile(film, film.shots[0]!, pack!, board))
  const requests = [{ shotId: 's1', boardId: 'b1', headFrames: 0, spec }]
  const [jobId] = await studio.ask('generation.start', { projectId, requests })
  const ended = await studio.event(
    'job',
    ({ job }) => job.id === jobId && job.state !== 'queued' && job.state !== 'running',
  )
  expect(ended.job).toMatchObject({ state: 'done', failure: null })
  return ended.job.takeId!
}

test('picture → board → take → quit → reopen: takes, undo and addresses are there', async () => {
  const home = temporaryFolder()
  const first = new TestStudio(home)
  const { project, film } = await oneShot(first)
  const takeId = await generate(first, project, film)
  const added = await first.event('take-added')
  expect(added).toMatchObject({ projectId: project.id, take: { id: takeId, shotId: 's1', frames: 8 } })
  await first.ask('workspace.save', { projectId: project.id, workspace: { shot: 's1' } })
  await first.studio.close()
  expect(await first.studio.resolveMedia(takeFileUrl(project.id, takeId, 'clip.mp4'))).toBeNull()

  const second = new TestStudio(home)
  const start = await second.ask('app.start', nothing)
  expect(calls['app.start'].output.parse(start)).toEqual(start)
  const opened = start.project!
  expect(opened).toMatchObject({ writable: true, recoveredEdits: 0, missingMedia: [], notices: [], film })
  expect(opened.workspace).toEqual({ shot: 's1' })
  expect(opened.takes).toMatchObject([{ id: takeId }])
  expect(opened.history.past).toHaveLength(2)
  await second.ask('project.operate', { projectId: opened.id, first: 0, operations: [{ kind: 'undo' }] })
  const reloaded = (await second.ask('app.start', nothing)).project!
  expect(reloaded).toMatchObject({ id: opened.id, film: { shots: [], boards: [{ id: 'b1' }] } })
  await second.ask('project.operate', { projectId: opened.id, first: 0, operations: [{ kind: 'redo' }] })

  const clip = await second.studio.resolveMedia(takeFileUrl(opened.id, takeId, 'clip.mp4'))
  expect(readFileSync(clip!.file).subarray(4, 8).toString()).toBe('ftyp')
  const thumbnail = await second.studio.resolveMedia(pictureUrl(opened.id, film.boards[0]!.picture.media, 'thumbnail'))
  expect([...readFileSync(thumbnail!.file).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  const packId = start.packs[0]!.id
  const { picture } = await second.ask('board.prepare', { projectId: opened.id, boardId: 'b1', packId })
  const raster = await second.studio.resolveMedia(rasterUrl(opened.id, 'picture', picture.sha256))
  expect(sha256(readFileSync(raster!.file))).toBe(picture.sha256)
  expect(await second.studio.resolveMedia(rasterUrl(opened.id, 'depth', picture.sha256))).toBeNull()
})

test('a take goes to the trash; where there is none, its folder is named', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const takeId = await generate(studio, project, film)
  const projectId = project.id
  studio.desktop.trashIsThere = false
  await expect(studio.ask('take.remove', { projectId, takeId })).rejects.toMatchObject({ code: 'take.remove' })
  studio.desktop.trashIsThere = true
  await studio.ask('take.remove', { projectId, takeId })
  expect(studio.desktop.trashed).toEqual([join(await folderOf(studio, project), 'takes', takeId)])
  expect(studio.events.at(-1)).toEqual({ type: 'take-removed', projectId, takeId })
})

test('an export goes into a folder of its own and can be shown', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const out = temporaryFolder()
  writeFileSync(join(out, 'notes.txt'), 'mine')
  studio.desktop.folder = out
  const options = {
    preset: 'generic',
    movieFormat: 'mp4-h264',
    cutMovie: true,
    shotMovies: false,
    timelines: true,
    cameras: true,
  } as const
  const jobId = await studio.ask('export.start', { projectId: project.id, options })
  const ended = await studio.event(
    'job',
    ({ job }) => job.id === jobId && job.state !== 'queued' && job.state !== 'running',
  )
  expect(ended.job).toMatchObject({ state: 'done', failure: null, subject: { kind: 'export' } })
  await studio.ask('job.reveal', { id: jobId! })
  expect(studio.desktop.revealed).toEqual([join(out, 'Untitled').replace('Untitled', 'One shot')])
  expect(readdirSync(out).toSorted()).toEqual(['One shot', 'notes.txt'])
  await studio.ask('job.dismiss', { id: jobId! })
  expect(studio.events.at(-1)).toEqual({ type: 'job-dismissed', id: jobId })
  studio.desktop.folder = null
  expect(await studio.ask('export.start', { projectId: project.id, options })).toBeNull()
})

test('a depth raster gives its median, and one of another shape is refused', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const projectId = project.id
  const boards = fileURLToPath(new URL('../../../resources/boards', import.meta.url))
  const files = studio.studio.register([join(boards, 'harbour.depth.npy'), join(fixtures, 'depth-f4.npy')])
  const results = await studio.ask('depth.import', { projectId, boardId: 'b1', source: { from: 'dropped', files } })
  const [square, harbour] = results
  expect(square).toMatchObject({ ok: false, name: 'depth-f4.npy' })
  if (harbour?.ok !== true) throw new Error('the raster was not imported')
  // The raster has the board's size, so that no sample is interpolated.
  const npy = readFileSync(join(boards, 'harbour.depth.npy'))
  const values = new Float32Array(
    npy.buffer.slice(npy.byteOffset + npy.length - 320 * 180 * 4, npy.byteOffset + npy.length),
  )
  const rising = values.filter((value) => value > 0 && value < Infinity).sort()
  const middle = (rising[(rising.length >> 1) - 1]! + rising[rising.length >> 1]!) / 2
  expect(harbour.medianDepth / middle).toBeCloseTo(1, 3)
  const after = setBoardDepth(film, 'b1', { origin: 'file', raster: harbour.media }, harbour.medianDepth)
  await studio.ask('project.operate', { projectId, first: 2, operations: [editOf(film, after)] })
})

test('the first start opens a copy of the sample, the second the same; a closed project stays closed', async () => {
  const home = temporaryFolder()
  const sample = temporaryFolder()
  for (const [language, name] of [
    ['en', 'Harbour: sample'],
    ['ko', '항구'],
  ] as const)
    writeFileSync(join(sample, `project.${language}.json`), writeProject(emptyFilm(name)))
  const first = new TestStudio(home, sample)
  const { project } = await first.ask('app.start', nothing)
  expect(project).toMatchObject({ film: { name: 'Harbour: sample' }, writable: true })
  const folder = await folderOf(first, project!)
  expect(folder).toBe(join(home, 'projects', 'Harbour sample'))
  await first.studio.close()
  const second = new TestStudio(home, sample)
  const again = (await second.ask('app.start', nothing)).project!
  expect(await folderOf(second, again)).toBe(folder)
  await second.ask('project.close', { projectId: again.id })
  await second.studio.close()
  const third = new TestStudio(home, sample)
  expect((await third.ask('app.start', nothing)).project).toBeNull()
  const [recent] = await third.ask('project.recent', nothing)
  expect(recent).toMatchObject({ name: 'Harbour: sample', shots: 0, found: true })
  expect(await third.ask('project.open', { from: 'recent', id: recent!.id })).toMatchObject({ takes: [] })
})

test('a project that went away is told at the start, and the list says so', async () => {
  const home = temporaryFolder()
  const first = new TestStudio(home)
  const project = await first.ask('project.create', { name: 'Gone' })
  const folder = await folderOf(first, project)
  await first.studio.close()
  renameSync(folder, join(home, 'elsewhere'))
  const second = new TestStudio(home)
  const start = await second.ask('app.start', nothing)
  expect(start).toMatchObject({ project: null, projectFailure: { error: { code: 'project.open.missing' } } })
  expect(await second.ask('project.recent', nothing)).toMatchObject([{ name: 'Gone', found: false }])
})

test('a copy has everything, is opened, and leaves the original as it was', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  const target = temporaryFolder()
  studio.desktop.folder = join(folder, 'media')
  await expect(studio.ask('project.saveCopy', { projectId: project.id })).rejects.toMatchObject({
    code: 'project.copy.inside',
  })
  studio.desktop.folder = target
  const copy = await studio.ask('project.saveCopy', { projectId: project.id })
  expect(copy).toMatchObject({ film, missingMedia: [], writable: true })
  expect(copy!.history.past).toHaveLength(2)
  expect(await folderOf(studio, copy!)).toBe(target)
  await expect(studio.ask('project.save', { projectId: project.id })).rejects.toMatchObject({
    code: 'project.not-open',
  })
  expect(existsSync(join(folder, 'project.lock'))).toBe(false)
})

test('a film that names media that is not there opens and lists it', async () => {
  const studio = new TestStudio(temporaryFolder())
  const folder = temporaryFolder()
  const film = addBoard(emptyFilm('Missing'), aBoard('b1'))
  writeFileSync(join(folder, 'project.json'), writeProject(film))
  studio.desktop.folder = folder
  const opened = await studio.ask('project.open', { from: 'dialog' })
  expect(opened!.missingMedia).toEqual([film.boards[0]!.picture.media])
  expect(await studio.studio.resolveMedia(pictureUrl(opened!.id, opened!.missingMedia[0]!, 'display'))).toBeNull()
})

test('unknown calls and bad input are bugs with an answer and a line in the log', async () => {
  const home = temporaryFolder()
  const { studio } = new TestStudio(home)
  for (const [name, input] of [
    ['toString', {}],
    ['project.create', { name: 7 }],
    ['project.create', null],
    ['project.operate', { projectId: '../x', first: 0, operations: [] }],
  ] as const)
    expect(await studio.answer(name, input)).toMatchObject({ ok: false, failure: { kind: 'bug' } })
  const log = readFileSync(join(home, 'logs', 'studio.log'), 'utf8')
  expect(log.match(/bug in call/g)).toHaveLength(4)
})

test('settings stay, and a small file is written where the user says', async () => {
  const home = temporaryFolder()
  const first = new TestStudio(home)
  const settings = { language: 'ko', provider: 'cpu', reducedMotion: true } as const
  expect(await first.ask('settings.change', settings)).toEqual(settings)
  first.desktop.saveFile = join(home, 'camera.json')
  const file = { suggestedName: 'camera.json', kind: 'json', bytes: new Uint8Array([123, 125]) } as const
  expect(await first.ask('file.save', file)).toBe(true)
  expect(readFileSync(first.desktop.saveFile, 'utf8')).toBe('{}')
  first.desktop.saveFile = null
  expect(await first.ask('file.save', file)).toBe(false)
  await first.studio.close()
  expect((await new TestStudio(home).ask('app.start', nothing)).settings).toEqual(settings)
})

test('a window that shows an older film than main is refused, and nothing changes', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film, operations } = await oneShot(studio)
  const lost = changeFilmSettings(film, { name: 'Lost' })
  await expect(
    studio.ask('project.operate', { projectId: project.id, first: operations + 1, operations: [editOf(film, lost)] }),
  ).rejects.toThrow('missing')
  await studio.ask('project.save', { projectId: project.id })
  expect((await studio.ask('app.start', nothing)).project!.film).toEqual(film)
})
