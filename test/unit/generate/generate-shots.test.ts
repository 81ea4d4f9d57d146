import { expect, test } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import { generateShots } from '../../../renderer/features/generate/generate-shots.ts'
import { makeCells, matrixStore } from '../../../renderer/features/generate/matrix-store.ts'
import { closeFilm } from '../../../renderer/state/film-store.ts'
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
  expect(matrixStore.getState().cameraOfJob).toEqual({})
})
