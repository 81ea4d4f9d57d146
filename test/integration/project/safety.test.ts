import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { calls } from '../../../core/contract/calls.ts'
import type { Snapshot } from '../../../core/contract/recovery.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { contentOf } from '../../unit/services/damaged-projects.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, generate, nothing, oneShot } from './one-shot.ts'

test('the window keeps a snapshot, lists it, and makes it the film by an edit that can be undone', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film, operations } = await oneShot(studio)
  const { id: projectId } = project
  expect(await studio.ask('snapshot.keep', { projectId, reason: 'import' })).toBe(true)
  const renamed = changeFilmSettings(film, { name: 'Renamed' })
  await studio.ask('project.operate', { projectId, first: operations, operations: [editOf(film, renamed)] })
  const [snapshot, ...others] = await studio.ask('snapshot.list', { projectId })
  expect(snapshot).toMatchObject({ reason: 'import', shots: 1, boards: 1 } satisfies Partial<Snapshot>)
  expect(others).toEqual([])
  const kept = await studio.ask('snapshot.read', { projectId, name: snapshot!.name })
  expect(kept).toEqual(film)
  const restore = [editOf(renamed, kept), { kind: 'undo' } as const]
  await studio.ask('project.operate', { projectId, first: operations + 1, operations: restore.slice(0, 1) })
  await studio.ask('project.save', { projectId })
  const folder = await folderOf(studio, project)
  expect(readFileSync(join(folder, 'project.json'), 'utf8')).toContain('"One shot"')
  await studio.ask('project.operate', { projectId, first: operations + 2, operations: restore.slice(1) })
  await studio.ask('project.save', { projectId })
  expect(readFileSync(join(folder, 'project.json'), 'utf8')).toContain('"Renamed"')
})

test('a project that cannot be opened is looked at, repaired and opened, its take included', async () => {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const { project, film } = await oneShot(studio)
  const takeId = await generate(studio, project, film)
  const folder = await folderOf(studio, project)
  await studio.ask('project.close', { projectId: project.id })
  for (const name of ['project.json', 'project.json.backup']) writeFileSync(join(folder, name), 'damaged')
  const [recent] = await studio.ask('project.recent', nothing)
  await expect(studio.ask('project.open', { from: 'recent', id: recent!.id })).rejects.toMatchObject({
    code: 'project.file.not-json',
  })
  const before = contentOf(folder)
  const look = await studio.ask('repair.look', nothing)
  expect(contentOf(folder)).toEqual(before)
  expect(look.film).toMatchObject({ shots: 1, boards: 1 })
  const answer = await studio.ask('repair.run', nothing)
  expect(calls['repair.run'].output.parse(answer)).toEqual(answer)
  const { takes, film: found, missingMedia, writable } = answer.project
  expect({ takes: takes.map(({ id }) => id), missingMedia, writable }).toEqual({
    takes: [takeId],
    missingMedia: [],
    writable: true,
  })
  expect(found.shots[0]).toMatchObject({ id: 's1', camera: film.shots[0]!.camera })
  await expect(studio.ask('repair.look', nothing)).rejects.toMatchObject({ code: 'project.repair.no-failure' })
})

test('missing media are told at the opening and found in a folder; the dialog may be closed', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  await studio.ask('project.close', { projectId: project.id })
  const { media } = film.boards[0]!.picture
  const elsewhere = temporaryFolder()
  mkdirSync(join(elsewhere, '그림'))
  renameSync(join(folder, media), join(elsewhere, '그림', '항구.png'))
  studio.desktop.folder = folder
  const opened = (await studio.ask('project.open', { from: 'dialog' }))!
  expect(opened.missingMedia).toEqual([media])
  studio.desktop.folder = null
  expect(await studio.ask('media.relink', { projectId: opened.id })).toBeNull()
  studio.desktop.folder = elsewhere
  expect(await studio.ask('media.relink', { projectId: opened.id })).toEqual({ missing: [media], found: [media] })
  expect(existsSync(join(folder, media))).toBe(true)
  expect(studio.events.filter((event) => event.type === 'project-task').at(-1)).toMatchObject({ ended: true })
})

test('a project goes into one file and comes back from it, opened', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const takeId = await generate(studio, project, film)
  const folder = await folderOf(studio, project)
  const file = join(temporaryFolder(), 'film.craneshot')
  studio.desktop.saveFile = file
  const written = await studio.ask('archive.write', { projectId: project.id, onlyCutTakes: false })
  expect(written).toMatchObject({ name: 'film.craneshot' })
  studio.desktop.files = [file]
  const opened = (await studio.ask('archive.open', nothing))!
  expect(opened).toMatchObject({ film, missingMedia: [], notices: [] })
  expect(opened.history.past).toHaveLength(2)
  expect(opened.takes.map(({ id }) => id)).toEqual([takeId])
  const copy = await folderOf(studio, opened)
  expect(copy).not.toBe(folder)
  expect(contentOf(join(copy, 'takes'))).toEqual(contentOf(join(folder, 'takes')))
  expect(contentOf(join(copy, 'media'))).toEqual(contentOf(join(folder, 'media')))
})

test('the command line says, lists, repairs, archives and unpacks the same', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const { id: projectId } = project
  await studio.ask('snapshot.keep', { projectId, reason: 'import' })
  const folder = await folderOf(studio, project)
  await studio.ask('project.close', { projectId })
  const json = async (...words: string[]): Promise<Record<string, unknown>> => {
    const { standardOutput } = await runCommandLine([...words, '--json'])
    return JSON.parse(standardOutput) as Record<string, unknown>
  }
  const listed = await json('repair', folder, '--list')
  const [snapshot] = listed['snapshots'] as Snapshot[]
  rmSync(join(folder, 'project.json'))
  rmSync(join(folder, 'project.json.backup'), { force: true })
  expect(await json('repair', folder, '--dry-run')).toMatchObject({ ok: true, dryRun: true, changed: false })
  expect(existsSync(join(folder, 'project.json'))).toBe(false)
  expect(await json('repair', folder)).toMatchObject({ ok: true, changed: true, film: { shots: 1 } })
  expect(await json('repair', folder)).toMatchObject({ ok: true, changed: false, findings: [] })
  expect(await json('repair', folder, '--restore', snapshot!.name)).toMatchObject({ ok: true, film: { shots: 1 } })
  const place = temporaryFolder()
  const file = join(place, 'one.craneshot')
  expect(await json('archive', folder, '--out', file)).toMatchObject({ ok: true, file })
  expect(await json('archive', folder, '--out', file)).toMatchObject({
    error: { code: 'project.archive.exists' },
  })
  const unpacked = join(place, '새 폴더')
  expect(await json('unarchive', file, '--out', unpacked)).toEqual({ ok: true, folder: unpacked })
  expect(contentOf(join(unpacked, 'media'))).toEqual(contentOf(join(folder, 'media')))
  const { media } = film.boards[0]!.picture
  rmSync(join(unpacked, media))
  expect(await json('relink', unpacked, '--from', folder)).toMatchObject({ ok: true, found: [media], missing: [] })
  expect(readdirSync(place).toSorted()).toEqual(['one.craneshot', '새 폴더'].toSorted())
})
