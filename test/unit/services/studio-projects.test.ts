import { existsSync, writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { places } from '../../../main/services/places.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { StudioProjects } from '../../../main/services/studio/studio-projects.ts'
import type { StudioServices } from '../../../main/services/studio/studio-parts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { renameTo } from './project-films.ts'

/** Projects of a studio whose other services nobody asks for. */
function someProjects(): StudioProjects {
  const home = temporaryFolder()
  const services: Partial<StudioServices> = {
    places: places({ environment: { CRANESHOT_HOME: home }, platform: process.platform, homeFolder: home }),
    emit: () => undefined,
  }
  const onBug = (where: string, thrown: unknown): never => expect.fail(`${where}: ${String(thrown)}`)
  const projects = new StudioProjects({ services: services as StudioServices, onBug })
  onTestFinished(() => projects.end())
  return projects
}

/** A project of a newer version, which is only looked at, with something else in the place of its takes. */
function withoutTakes(): string {
  const folder = temporaryFolder()
  const document = JSON.parse(writeProject(emptyFilm('Tomorrow'))) as object
  writeFileSync(join(folder, 'project.json'), JSON.stringify({ ...document, version: 999 }))
  writeFileSync(join(folder, 'takes'), 'no folder')
  return folder
}

test('a project whose takes cannot be listed does not open, and the one before goes on', async () => {
  const projects = someProjects()
  const { id } = await projects.create('Harbour')
  const before = projects.current!
  const other = withoutTakes()
  await expect(projects.open(other)).rejects.toMatchObject({ details: { file: join(other, 'takes') } })
  expect(projects.current).toBe(before)
  expect(projects.failedFolder).toBe(other)
  expect(await projects.recent.lastOpen()).toBe(before.folder)
  const store = projects.store(id)
  await store.operate(0, [renameTo('Quay')(store.history)])
  await store.saveAll()
  expect((await readFolder(store.folder)).history.present.name).toBe('Quay')
})

test('a project that was opened in vain is let go: it opens once its disk lists its takes', async () => {
  const projects = someProjects()
  const { id } = await projects.create('Harbour')
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'project.json'), writeProject(emptyFilm('Quay')))
  const mend = refuseToList(join(folder, 'takes'))
  await expect(projects.open(folder)).rejects.toMatchObject({ code: 'media.unreadable' })
  expect(existsSync(join(folder, 'project.lock'))).toBe(false)
  expect(projects.current?.id).toBe(id)
  mend()
  expect(await projects.open(folder)).toMatchObject({ takes: [], writable: true })
  expect(projects.failedFolder).toBeNull()
})

/** A disk that does not list a folder any more. @returns mends it */
function refuseToList(folder: string): () => void {
  const { readdir } = fs
  const refusing = async (place: unknown, ...more: unknown[]): Promise<unknown> => {
    if (place === folder) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'scandir', path: folder })
    return Reflect.apply(readdir, fs, [place, ...more])
  }
  Object.assign(fs, { readdir: refusing })
  syncBuiltinESMExports()
  const mend = (): void => {
    Object.assign(fs, { readdir })
    syncBuiltinESMExports()
  }
  onTestFinished(mend)
  return mend
}
