import { createStore } from 'zustand/vanilla'
import { call } from '../../bridge/client.ts'
import { compileShotSpec } from '../../state/board-view/compiled-shot.ts'
import { editsDelivered } from '../../state/film-store.ts'
import { whileOpen, type OpenProject } from './while-open.ts'

/** What the matrix knows until the window closes. */
interface MatrixState {
  /** Columns that the user added, by the shot's id. */
  readonly moreSeeds: Readonly<Record<string, readonly number[]>>
  /** The camera path of takes that were queued from the matrix, by the job's id. */
  readonly cameraOfJob: Readonly<Record<string, string>>
}

export const matrixStore = createStore<MatrixState>(() => ({ moreSeeds: {}, cameraOfJob: {} }))

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
  const jobIds = await whileOpen(async (open) => {
    await editsDelivered()
    open.signal.throwIfAborted()
    if (source.kind === 'shot') return makeOfShot(open, source.shotId, seeds)
    return call('take.again', { projectId: open.projectId, takeId: source.takeId, seeds: [...seeds] })
  })
  matrixStore.setState(({ cameraOfJob }) => ({
    cameraOfJob: { ...cameraOfJob, ...Object.fromEntries(jobIds.map((id) => [id, camera])) },
  }))
}

async function makeOfShot(
  { projectId, signal }: OpenProject,
  shotId: string,
  seeds: readonly number[],
): Promise<string[]> {
  const { boardId, headFrames, spec } = await compileShotSpec(shotId, { signal })
  signal.throwIfAborted()
  const requests = seeds.map((seed) => ({ shotId, boardId, headFrames, spec: { ...spec, seed } }))
  return call('generation.start', { projectId, requests })
}
