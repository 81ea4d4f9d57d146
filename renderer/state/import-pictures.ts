import { createStore } from 'zustand/vanilla'
import type { CallOutput, ImportSource } from '../../core/contract/calls.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import { call, registerFiles } from '../bridge/client.ts'
import { currentFilm, currentProjectId, edit, filmStore } from './film-store.ts'
import { tellFailure } from './notices.ts'
import { createProject } from './projects.ts'
import { withPictures } from './shots.ts'
import { selectShot } from './workspace-store.ts'

type Results = CallOutput<'pictures.import'>

/** Pictures on their way into the project, or null; `done` of them have arrived. */
export const importStore = createStore<{ readonly running: { readonly done: number; readonly total: number } | null }>(
  () => ({ running: null }),
)

/** The order in which people number their files: board2 before board10. */
const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** One shot for each picture, in the order of their names, as one step of undo; unreadable ones are told one by one. */
export async function importPictures(source: ImportSource): Promise<void> {
  const projectId = currentProjectId()
  addShots(projectId, await call('pictures.import', { projectId, source }))
}

/**
 * Files that were dropped or pasted into the window; without a project they start one.
 * @param untitled name of that project
 */
export async function importPictureFiles(files: readonly File[], untitled: string): Promise<void> {
  const ids = await registerFiles(files.toSorted((a, b) => naturalOrder.compare(a.name, b.name)))
  if (filmStore.getState().open === null) await createProject(untitled)
  const projectId = currentProjectId()
  const results: Results = []
  try {
    // One after the other, as main does it: so the count is true, and large pictures never meet in memory.
    for (const id of ids) {
      importStore.setState({ running: { done: results.length, total: ids.length } })
      const source: ImportSource = { from: 'dropped', files: [id] }
      results.push(...(await call('pictures.import', { projectId, source })))
    }
  } finally {
    importStore.setState({ running: null })
  }
  addShots(projectId, results)
}

/** Where another project was opened meanwhile, the pictures lie in theirs and the film stays as it is. */
function addShots(projectId: string, results: Results): void {
  for (const result of results) if (!result.ok) tellFailure(errorFromFailure(result.failure))
  const pictures = results.filter((result) => result.ok)
  if (pictures.length === 0 || filmStore.getState().open?.projectId !== projectId) return
  const shotsBefore = currentFilm().shots.length
  const name = pictures.length === 1 ? 'shell.edit.import-one' : 'shell.edit.import'
  edit(name, (film) => withPictures(film, pictures), { count: pictures.length })
  selectShot(currentFilm().shots[shotsBefore]?.id ?? null)
}
