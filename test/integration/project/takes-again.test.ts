import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { chooseTake, rejectTake } from '../../../core/project/edits/takes.ts'
import { changeShot } from '../../../core/project/edits/shots.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aPath } from '../../unit/project/films.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, generate, oneShot, type Opened } from './one-shot.ts'

async function doneJob(studio: TestStudio, jobId: string): Promise<string> {
  const { job } = await studio.event('job', (event) => event.job.id === jobId && event.job.takeId !== null)
  expect(job).toMatchObject({ state: 'done', failure: null })
  return job.takeId!
}

function recipeIn(folder: string, takeId: string): Take {
  return takeSchema.parse(JSON.parse(readFileSync(join(folder, 'takes', takeId, 'take.json'), 'utf8')))
}

const pixelsOf = ({ files }: Take): string[] => files.frames.map(({ pixelsSha256 }) => pixelsSha256)

/** Does an edit as the window would, after so many since it last started. */
async function operate(studio: TestStudio, { id }: Opened, first: number, before: Film, after: Film): Promise<Film> {
  await studio.ask('project.operate', { projectId: id, first, operations: [editOf(before, after)] })
  return after
}

test('a take is made again from its own recipe, when the shot is another by now, with the same pixels', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film: kept, operations } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  // Without the board to hold to, the seed decides on every pixel.
  const free = changeShot(kept, 's1', (shot) => ({
    ...shot,
    generation: { ...shot.generation, cache: 'off', sampleFrames: 8 },
  }))
  const film = await operate(studio, project, operations, kept, free)
  const first = await generate(studio, project, film)
  const changed = changeShot(film, 's1', (shot) => ({
    ...shot,
    camera: { source: 'keys', path: aPath(2), layers: [] },
  }))
  await operate(studio, project, 0, film, changed)

  const [same, other] = await studio.ask('take.again', { projectId, takeId: first, seeds: [1, 9] })
  const sameTake = await doneJob(studio, same!)
  const otherTake = await doneJob(studio, other!)
  const [original, again, otherSeed] = [first, sameTake, otherTake].map((id) => recipeIn(folder, id))
  expect(pixelsOf(again!)).toEqual(pixelsOf(original!))
  expect(again!.spec).toEqual(original!.spec)
  expect(again!.source).toEqual(original!.source)
  expect(otherSeed!.spec).toEqual({ ...original!.spec, seed: 9 })
  expect(pixelsOf(otherSeed!)).not.toEqual(pixelsOf(original!))

  const told = await studio.ask('take.recipe', { projectId, takeId: first, others: [sameTake, otherTake, 'gone'] })
  expect(told.same).toEqual([sameTake])
  expect(told.recipe).toMatchObject({
    frames: 8,
    sampleFrames: 8,
    cameraKeys: original!.source.camera.kind === 'shot' ? expect.any(Number) : null,
  })
  expect(told.recipe.run.threads).toBe(original!.run.threads)
  expect(JSON.stringify(told.recipe)).not.toContain('worldFromCamera')

  await expect(studio.ask('take.again', { projectId, takeId: 'gone', seeds: [1] })).rejects.toMatchObject({
    code: 'jobs.take-gone',
  })
})

test('clean-up removes what was ticked, never what the cut shows, keeps a snapshot and tells what it freed', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  const first = await generate(studio, project, film)
  const jobs = await studio.ask('take.again', { projectId, takeId: first, seeds: [2, 3] })
  const [second, third] = [await doneJob(studio, jobs[0]!), await doneJob(studio, jobs[1]!)]
  const chosen = await operate(studio, project, 0, film, chooseTake(film, 's1', first))
  await operate(studio, project, 1, chosen, rejectTake(chosen, 's1', second, true))

  // What measuring writes beside a take counts too.
  for (const id of [first, second, third]) await studio.event('take-measured', ({ takeId }) => takeId === id)
  const { takes, otherBytes } = await studio.ask('takes.sizes', { projectId })
  expect(takes.map(({ id }) => id).toSorted()).toEqual([first, second, third].toSorted())
  expect(otherBytes).toBe(0)
  const bytesOf = (id: string): number => takes.find((take) => take.id === id)!.bytes
  expect(bytesOf(first)).toBeGreaterThan(1000)

  const snapshots = (await studio.ask('snapshot.list', { projectId })).length
  const cleaned = await studio.ask('takes.clean', { projectId, takeIds: [second, first] })
  expect(cleaned).toEqual({ removed: [second], kept: [first], freedBytes: bytesOf(second), canceled: false })
  expect(readdirSync(join(folder, 'takes')).toSorted()).toEqual([first, third].toSorted())
  expect(existsSync(join(folder, 'takes', first, 'take.json'))).toBe(true)
  const kept = await studio.ask('snapshot.list', { projectId })
  expect(kept.slice(snapshots).map(({ reason }) => reason)).toEqual(['clean'])
  expect(await studio.event('take-removed')).toMatchObject({ projectId, takeId: second })
  expect(studio.events.filter(({ type }) => type === 'project-task').at(-1)).toMatchObject({
    task: 'clean',
    ended: true,
  })
})
