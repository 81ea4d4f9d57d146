import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { CleanedTakes } from '../../../core/contract/take-calls.ts'
import type { LongTask } from '../../../core/contract/tasks.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { takeGrouping } from '../../../core/takes/removable-takes.ts'
import { renameHeld } from '../files/rename-file.ts'
import { writerMark } from '../files/writer-mark.ts'
import { syncFolder } from '../projects/project-write.ts'
import { takeFolder, takesFolder } from './take-index.ts'
import { bytesIn } from './take-sizes.ts'

export interface CleanTakesInput {
  /** Absolute. */
  readonly projectFolder: string
  readonly takeIds: readonly string[]
  /** Asked of each take when its turn has come: the film may have changed since the user looked. */
  readonly mayGo: (takeId: string) => boolean
  /** Told of each take that is gone. */
  readonly onRemoved?: (takeId: string) => void
}

/**
 * Removes takes for good. Each goes by one rename to a hidden name, and its files after that: a program that is killed in
 * between leaves whole takes and a hidden folder, which the next opening of the project sweeps. A cancel stops between
 * two takes and is no error: what was freed is told.
 */
export const cleanTakes: LongTask<CleanTakesInput, CleanedTakes> = async (input, { signal, report }) => {
  const { projectFolder, takeIds, mayGo, onRemoved } = input
  const removed: string[] = []
  const kept: string[] = []
  let freedBytes = 0
  for (const [index, takeId] of takeIds.entries()) {
    if (signal.aborted) break
    report({ stage: 'takes.clean', fraction: index / takeIds.length })
    const folder = takeFolder(projectFolder, takeId)
    const hidden = folder !== null && mayGo(takeId) ? await hide(projectFolder, folder) : null
    if (hidden === null) {
      kept.push(takeId)
      continue
    }
    removed.push(takeId)
    onRemoved?.(takeId)
    freedBytes += await removeHidden(hidden)
  }
  await syncFolder(takesFolder(projectFolder))
  return { removed, kept, freedBytes, canceled: signal.aborted && removed.length + kept.length < takeIds.length }
}

/** Whether the film, as it is when it is asked, has no use for a take. @param takes all of the project */
export function removableNow(film: () => Pick<Film, 'shots'>, takes: readonly TakeSummary[]): CleanTakesInput['mayGo'] {
  const byId = new Map(takes.map((take) => [take.id, take]))
  let asked: Film['shots'] | null = null
  let groupOf: ReturnType<typeof takeGrouping<TakeSummary>> = () => null
  return (takeId) => {
    const { shots } = film()
    // One answer for as long as the film stays as it is.
    if (shots !== asked) groupOf = takeGrouping((asked = shots), takes)
    const take = byId.get(takeId)
    return take !== undefined && groupOf(take) !== null
  }
}

/** From here on there is no such take. @returns null where the system does not let it go, or there is none */
async function hide(projectFolder: string, folder: string): Promise<string | null> {
  const name = `.${path.basename(folder)}.removed-${writerMark()}`
  const hidden = path.join(takesFolder(projectFolder), name)
  return renameHeld(folder, hidden).then(
    () => hidden,
    () => null,
  )
}

/** @returns bytes that are free now; what another program holds goes when the project is opened again */
async function removeHidden(hidden: string): Promise<number> {
  const before = await bytesIn(hidden)
  await rm(hidden, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined)
  return before - (await bytesIn(hidden))
}
