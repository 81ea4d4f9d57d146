import type { CallOutput, ImportSource } from '../../core/contract/calls.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import { call, registerFiles } from '../bridge/client.ts'
import { estimateNewBoards } from './board-depth.ts'
import { currentFilm, currentProjectId, edit, filmStore } from './film-store.ts'
import { importFrom } from './imports.ts'
import { tellFailure } from './notices.ts'
import { createProject } from './projects.ts'
import { withPictures } from './shots.ts'
import { selectShot } from './workspace-store.ts'

type Results = CallOutput<'pictures.import'>

/** The order in which people number their files: board2 before board10. */
const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * One shot for each picture, in the order of their names, as one step of undo; unreadable ones are told one by one.
 * @throws AbortError when the import was cancelled: no shot is made then
 */
export async function importPictures(source: ImportSource): Promise<void> {
  const projectId = currentProjectId()
  const results = await importFrom('pictures', source, (one) => call('pictures.import', { projectId, source: one }))
  addShots(projectId, results)
}

/**
 * Files that were dropped or pasted into the window; without a project they start one.
 * @param untitled name of that project
 */
export async function importPictureFiles(files: readonly File[], untitled: string): Promise<void> {
  const ids = await registerFiles(files.toSorted((a, b) => naturalOrder.compare(a.name, b.name)))
  if (filmStore.getState().open === null) await createProject(untitled)
  await importPictures({ from: 'dropped', files: ids })
}

/** Where another project was opened meanwhile, the pictures lie in theirs and the film stays as it is. */
function addShots(projectId: string, results: Results): void {
  for (const result of results) if (!result.ok) tellFailure(errorFromFailure(result.failure))
  const pictures = results.filter((result) => result.ok)
  if (pictures.length === 0 || filmStore.getState().open?.projectId !== projectId) return
  const { shots, boards } = currentFilm()
  const name = pictures.length === 1 ? 'shell.edit.import-one' : 'shell.edit.import'
  if (!edit(name, (film) => withPictures(film, pictures), { count: pictures.length })) return
  const grown = currentFilm()
  selectShot(grown.shots[shots.length]?.id ?? null)
  estimateNewBoards(grown.boards.slice(boards.length).map(({ id }) => id))
}
