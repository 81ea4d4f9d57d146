import { existsSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pictureUrl } from '../../../core/contract/media-urls.ts'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard } from '../../unit/project/films.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, nothing, oneShot } from './one-shot.ts'

test.each(['media', 'takes'])(
  'a project whose %s leads elsewhere is refused, and nothing is written there',
  async (name) => {
    const folder = temporaryFolder()
    const elsewhere = temporaryFolder()
    writeFileSync(join(folder, 'project.json'), writeProject(emptyFilm('Trap')))
    symlinkSync(elsewhere, join(folder, name))
    const studio = new TestStudio(temporaryFolder())
    studio.desktop.folder = folder
    await expect(studio.ask('project.open', { from: 'dialog' })).rejects.toMatchObject({
      code: 'project.open.no-folder',
    })
    expect(readdirSync(elsewhere)).toEqual([])
    expect(existsSync(join(folder, 'project.lock'))).toBe(false)
  },
)

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

test('a copy that is cancelled leaves nothing, and the project stays open; so does one that the end finds', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  for (let number = 0; number < 200; number++) writeFileSync(join(folder, 'media', `${number}`), Buffer.alloc(1000))
  const target = temporaryFolder()
  studio.desktop.folder = target
  const copying = studio.ask('project.saveCopy', { projectId: project.id })
  copying.catch(() => undefined)
  await studio.event('copy', ({ fraction }) => (fraction ?? 0) > 0)
  studio.desktop.stopsWork = false
  expect(await studio.studio.mayEnd()).toBe(false)
  expect(studio.desktop.unfinished).toEqual([{ takes: 0, exports: 0, copying: true }])
  await studio.ask('project.cancelCopy', nothing)
  await expect(copying).rejects.toMatchObject({ name: 'AbortError' })
  expect(readdirSync(target)).toEqual([])
  expect(studio.events.filter(({ type }) => type === 'copy').at(-1)).toMatchObject({ fraction: null })
  expect(await studio.ask('project.save', { projectId: project.id })).toMatchObject({ state: 'saved' })

  studio.events.length = 0
  const again = studio.ask('project.saveCopy', { projectId: project.id })
  again.catch(() => undefined)
  await studio.event('copy', ({ fraction }) => (fraction ?? 0) > 0)
  await studio.studio.close()
  await expect(again).rejects.toMatchObject({ name: 'AbortError' })
  expect(readdirSync(target)).toEqual([])
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

test('a project is not left while its edits are nowhere but in memory, unless the user gives them up', async () => {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const { project, film, operations } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  renameSync(folder, `${folder} away`)
  const renamed = changeFilmSettings(film, { name: 'Only in memory' })
  const edit = { projectId, first: operations, operations: [editOf(film, renamed)] }
  expect(await studio.ask('project.operate', edit)).toMatchObject({ state: 'failed' })

  studio.desktop.losesEdits = false
  for (const leave of [
    () => studio.ask('project.close', { projectId }),
    () => studio.ask('project.create', { name: 'Another' }),
    () => studio.studio.close(),
  ])
    await expect(leave()).rejects.toMatchObject({ name: 'AbortError' })
  expect((await studio.ask('app.start', nothing)).project).toMatchObject({ id: projectId, film: renamed })
  renameSync(`${folder} away`, folder)
  await studio.ask('project.close', { projectId })
  studio.desktop.folder = folder
  const again = (await studio.ask('project.open', { from: 'dialog' }))!
  expect(again.film).toEqual(renamed)

  renameSync(folder, `${folder} away`)
  const undo = { projectId: again.id, first: 0, operations: [{ kind: 'undo' }] } as const
  expect(await studio.ask('project.operate', { ...undo, operations: [...undo.operations] })).toMatchObject({
    state: 'failed',
  })
  studio.desktop.losesEdits = true
  expect(await studio.ask('project.create', { name: 'Another' })).toMatchObject({ film: { name: 'Another' } })
})

test('opening the project that is open keeps it open', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  studio.desktop.folder = await folderOf(studio, project)
  expect(await studio.ask('project.open', { from: 'dialog' })).toMatchObject({ id: project.id, film, writable: true })
  expect(await studio.ask('project.save', { projectId: project.id })).toMatchObject({ state: 'saved' })
})
