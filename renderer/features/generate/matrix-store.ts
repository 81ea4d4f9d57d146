import { createStore } from 'zustand/vanilla'
import { call } from '../../bridge/client.ts'
import { compileShotSpec } from '../../state/board-view/compiled-shot.ts'
import { editsDelivered } from '../../state/film-store.ts'
import { rememberCameras } from './camera-of-job.ts'
import { whileOpen, type OpenProject } from './while-open.ts'

/** Columns that the user added, by the shot's id, until the window closes. */
export const matrixStore = createStore<{ readonly moreSeeds: Readonly<Record<string, readonly number[]>> }>(() => ({
  moreSeeds: {},
}))

export function addSeed(shotId: string, seed: number): void {
  matrixStore.setState(({ moreSeeds }) => ({
    moreSeeds: { ...moreSeeds, [shotId]: [...(moreSeeds[shotId] ?? []), seed] },
  }))
}

/** What makes a take for an empty cell: another take of its row, or the shot itself where the row has none. */
type CellSource =
  { readonly kind: 'take'; readonly takeId: string } | { readonly kind: 'shot'; readonly shotId: string }

/** A row of the matrix that lacks takes. */
export interface RowToMake {
  readonly camera: string
  readonly source: CellSource
}

/** Queues takes of one camera path with these seeds, made like the others of its row. */
export async function makeCells({ camera, source }: RowToMake, seeds: readonly number[]): Promise<void> {
  await whileOpen(async (open) => {
    await editsDelivered()
    open.signal.throwIfAborted()
    if (source.kind === 'shot') return makeOfShot(open, source.shotId, seeds)
    const { projectId } = open
    const jobIds = await call('take.again', { projectId, takeId: source.takeId, seeds: [...seeds] })
    rememberCameras(
      jobIds,
      seeds.map(() => camera),
    )
  })
}

async function makeOfShot({ projectId, signal }: OpenProject, shotId: string, seeds: readonly number[]): Promise<void> {
  const { boardId, headFrames, spec } = await compileShotSpec(shotId, { signal })
  signal.throwIfAborted()
  const requests = seeds.map((seed) => ({ shotId, boardId, headFrames, spec: { ...spec, seed } }))
  const jobIds = await call('generation.start', { projectId, requests })
  rememberCameras(
    jobIds,
    requests.map(() => spec.pluckerSha256),
  )
}
