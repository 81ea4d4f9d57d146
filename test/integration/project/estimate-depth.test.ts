import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { calls } from '../../../core/contract/calls.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { estimatedBoardDepth } from '../../../core/project/board-depth.ts'
import { setBoardDepth } from '../../../core/project/edits/boards.ts'
import { withPictures } from '../../../renderer/state/shots.ts'
import { writeBoard } from '../../support/board.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'

/** A studio with a project of so many boards. */
async function studioWithBoards(count: number) {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const started = await studio.ask('app.start', {})
  const project = await studio.ask('project.create', { name: 'Depth' })
  const files = Array.from({ length: count }, (_, i) => join(home, `board${i}.png`))
  for (const [i, file] of files.entries()) writeBoard(file, 320 + i, 180)
  studio.desktop.files = files
  const source = { from: 'dropped', files: studio.studio.register(files) } as const
  const results = await studio.ask('pictures.import', { projectId: project.id, source })
  const pictures = results.flatMap((result) => (result.ok ? [result] : []))
  const film = withPictures(project.film, pictures)
  await operate(studio, project.id, 0, project.film, film)
  const boardIds = film.boards.map(({ id }) => id)
  return { home, studio, project, film, boardIds, pack: started.packs[0]! }
}

async function operate(studio: TestStudio, projectId: string, first: number, before: Film, film: Film): Promise<void> {
  const label = { key: 'depth.edit.estimate', details: {} }
  const operation = { kind: 'edit', label, patch: patchBetween(before, film) } as const
  await studio.ask('project.operate', { projectId, first, operations: [operation] })
}

test('boards get rasters in the project, in one job that leaves the list, and the film stays as it is', async () => {
  const { studio, project, boardIds, pack, film } = await studioWithBoards(2)
  expect(pack.estimatesDepth).toBe(true)
  const ask = { projectId: project.id, boardIds, packId: pack.id }
  const estimates = await studio.ask('depth.estimate', ask)
  expect(calls['depth.estimate'].output.parse(estimates)).toEqual(estimates)
  expect(estimates.map(({ boardId, ok }) => [boardId, ok])).toEqual(boardIds.map((id) => [id, true]))
  const [first] = estimates
  if (!first?.ok) throw new Error('not estimated')
  const { packId, packVersion, media } = first
  expect([packId, packVersion]).toEqual([pack.id, pack.version])
  const folder = await folderOf(studio, project.id)
  const { shape } = valueOf(readNpy(Uint8Array.from(readFileSync(join(folder, media))), media))
  expect(shape).toEqual([162, 288])
  const { job } = await studio.event('job', ({ job }) => job.state === 'done')
  expect(job.subject).toMatchObject({ kind: 'depth', boardIds })
  await studio.event('job-dismissed', ({ id }) => id === job.id)
  // The same picture gives the same file again, and the board is prepared with it.
  const [again] = await studio.ask('depth.estimate', ask)
  expect(again).toEqual(first)
  const prepare = { projectId: project.id, boardId: boardIds[0]!, packId: pack.id }
  const flat = await studio.ask('board.prepare', prepare)
  const estimated = setBoardDepth(film, boardIds[0]!, estimatedBoardDepth(first, { origin: 'flat' }), null)
  await operate(studio, project.id, 1, film, estimated)
  const prepared = await studio.ask('board.prepare', prepare)
  expect(prepared.picture).toEqual(flat.picture)
  expect(prepared.depth.sha256).not.toBe(flat.depth.sha256)
  const depth = estimated.boards[0]!.depth
  const flattened = setBoardDepth(estimated, boardIds[0]!, { ...depth, relief: 0 } as typeof depth, null)
  await operate(studio, project.id, 2, estimated, flattened)
  expect((await studio.ask('board.prepare', prepare)).depth).toEqual(flat.depth)
})

test('a network that the user has added serves the boards, and is asked once about each', async () => {
  const { home, studio, project, boardIds, pack } = await studioWithBoards(1)
  const tinyDepth = fileURLToPath(new URL('../../fixtures/tiny-depth', import.meta.url))
  cpSync(tinyDepth, join(home, 'models', 'tiny-depth'), { recursive: true })
  const started = await studio.ask('app.start', {})
  expect(started.packs.map(({ id, estimatesDepth }) => [id, estimatesDepth])).toEqual([[pack.id, true]])
  const ask = { projectId: project.id, boardIds, packId: pack.id }
  const [estimate] = await studio.ask('depth.estimate', ask)
  expect(estimate).toMatchObject({ ok: true, packId: 'tiny-depth', packVersion: '1.0.0' })
  const stages = (): (string | undefined)[] =>
    studio.events.map((event) => (event.type === 'job' ? event.job.progress?.stage : undefined))
  expect(stages()).toContain('inference.depth')
  studio.events.length = 0
  expect(await studio.ask('depth.estimate', ask)).toEqual([estimate])
  expect(stages()).not.toContain('inference.depth')
  rmSync(join(home, 'models', 'tiny-depth'), { recursive: true })
  expect(await studio.ask('depth.estimate', ask)).toMatchObject([{ ok: true, packId: pack.id }])
})

async function folderOf(studio: TestStudio, projectId: string): Promise<string> {
  await studio.ask('project.reveal', { projectId })
  return studio.desktop.revealed.at(-1)!
}

test('a board that cannot be read costs no other', async () => {
  const { studio, project, boardIds, pack, film } = await studioWithBoards(2)
  const folder = await folderOf(studio, project.id)
  rmSync(join(folder, film.boards[0]!.picture.media))
  const estimates = await studio.ask('depth.estimate', { projectId: project.id, boardIds, packId: pack.id })
  expect(estimates).toMatchObject([
    { ok: false, failure: { kind: 'error', error: { code: 'media.missing' } } },
    { ok: true },
  ])
})

test('a cancelled job is an abort, and the next one works', async () => {
  const { studio, project, boardIds, pack } = await studioWithBoards(3)
  const ask = { projectId: project.id, boardIds, packId: pack.id }
  const running = studio.ask('depth.estimate', ask)
  const { job } = await studio.event('job', ({ job }) => job.subject.kind === 'depth')
  await studio.ask('job.cancel', { id: job.id })
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  expect(await studio.ask('depth.estimate', ask)).toHaveLength(3)
})

test('an unknown model or board is refused before there is a job', async () => {
  const { studio, project, boardIds, pack } = await studioWithBoards(1)
  const ask = { projectId: project.id, boardIds, packId: pack.id }
  await expect(studio.ask('depth.estimate', { ...ask, packId: 'none' })).rejects.toMatchObject({
    code: 'command.model',
  })
  await expect(studio.ask('depth.estimate', { ...ask, boardIds: ['none'] })).rejects.toMatchObject({
    code: 'edit.unknown',
  })
  expect(studio.events.filter(({ type }) => type === 'job')).toEqual([])
})
