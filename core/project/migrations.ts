import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'

/** The version that this program writes. */
export const currentVersion = 2

/**
 * One step from version `from` to `from + 1`. It gets the document's `film` as parsed JSON, unchecked, and gives the film
 * of the next version; what it cannot understand it throws at. Steps are never changed once released.
 */
export interface Migration {
  readonly from: number
  readonly migrate: (film: unknown) => unknown
}

export const migrations: readonly Migration[] = [
  // Shots gained texts and groups, for which their schema has defaults: a journal of version 1 still reads as well.
  { from: 1, migrate: (film) => film },
]

/** Runs the steps from `found` to `wanted` in turn. Errors: project.file.migration, with the version it stopped at. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  found: number,
  wanted: number,
  steps: readonly Migration[],
  file: string,
): Result<Readonly<Record<string, unknown>>> {
  let film = document['film']
  for (let version = found; version < wanted; version += 1) {
    const step = steps.find(({ from }) => from === version)
    try {
      if (step === undefined) throw new RangeError(`no step from version ${version}`)
      film = step.migrate(film)
    } catch (cause) {
      return { ok: false, error: new StudioError('project.file.migration', { file, version }, { cause }) }
    }
  }
  return { ok: true, value: { ...document, version: wanted, film } }
}
