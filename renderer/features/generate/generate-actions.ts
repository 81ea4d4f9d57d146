import { chooseTake, rejectTake, starTake } from '../../../core/project/edits/takes.ts'
import { madeFrom, showsSameShot } from '../../../core/project/made-from.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { call } from '../../bridge/client.ts'
import { compileShotSpec, type CompiledShot } from '../../state/board-view/compiled-shot.ts'
import { currentFilm, currentProjectId, edit, editsDelivered } from '../../state/film-store.ts'
import { projectJobs, takeStore } from '../../state/mirrors.ts'
import { attempt, tellDone, tellFailure } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { moveOfCamera, type BatchCamera } from './batch-cameras.ts'
import { compilingStore, generateView } from './generate-store.ts'
import { batchSeeds } from './seeds.ts'

/** What of each shot is made at once. */
interface Batch {
  /** Takes of each camera, from the shot's own seed on. */
  readonly seeds: number
  readonly cameras: readonly BatchCamera[]
}

/** What one press of Generate makes of a shot. */
export function wantedBatch(): Batch {
  const { batch, cameras } = generateView.get()
  return { seeds: batch, cameras }
}

const justOne: Batch = { seeds: 1, cameras: ['own'] }

/** Each carries its cameras in numbers: more at once would be a message of many megabytes. */
const mostRequests = 200

/** Queues takes of the shots: each is compiled as the film is now. What cannot be compiled is told and left out. */
export async function generateShots(shotIds: readonly string[], batch: Batch): Promise<void> {
  compilingStore.setState(({ shotIds: others }) => ({ shotIds: [...others, ...shotIds] }))
  try {
    await editsDelivered()
    const compiled = await compileEach(shotIds, batch.cameras)
    const requests = compiled.flatMap((shot) => requestsOf(shot, batch.seeds))
    for (let at = 0; at < requests.length; at += mostRequests) {
      const some = requests.slice(at, at + mostRequests)
      await call('generation.start', { projectId: currentProjectId(), requests: some })
    }
  } finally {
    compilingStore.setState(({ shotIds: all }) => ({ shotIds: all.filter((id) => !shotIds.includes(id)) }))
  }
}

/** Shots of the cut whose newest take, if any, was made from something else than the shot is now. */
export async function generateChanged(): Promise<void> {
  const { shots } = currentFilm()
  const busy = new Set(
    projectJobs().flatMap(({ subject, state }) => {
      return subject.kind === 'generate' && (state === 'queued' || state === 'running') ? [subject.shotId] : []
    }),
  )
  const still = shots.filter(({ id }) => !busy.has(id)).map(({ id }) => id)
  const compiled = await compileEach(still, justOne.cameras)
  const changed = compiled.filter((shot) => !hasCurrentTake(shot, takeStore.getState().takes))
  if (changed.length === 0) return tellDone('generate.nothing-changed')
  await generateShots(
    changed.map(({ shotId }) => shotId),
    justOne,
  )
}

/** Whether a take was made from exactly this spec, seed and steps aside. */
function hasCurrentTake({ shotId, spec }: Pick<CompiledShot, 'shotId' | 'spec'>, takes: readonly TakeSummary[]) {
  return takesOfShot(takes, shotId).some((take) => showsSameShot(take, madeFrom(spec, spec.filmCameras.length)))
}

export function cancelShotJobs(shotId: string): void {
  for (const { id, subject, state } of projectJobs()) {
    if (subject.kind !== 'generate' || subject.shotId !== shotId) continue
    if (state === 'queued' || state === 'running') attempt(() => call('job.cancel', { id }))
  }
}

/** The take that the cut shows; choosing it again leaves the choice to the newest. */
export function toggleChosen(shot: Shot, takeId: string): void {
  const chosen = shot.chosenTakeId === takeId ? null : takeId
  edit('generate.edit.choose', (film) => chooseTake(film, shot.id, chosen))
}

export function setStars(shot: Shot, takeId: string, stars: number): void {
  edit('generate.edit.stars', (film) => starTake(film, shot.id, takeId, stars))
}

export function toggleRejected(shot: Shot, takeId: string): void {
  const rejected = shot.takeMarks.find((mark) => mark.takeId === takeId)?.rejected === true
  edit('generate.edit.reject', (film) => rejectTake(film, shot.id, takeId, !rejected))
}

/** Moves the take to the trash; where it was chosen, the choice is left to the newest. */
export async function removeTake(takeId: string): Promise<void> {
  const chosenBy = currentFilm().shots.filter(({ chosenTakeId }) => chosenTakeId === takeId)
  for (const { id } of chosenBy) edit('generate.edit.choose', (film) => chooseTake(film, id, null))
  generateView.set({ stage: generateView.get().stage.filter((id) => id !== takeId) })
  await call('take.remove', { projectId: currentProjectId(), takeId })
}

async function compileEach(shotIds: readonly string[], cameras: readonly BatchCamera[]): Promise<CompiledShot[]> {
  const compiled: CompiledShot[] = []
  // One after the other: boards and embeddings of many shots at once would be more than memory holds.
  for (const shotId of shotIds) {
    for (const camera of cameras) {
      try {
        compiled.push(await compileShotSpec(shotId, { move: moveOfCamera(camera) }))
      } catch (thrown) {
        tellFailure(thrown)
      }
    }
  }
  return compiled
}

/** Takes of one camera after the other: what is looked at together is made together. */
function requestsOf({ shotId, boardId, headFrames, move, spec }: CompiledShot, seeds: number) {
  const own = { shotId, boardId, headFrames, ...(move === null ? {} : { move }) }
  return batchSeeds(spec.seed, seeds).map((seed) => ({ ...own, spec: { ...spec, seed } }))
}
