import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CallOutput } from '../../../core/contract/calls.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { addCutItem } from '../../../core/project/edits/cut.ts'
import { addShot } from '../../../core/project/edits/shots.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { type Film } from '../../../core/project/schema/film.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { writeBoard } from '../../support/board.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard, aPath, aShot } from '../../unit/project/films.ts'
import type { TestStudio } from './a-studio.ts'

export type Opened = NonNullable<CallOutput<'project.open'>>
export const nothing = {}

export function editOf(before: Film, after: Film) {
  return { kind: 'edit', label: { key: 'test', details: {} }, patch: patchBetween(before, after) } as const
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export async function folderOf(studio: TestStudio, { id }: Opened): Promise<string> {
  await studio.ask('project.reveal', { projectId: id })
  return studio.desktop.revealed.pop()!
}

/** A project with one board and shot, as the window would make it. */
export async function oneShot(studio: TestStudio): Promise<{ project: Opened; film: Film; operations: number }> {
  const project = await studio.ask('project.create', { name: 'One shot' })
  const projectId = project.id
  const folder = temporaryFolder()
  writeBoard(join(folder, 'board.png'), 320, 180)
  studio.desktop.files = [join(folder, 'board.png')]
  const [picture] = await studio.ask('pictures.import', { projectId, source: { from: 'dialog' } })
  if (picture?.ok !== true) throw new Error('the board was not imported')
  const { media, width, height } = picture
  const withBoard = addBoard(project.film, aBoard('b1', { picture: { media, width, height } }))
  const shot = aShot('s1', 'b1', {
    durationFrames: 8,
    handles: { headFrames: 0, tailFrames: 0 },
    generation: { packId: null, seed: 1, steps: 1, sampleFrames: 4, cache: 'on' },
    camera: { source: 'keys', path: aPath(7), layers: [] },
  })
  const clip = { kind: 'clip', id: 'c1', shotId: 's1', source: { start: 0, end: 8 }, markers: [] } as const
  const film = addCutItem(addShot(withBoard, shot), { ...clip, markers: [] })
  const operations = [editOf(project.film, withBoard), editOf(withBoard, film)]
  await studio.ask('project.operate', { projectId, first: 0, operations })
  return { project, film, operations: 2 }
}

/** Queues a generation of the shot. @returns the job's id */
export async function startGeneration(
  studio: TestStudio,
  { id: projectId }: Opened,
  film: Film,
  steps = 1,
): Promise<string> {
  await studio.ask('settings.change', { provider: 'cpu' })
  const { packs } = await studio.ask('app.start', nothing)
  const [pack] = packs
  const board = await studio.ask('board.prepare', { projectId, boardId: 'b1', packId: pack!.id })
  const spec = await compileShot(shotToCompile(film, film.shots[0]!, pack!, board))
  const requests = [{ shotId: 's1', boardId: 'b1', headFrames: 0, spec: { ...spec, steps } }]
  return (await studio.ask('generation.start', { projectId, requests }))[0]!
}

/** @returns the id of the take */
export async function generate(studio: TestStudio, project: Opened, film: Film): Promise<string> {
  const jobId = await startGeneration(studio, project, film)
  const ended = await studio.event(
    'job',
    ({ job }) => job.id === jobId && job.state !== 'queued' && job.state !== 'running',
  )
  expect(ended.job).toMatchObject({ state: 'done', failure: null })
  return ended.job.takeId!
}
