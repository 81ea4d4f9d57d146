import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { obedienceSchema } from '../../../core/contract/obedience.ts'
import { bundledBoard, camerasOf, drawn, writeTake } from '../../support/rendered-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from '../project/a-studio.ts'

/** A studio with a new project, and a take of three frames put into it as another program would. */
async function withTake(ids: readonly string[]) {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const { id: projectId } = await studio.ask('project.create', { name: 'Obedience' })
  const project = join(home, 'projects', 'Obedience')
  const board = await bundledBoard('harbour')
  const cameras = camerasOf('truck:0.03', 3)
  for (const id of ids) {
    mkdirSync(join(project, 'takes', id), { recursive: true })
    await writeTake(join(project, 'takes', id), board, drawn(board, cameras), cameras)
  }
  return { studio, projectId, project, take: (id: string) => join(project, 'takes', id) }
}

it('measures a take on request, keeps the result beside it, and lists it at the next opening', async () => {
  const { studio, projectId, take } = await withTake(['one'])
  const recipe = readFileSync(join(take('one'), 'take.json'), 'utf8')
  expect(await studio.ask('obedience.read', { projectId, takeId: 'one' })).toBeNull()
  await studio.ask('obedience.measure', { projectId, takeIds: ['one'] })
  const { obedience } = await studio.event('take-measured', ({ takeId }) => takeId === 'one')
  expect(obedience).toMatchObject({ state: 'measured', measuredFrames: 3 })
  const kept = obedienceSchema.parse(JSON.parse(readFileSync(join(take('one'), 'obedience.json'), 'utf8')))
  expect(await studio.ask('obedience.read', { projectId, takeId: 'one' })).toEqual(kept)
  expect(kept.frames).toHaveLength(3)
  expect(readFileSync(join(take('one'), 'take.json'), 'utf8')).toBe(recipe)
  const telling = studio.events.flatMap((event) => (event.type === 'measuring' ? [event.takeIds] : []))
  expect(telling).toEqual([['one'], []])

  await studio.ask('project.close', { projectId })
  const [recent] = await studio.ask('project.recent', {})
  const again = await studio.ask('project.open', { from: 'recent', id: recent!.id })
  expect(again!.takes[0]).toMatchObject({ id: 'one', obedience: kept.summary })
})

it('stops when it is asked to, and when the project closes', async () => {
  const { studio, projectId, take } = await withTake(['one', 'two'])
  const asked = studio.ask('obedience.measure', { projectId, takeIds: ['one', 'two'] })
  await studio.ask('obedience.stop', {})
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  const again = studio.ask('obedience.measure', { projectId, takeIds: ['two'] })
  await studio.ask('project.close', { projectId })
  await expect(again).rejects.toMatchObject({ name: 'AbortError' })
  for (const id of ['one', 'two']) expect(existsSync(join(take(id), 'obedience.json'))).toBe(false)
})

it('names the file that a take lacks, and goes on with the next take', async () => {
  const { studio, projectId, take } = await withTake(['one', 'two'])
  rmSync(join(take('one'), 'depth.npy'))
  const file = join(take('one'), 'depth.npy')
  const asked = studio.ask('obedience.measure', { projectId, takeIds: ['one', 'two'] })
  await expect(asked).rejects.toMatchObject({ code: 'media.missing', details: { file } })
  expect(existsSync(join(take('two'), 'obedience.json'))).toBe(true)
})
