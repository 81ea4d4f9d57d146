import type { ImportSource } from '../../core/contract/calls.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import { call, registerFiles } from '../bridge/client.ts'
import { currentFilm, currentProjectId, edit, filmStore } from './film-store.ts'
import { tellFailure } from './notices.ts'
import { createProject } from './projects.ts'
import { withPictures } from './shots.ts'
import { selectShot } from './workspace-store.ts'

/** One shot for each picture, in the order of their names, as one step of undo; unreadable ones are told one by one. */
export async function importPictures(source: ImportSource): Promise<void> {
  const results = await call('pictures.import', { projectId: currentProjectId(), source })
  for (const result of results) if (!result.ok) tellFailure(errorFromFailure(result.failure))
  const pictures = results.filter((result) => result.ok)
  if (pictures.length === 0) return
  const shotsBefore = currentFilm().shots.length
  edit('shell.edit.import', (film) => withPictures(film, pictures), { count: pictures.length })
  selectShot(currentFilm().shots[shotsBefore]?.id ?? null)
}

/**
 * Files that were dropped or pasted into the window; without a project they start one.
 * @param untitled name of that project
 */
export async function importPictureFiles(files: readonly File[], untitled: string): Promise<void> {
  const ids = await registerFiles(files)
  if (filmStore.getState().open === null) await createProject(untitled)
  await importPictures({ from: 'dropped', files: ids })
}
