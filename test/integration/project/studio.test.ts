import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { calls } from '../../../core/contract/calls.ts'
import { pictureUrl, rasterUrl, takeFileUrl } from '../../../core/contract/media-urls.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { fileOf } from '../../support/resolved-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, generate, nothing, oneShot, sha256, startGeneration } from './one-shot.ts'

test('picture → board → take → quit → reopen: takes, undo and addresses are there', async () => {
  const home = temporaryFolder()
  const first = new TestStudio(home)
  const { project, film } = await oneShot(first)
  const takeId = await generate(first, project, film)
  const added = await first.event('take-added')
  expect(added).toMatchObject({ projectId: project.id, take: { id: takeId, shotId: 's1', frames: 8 } })
  await first.ask('workspace.save', { projectId: project.id, workspace: { shot: 's1' } })
  const takes = join(await folderOf(first, project), 'takes')
  await first.studio.close()
  expect(await first.studio.resolveMedia(takeFileUrl(project.id, takeId, 'clip.mp4'))).toBeNull()
  for (const name of ['cut-off-1', 'cut-off-2']) {
    mkdirSync(join(takes, name))
    writeFileSync(join(takes, name, 'take.json'), '{"format": "craneshot-take", "ver')
  }

  const second = new TestStudio(home)
  const start = await second.ask('app.start', nothing)
  expect(calls['app.start'].output.parse(start)).toEqual(start)
  const opened = start.project!
  expect(opened).toMatchObject({ writable: true, recoveredEdits: 0, missingMedia: [], film })
  // One word for all damaged takes.
  expect(opened.notices).toEqual([
    { code: 'project.takes-damaged', details: { folder: takes, count: 2, first: 'cut-off-1' } },
  ])
  expect(opened.workspace).toEqual({ shot: 's1' })
  expect(opened.takes).toMatchObject([{ id: takeId }])
  expect(opened.history.past).toHaveLength(2)
  await second.ask('project.operate', { projectId: opened.id, first: 0, operations: [{ kind: 'undo' }] })
  const reloaded = (await second.ask('app.start', nothing)).project!
  expect(reloaded).toMatchObject({ id: opened.id, film: { shots: [], boards: [{ id: 'b1' }] } })
  await second.ask('project.operate', { projectId: opened.id, first: 0, operations: [{ kind: 'redo' }] })

  const clip = await second.studio.resolveMedia(takeFileUrl(opened.id, takeId, 'clip.mp4'))
  expect(readFileSync(fileOf(clip)).subarray(4, 8).toString()).toBe('ftyp')
  const thumbnail = await second.studio.resolveMedia(pictureUrl(opened.id, film.boards[0]!.picture.media, 'thumbnail'))
  expect([...readFileSync(fileOf(thumbnail)).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  const packId = start.packs[0]!.id
  const { picture } = await second.ask('board.prepare', { projectId: opened.id, boardId: 'b1', packId })
  const raster = await second.studio.resolveMedia(rasterUrl(opened.id, 'picture', picture.sha256))
  expect(sha256(readFileSync(fileOf(raster)))).toBe(picture.sha256)
  expect(await second.studio.resolveMedia(rasterUrl(opened.id, 'depth', picture.sha256))).toBeNull()
})

test('a take that is done after its project was closed and opened again is told to the project now open', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const jobId = await startGeneration(studio, project, film)
  await studio.ask('project.close', { projectId: project.id })
  const [recent] = await studio.ask('project.recent', nothing)
  const again = (await studio.ask('project.open', { from: 'recent', id: recent!.id }))!
  expect(again.id).not.toBe(project.id)
  const { job } = await studio.event('job', (event) => event.job.id === jobId && event.job.takeId !== null)
  const told = studio.events.flatMap((event) => (event.type === 'take-added' ? [event] : []))
  const listed = again.takes.some(({ id }) => id === job.takeId)
  expect(listed || told.some(({ projectId, take }) => projectId === again.id && take.id === job.takeId)).toBe(true)
  await studio.ask('project.close', { projectId: again.id })
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
  const home = temporaryFolder()
  const studio = new TestStudio(home)
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
  expect(studio.desktop.revealed).toEqual([join(out, 'One shot')])
  expect(readdirSync(out).toSorted()).toEqual(['One shot', 'notes.txt'])
  // Two that are asked for at once have a folder each.
  const both = await Promise.all([1, 2].map(() => studio.ask('export.start', { projectId: project.id, options })))
  for (const id of both) {
    const { job } = await studio.event('job', (event) => event.job.id === id && /done|failed/.test(event.job.state))
    expect(job).toMatchObject({ state: 'done', failure: null })
  }
  expect(readdirSync(out).toSorted()).toEqual(['One shot', 'One shot 2', 'One shot 3', 'notes.txt'])
  // Boards are prepared once for window and export.
  expect(readdirSync(join(home, 'cache', 'rasters'))).not.toContain('rasters')
  await studio.ask('job.dismiss', { id: jobId! })
  expect(studio.events.at(-1)).toEqual({ type: 'job-dismissed', id: jobId })
  studio.desktop.folder = null
  expect(await studio.ask('export.start', { projectId: project.id, options })).toBeNull()
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
  const settings = {
    language: 'ko',
    provider: 'cpu',
    reducedMotion: true,
    keys: 'resolve',
    paintProgram: null,
  } as const
  expect(await first.ask('settings.change', settings)).toEqual(settings)
  first.desktop.saveFile = join(home, 'camera.json')
  const file = { suggestedName: 'camera.json', kind: 'json', bytes: new Uint8Array([123, 125]) } as const
  expect(await first.ask('file.save', file)).toBe(true)
  expect(readFileSync(first.desktop.saveFile, 'utf8')).toBe('{}')
  first.desktop.saveFile = join(home, 'gone', 'camera.json')
  await expect(first.ask('file.save', file)).rejects.toMatchObject({
    code: 'media.write',
    details: { reason: 'ENOENT' },
  })
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
