import { lstat } from 'node:fs/promises'
import { StudioError } from '../../../core/contract/errors.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { openProject } from './project-open.ts'
import { readFilm } from './project-read.ts'
import { snapshotFile } from './project-snapshots.ts'

/** The film of a snapshot, brought up to this version. @throws StudioError `project.snapshot.*` */
export async function readSnapshot(folder: string, name: string): Promise<Film> {
  const file = snapshotFile(folder, name)
  const facts = file === null ? null : await lstat(file).catch(() => null)
  if (file === null || facts?.isFile() !== true) throw new StudioError('project.snapshot.unknown', { name })
  const { film } = await readFilm(file).catch((cause: unknown) => {
    throw new StudioError('project.snapshot.unreadable', { name }, { cause })
  })
  return film
}

/**
 * Makes the film of a snapshot the film of a project that no program has open. The film before it is kept as a snapshot
 * too, and the step can be undone in the window.
 * @throws StudioError `project.snapshot.*`, `project.open.*`, `project.read-only.*`, `project.save.*`
 */
export async function restoreSnapshot(folder: string, name: string): Promise<Film> {
  const { store } = await openProject(folder, { onSaveState: () => undefined, onBug: () => undefined })
  let film: Film
  try {
    if (store.readOnlyReason !== null) throw store.readOnlyReason
    film = await readSnapshot(store.folder, name)
    await store.keepSnapshot('restore')
    const label = { key: 'recovery.edit.restore', details: {} }
    await store.operate(0, [{ kind: 'edit', label, patch: patchBetween(store.film, film) }])
  } catch (thrown) {
    await store.close()
    throw thrown
  }
  const { problem, state } = await store.close()
  if (state === 'failed' && problem !== null) throw new StudioError(problem.code, problem.details)
  return film
}
