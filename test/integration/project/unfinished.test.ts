import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { folderOf, oneShot, startGeneration } from './one-shot.ts'

test('who may lose unfinished work is asked before the end, told how much it is, and not asked for nothing', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { desktop } = studio
  const { project, film } = await oneShot(studio)
  expect(await studio.studio.mayEnd()).toBe(true)
  expect(desktop.unfinished).toEqual([])

  await startGeneration(studio, project, film, 200)
  // The second waits, and is kept.
  await startGeneration(studio, project, film, 200)
  desktop.stopsWork = false
  expect(await studio.studio.mayEnd()).toBe(false)
  desktop.stopsWork = true
  expect(await studio.studio.mayEnd()).toBe(true)
  expect(desktop.unfinished).toEqual([
    { takes: 1, exports: 0, copying: false },
    { takes: 1, exports: 0, copying: false },
  ])
})

test('another project that is opened stops nothing: the take comes into the project that it was made for', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  const jobId = await startGeneration(studio, project, film, 20)
  const other = await studio.ask('project.create', { name: 'Other' })
  expect(studio.desktop.unfinished).toEqual([])
  const { job } = await studio.event('job', (event) => event.job.id === jobId && /done|failed/.test(event.job.state))
  expect(job).toMatchObject({ state: 'done', failure: null })
  expect(readdirSync(join(folder, 'takes'))).toEqual([job.takeId])
  expect(readdirSync(join(await folderOf(studio, other), 'takes'))).toEqual([])
})
