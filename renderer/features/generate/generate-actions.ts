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
import { compilingStore, generateView } from './generate-store.ts'
import { batchSeeds } from './seeds.ts'

/**
 * Queues takes of the shots: each is compiled as the film is now. A shot that cannot be compiled is told and left out.
 * @param seeds takes of each shot, from its own seed on
 */
export async function generateShots(shotIds: readonly string[], seeds: number): Promise<void> {
  compilingStore.setState(({ shotIds: others }) => ({ shotIds: [...others, ...shotIds] }))
  try {
    await editsDelivered()
    const requests = (await compileEach(shotIds)).flatMap((compiled) => requestsOf(compiled, seeds))
    if (requests.length > 0) await call('generation.start', { projectId: currentProjectId(), requests })
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
  const compiled = await compileEach(shots.filter(({ id }) => !busy.has(id)).map(({ id }) => id))
  const changed = compiled.filter((shot) => !hasCurrentTake(shot, takeStore.getState().takes))
  if (changed.length === 0) return tellDone('generate.nothing-changed')
  await generateShots(
    changed.map(({ shotId }) => shotId),
    1,
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

async function compileEach(shotIds: readonly string[]): Promise<CompiledShot[]> {
  const compiled: CompiledShot[] = []
  // One after the other: boards and embeddings of many shots at once would be more than memory holds.
  for (const shotId of shotIds) {
    try {
      compiled.push(await compileShotSpec(shotId))
    } catch (thrown) {
      tellFailure(thrown)
    }
  }
  return compiled
}

function requestsOf({ shotId, boardId, headFrames, spec }: CompiledShot, seeds: number) {
  return batchSeeds(spec.seed, seeds).map((seed) => ({ shotId, boardId, headFrames, spec: { ...spec, seed } }))
}
