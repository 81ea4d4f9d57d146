import type { TakeSummary } from '../../../core/contract/studio.ts'
import { madeFrom, showsSameShot } from '../../../core/project/made-from.ts'
import { call } from '../../bridge/client.ts'
import { compileShotSpec, type CompiledShot } from '../../state/board-view/compiled-shot.ts'
import { currentFilm, editsDelivered } from '../../state/film-store.ts'
import { projectJobs, takeStore } from '../../state/mirrors.ts'
import { tellDone, tellFailure } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { moveOfCamera, type BatchCamera } from './batch-cameras.ts'
import { rememberCameras } from './camera-of-job.ts'
import { compilingStore, generateView } from './generate-store.ts'
import { makesTakeOf } from './on-stage.ts'
import { batchSeeds } from './seeds.ts'
import { whileOpen, type OpenProject } from './while-open.ts'

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
 * Queues takes of the shots: each is compiled as the film is now. What cannot be compiled is told and left out; a shot that is
 * being compiled already is queued by that, not twice.
 * @throws AbortError when the project is left meanwhile: nothing more is queued then
 */
export async function generateShots(shotIds: readonly string[], batch: Batch): Promise<void> {
  await compiling(shotIds, async ({ shotIds: free, projectId, signal }) => {
    if (free.length === 0) return tellDone('generate.compiling')
    await editsDelivered()
    await queue(await compileEach(free, batch.cameras, signal), batch.seeds, { projectId, signal })
  })
}

/**
 * Queues one take of each shot of which no take, and no job, is of its present state.
 * @throws AbortError as {@link generateShots} does
 */
export async function generateChanged(): Promise<void> {
  const jobs = projectJobs()
  const { shots } = currentFilm()
  const still = shots.filter(({ id }) => !jobs.some((job) => makesTakeOf(job, id))).map(({ id }) => id)
  await compiling(still, async ({ shotIds, projectId, signal }) => {
    if (still.length > 0 && shotIds.length === 0) return tellDone('generate.compiling')
    await editsDelivered()
    const compiled = await compileEach(shotIds, justOne.cameras, signal)
    const changed = compiled.filter((shot) => !hasCurrentTake(shot, takeStore.getState().takes))
    // Of what could not be compiled nobody knows it.
    if (changed.length === 0 && compiled.length === still.length) return tellDone('generate.nothing-changed')
    await queue(changed, justOne.seeds, { projectId, signal })
  })
}

interface Compiling extends OpenProject {
  /** Those that nobody else is compiling. */
  readonly shotIds: readonly string[]
}

/** Nobody wonders sooner where the takes are. */
const quickMilliseconds = 1000

/** Does something that begins with compiling shots; they are seen as being compiled until it has ended. */
async function compiling(shotIds: readonly string[], work: (own: Compiling) => Promise<void>): Promise<void> {
  const others = compilingStore.getState().shotIds
  const own = shotIds.filter((id) => !others.includes(id))
  compilingStore.setState({ shotIds: [...others, ...own] })
  const slow = setTimeout(() => {
    if (own.length > 1) tellDone('generate.compiling-many', { count: own.length })
  }, quickMilliseconds)
  try {
    await whileOpen((open) => work({ ...open, shotIds: own }))
  } finally {
    clearTimeout(slow)
    compilingStore.setState((now) => ({ shotIds: now.shotIds.filter((id) => !own.includes(id)) }))
  }
}

async function queue(shots: readonly CompiledShot[], seeds: number, { projectId, signal }: OpenProject): Promise<void> {
  const requests = shots.flatMap((shot) => requestsOf(shot, seeds))
  for (let at = 0; at < requests.length; at += mostRequests) {
    signal.throwIfAborted()
    const some = requests.slice(at, at + mostRequests)
    const jobIds = await call('generation.start', { projectId, requests: some })
    rememberCameras(
      jobIds,
      some.map(({ spec }) => spec.pluckerSha256),
    )
  }
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
