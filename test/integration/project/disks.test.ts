import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestContext } from 'vitest'
import { applyOperation, type EditLabel } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { createProject } from '../../../main/services/projects/project-open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open, renameTo, shown } from '../../unit/services/project-films.ts'
import { TestStudio } from './a-studio.ts'

/** A disk of its own that ends with the test. */
function disk(options: string, skip: TestContext['skip'], onTestFinished: TestContext['onTestFinished']): string {
  const folder = temporaryFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
  skip(!mounted, 'this account may not mount a file system')
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return folder
}

test('on a full disk the film stays in memory, the failure is named, and all is saved once there is space', async ({
  skip,
  onTestFinished,
}) => {
  const folder = await createProject(disk('size=512k', skip, onTestFinished), 'Full')
  const { store } = await open(folder)
  let model = newHistory<Film, EditLabel>(emptyFilm('Full'))
  let number = 0
  const rename = async (name: string) => {
    const operation = renameTo(name)(model)
    model = applyOperation(model, operation)
    return store.operate(number++, [operation])
  }
  expect(await rename('Before')).toMatchObject({ state: 'journaled' })
  const ballast = join(folder, 'ballast')
  // As much as there is room for.
  expect(() => writeFileSync(ballast, Buffer.alloc(1024 * 1024))).toThrow('ENOSPC')
  const long = (letter: string): string => letter.repeat(190)
  let state = await rename(long('a'))
  for (let edit = 0; edit < 40 && state.state !== 'failed'; edit++) state = await rename(`${edit}${long('b')}`)
  expect(state).toMatchObject({ state: 'failed', problem: { code: 'project.save.disk-full' } })
  expect(await store.save()).toMatchObject({ state: 'failed', problem: { code: 'project.save.disk-full' } })
  await rename('While full')
  expect(shown(store.history)).toEqual(shown(model))
  const image = temporaryFolder()
  cpSync(folder, image, { recursive: true, filter: (file) => !file.endsWith('ballast') && !file.endsWith('.lock') })
  // Whatever is on the disk now opens, too.
  expect((await open(image)).notices).toEqual([])
  rmSync(ballast)
  await rename('After')
  expect(await store.save()).toEqual({ state: 'saved', problem: null })
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  await store.close()
  expect(shown((await open(folder)).store.history)).toEqual(shown(model))
})

test('a project on a disk that takes no files opens for reading, with the reason, and can be copied', async ({
  skip,
  onTestFinished,
}) => {
  const folder = disk('size=1m', skip, onTestFinished)
  writeFileSync(join(folder, 'project.json'), writeProject(emptyFilm('Protected')))
  expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0)
  const studio = new TestStudio(temporaryFolder())
  studio.desktop.folder = folder
  const project = (await studio.ask('project.open', { from: 'dialog' }))!
  expect(project).toMatchObject({
    writable: false,
    readOnlyReason: { code: 'project.read-only.folder', details: { reason: 'EROFS' } },
    film: { name: 'Protected' },
  })
  const projectId = project.id
  expect(await studio.ask('project.save', { projectId })).toEqual({ state: 'saved', problem: null })
  await studio.ask('workspace.save', { projectId, workspace: { panel: 1 } })
  await expect(studio.ask('pictures.import', { projectId, source: { from: 'dialog' } })).rejects.toMatchObject({
    code: 'project.read-only',
  })
  studio.desktop.folder = temporaryFolder()
  expect(await studio.ask('project.saveCopy', { projectId })).toMatchObject({
    writable: true,
    film: { name: 'Protected' },
  })
  expect(readFileSync(join(folder, 'project.json'), 'utf8')).toBe(writeProject(emptyFilm('Protected')))
})

test('a full disk refuses an import by name and leaves nothing of it in the project', async ({
  skip,
  onTestFinished,
}) => {
  const folder = disk('size=256k', skip, onTestFinished)
  writeFileSync(join(folder, 'project.json'), writeProject(emptyFilm('Small')))
  const studio = new TestStudio(temporaryFolder())
  studio.desktop.folder = folder
  const project = (await studio.ask('project.open', { from: 'dialog' }))!
  const boards = new URL('../../../resources/boards/harbour.png', import.meta.url)
  const files = studio.studio.register([boards.pathname])
  const [result] = await studio.ask('pictures.import', { projectId: project.id, source: { from: 'dropped', files } })
  expect(result).toMatchObject({
    ok: false,
    failure: { error: { code: 'project.import.unwritable', details: { reason: 'ENOSPC', file: 'harbour.png' } } },
  })
  expect(readdirSync(join(folder, 'media'))).toEqual([])
})
