import { expect, test } from 'vitest'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import { unknownOfJob } from '../../../core/contract/jobs.ts'
import { queuedCameras } from '../../../renderer/features/generate/camera-of-job.ts'
import { generateChanged, generateShots } from '../../../renderer/features/generate/generate-shots.ts'
import { compilingStore } from '../../../renderer/features/generate/generate-store.ts'
import { makeCells } from '../../../renderer/features/generate/matrix-store.ts'
import { closeFilm } from '../../../renderer/state/film-store.ts'
import { jobStore } from '../../../renderer/state/mirrors.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { aFilm, story } from '../project/films.ts'
import { openProject, windowWithMain } from './window-with-main.ts'

const shotIds = story().shots.map(({ id }) => id)
const own = { seeds: 1, cameras: ['own'] } as const

test('every shot is queued with each camera and seed, for the project that was open', async () => {
  const main = windowWithMain()
  const projectId = openProject(story())
  await generateShots(shotIds.slice(0, 2), { seeds: 2, cameras: ['own', 'orbit-left'] })
  expect(main.started.map((started) => started.projectId)).toEqual([projectId])
  const queued = main.started[0]!.requests.map(({ shotId, move, spec }) => `${shotId} ${move ?? 'own'} ${spec.seed}`)
  const ofShot = (id: string) => [`${id} own 1`, `${id} own 2`, `${id} orbit:-20 1`, `${id} orbit:-20 2`]
  expect(queued).toEqual([...ofShot('s-a'), ...ofShot('s-b')])
  const cameras = main.started[0]!.requests.map(({ spec }) => spec.pluckerSha256)
  expect(Object.values(queuedCameras.getState().ofJob)).toEqual(cameras)
  expect(new Set(cameras).size).toBe(2)
})

const leaving = {
  'another project is opened': () => openProject(aFilm()),
  'a copy with the same shots is opened': () => openProject(story()),
  'the project is closed': () => closeFilm(),
}

test.each(Object.entries(leaving))('nothing is queued and nothing is told when %s meanwhile', async (_, leave) => {
  const main = windowWithMain()
  openProject(story())
  main.hold()
  const asked = new Promise<void>((resolve) => (main.onHeld = resolve))
  const generating = generateShots(shotIds, own).catch((thrown: unknown) => thrown)
  await asked
  leave()
  main.release()
  expect(isAbort(await generating)).toBe(true)
  expect(main.started).toEqual([])
  expect(noticeStore.getState()).toEqual([])
})

test('a cell of the matrix is not queued in another project either', async () => {
  const main = windowWithMain()
  openProject(story())
  main.hold()
  const asked = new Promise<void>((resolve) => (main.onHeld = resolve))
  const row = { camera: 'now', source: { kind: 'shot', shotId: shotIds[0]! } } as const
  const making = makeCells(row, [7]).catch((thrown: unknown) => thrown)
  await asked
  openProject(story())
  main.release()
  expect(isAbort(await making)).toBe(true)
  expect(main.started).toEqual([])
  expect(queuedCameras.getState().ofJob).toEqual({})
})

test('pressed again while shots are being compiled, none of them is queued twice, and that is told', async () => {
  const main = windowWithMain()
  openProject(story())
  const first = generateChanged()
  expect(compilingStore.getState().shotIds).toEqual(shotIds)
  for (const again of [generateChanged, () => generateShots(shotIds.slice(0, 1), own)]) {
    noticeStore.setState([], true)
    await again()
    expect(noticeStore.getState()).toMatchObject([{ kind: 'done', text: 'generate.compiling' }])
  }
  await first
  expect(main.started.map(({ requests }) => requests.map(({ shotId }) => shotId))).toEqual([shotIds])
  expect(main.compiled).toBe(shotIds.length)
  expect(compilingStore.getState().shotIds).toEqual([])
})

test('shots that are queued or made already are left to that, the others are compiled', async () => {
  const main = windowWithMain()
  const folderId = openProject(story())
  const [running, queued, compiling, free] = shotIds as [string, string, string, string]
  const job = (id: string, shotId: string, state: 'running' | 'queued') => {
    return { ...unknownOfJob, id, state, subject: { kind: 'generate', folderId, shotId, seed: 1 } } as const
  }
  jobStore.setState({ jobs: [job('1', running, 'running'), job('2', queued, 'queued')] })
  const other = generateShots([compiling], own)
  await generateChanged()
  await other
  const asked = main.started.flatMap(({ requests }) => requests.map(({ shotId }) => shotId))
  expect(asked.toSorted()).toEqual([compiling, free].toSorted())
})

test('where a shot cannot be compiled, nobody says that all takes are of the present state', async () => {
  const main = windowWithMain()
  const film = story()
  openProject({ ...film, shots: film.shots.slice(0, 1) })
  main.refuse = new StudioError('media.missing', { file: 'a.png' })
  await generateChanged()
  expect(main.started).toEqual([])
  expect(noticeStore.getState()).toMatchObject([{ kind: 'error', error: { code: 'media.missing' } }])
})
