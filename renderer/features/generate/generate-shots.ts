import type { TakeSummary } from '../../../core/contract/studio.ts'
import { madeFrom, showsSameShot } from '../../../core/project/made-from.ts'
import { call } from '../../bridge/client.ts'
import { compileShotSpec, type CompiledShot } from '../../state/board-view/compiled-shot.ts'
import { currentFilm, editsDelivered } from '../../state/film-store.ts'
import { projectJobs, takeStore } from '../../state/mirrors.ts'
import { tellDone, tellFailure } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { moveOfCamera, type BatchCamera } from './batch-cameras.ts'
import { compilingStore, generateView } from './generate-store.ts'
import { batchSeeds } from './seeds.ts'
import { whileOpen } from './while-open.ts'

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

/**
 * Queues takes of the shots: each is compiled as the film is now. What cannot be compiled is told and left out.
 * @throws AbortError when the project is left meanwhile: nothing more is queued then
 */
export async function generateShots(shotIds: readonly string[], batch: Batch): Promise<void> {
  compilingStore.setState(({ shotIds: others }) => ({ shotIds: [...others, ...shotIds] }))
  try {
    await whileOpen(async ({ projectId, signal }) => {
      await editsDelivered()
      const compiled = await compileEach(shotIds, batch.cameras, signal)
      const requests = compiled.flatMap((shot) => requestsOf(shot, batch.seeds))
      for (let at = 0; at < requests.length; at += mostRequests) {
        signal.throwIfAborted()
        await call('generation.start', { projectId, requests: requests.slice(at, at + mostRequests) })
      }
    })
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
  const compiled = await whileOpen(({ signal }) => compileEach(still, justOne.cameras, signal))
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

/** @throws AbortError when the signal is aborted: what follows would be of another film */
async function compileEach(
  shotIds: readonly string[],
  cameras: readonly BatchCamera[],
  signal: AbortSignal,
): Promise<CompiledShot[]> {
  const compiled: CompiledShot[] = []
  // One after the other: boards and embeddings of many shots at once would be more than memory holds.
  for (const shotId of shotIds) {
    for (const camera of cameras) {
      signal.throwIfAborted()
      try {
        compiled.push(await compileShotSpec(shotId, { move: moveOfCamera(camera), signal }))
      } catch (thrown) {
        signal.throwIfAborted()
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
