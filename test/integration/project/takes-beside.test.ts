import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { TakeWatch } from '../../../main/services/takes/take-watch.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { folderOf, generate, oneShot } from './one-shot.ts'

test('takes that another program makes, replaces and removes come and go in the open project', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const first = await generate(studio, project, film)
  const takes = join(await folderOf(studio, project), 'takes')
  // As the command line does it: a hidden folder, then one rename. A damaged take and a folder of the user's are none.
  cpSync(join(takes, first), join(takes, '.second.unfinished-1-00000000'), { recursive: true })
  mkdirSync(join(takes, 'notes'))
  mkdirSync(join(takes, 'damaged'))
  writeFileSync(join(takes, 'damaged', 'take.json'), '{')
  renameSync(join(takes, '.second.unfinished-1-00000000'), join(takes, 'second'))
  const { projectId, take } = await studio.event('take-added', (event) => event.take.id !== first)
  expect({ projectId, take }).toMatchObject({ projectId: project.id, take: { id: 'second', shotId: 's1', frames: 8 } })

  rmSync(join(takes, 'second'), { recursive: true })
  expect(await studio.event('take-removed')).toEqual({ type: 'take-removed', projectId: project.id, takeId: 'second' })
  const told = studio.events.filter(({ type }) => type === 'take-added' || type === 'take-removed')
  expect(told.map((event) => (event.type === 'take-added' ? event.take.id : ''))).toEqual([first, 'second', ''])

  // Nothing is told of a project that is not open any more.
  await studio.ask('project.close', { projectId: project.id })
  studio.events.length = 0
  cpSync(join(takes, first), join(takes, 'third'), { recursive: true })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(studio.events).toEqual([])
})

test('a look finds them where the system tells nothing, and a folder that is away takes nothing off', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const id = await generate(studio, project, film)
  const folder = temporaryFolder()
  const told: string[] = []
  // There is no folder of takes yet, so that none can be watched.
  const watch = new TakeWatch(
    {
      projectFolder: folder,
      onAdded: (take) => void told.push(`+${take.id}`),
      onRemoved: (takeId) => void told.push(`-${takeId}`),
      onBug: (thrown) => {
        throw thrown
      },
    },
    ['gone'],
  )
  onTestFinished(() => watch.close())
  await watch.look()
  expect(told).toEqual([])
  const made = join(await folderOf(studio, project), 'takes', id)
  expect(readFileSync(join(made, 'take.json'), 'utf8')).toContain('craneshot-take')
  cpSync(made, join(folder, 'takes', 'other'), { recursive: true })
  await watch.look()
  await watch.look()
  expect(told).toEqual(['-gone', '+other'])
})
