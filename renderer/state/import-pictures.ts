import type { CallOutput } from '../../core/contract/calls.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import type { ImportSource } from '../../core/contract/import-calls.ts'
import { sequenceGaps } from '../../core/import/sequence-gaps.ts'
import { studioText } from '../../core/texts/studio/texts.ts'
import { call, registerFiles } from '../bridge/client.ts'
import { estimateNewBoards } from './board-depth.ts'
import { currentFilm, currentProjectId, edit, filmStore } from './film-store.ts'
import { importStoryFile } from './import-story.ts'
import { assertOpen, importFrom } from './imports.ts'
import { blankBoardOf, replacePicture } from './replace-picture.ts'
import { currentLanguage } from './language.ts'
import { tellDone, tellFailure } from './notices.ts'
import { createProject, started } from './projects.ts'
import { withPictures } from './shots.ts'
import { selectShot } from './workspace-store.ts'

type Results = CallOutput<'pictures.import'>
type ListedFiles = CallOutput<'files.list'>

/** Names of missing files that a notice has room for. */
const namesTold = 4

/**
 * One shot for each picture, in the order of their names, as one step of undo; scenes and shots for a storyboard project
 * or a script, as one step each. Unreadable files are told one by one.
 * @param onto a shot whose blank board one picture fills; null makes a shot of it
 * @throws AbortError when the import was cancelled: no shot is made then; or another project opened meanwhile
 */
export async function importPictures(source: ImportSource, onto: string | null = null): Promise<void> {
  const projectId = currentProjectId()
  if (source.from === 'clipboard') {
    const blank = onto === null ? null : await blankBoardOf(onto)
    assertOpen(projectId)
    return blank === null ? importShots(projectId, source) : replacePicture(blank, source)
  }
  const files = source.from === 'dialog' ? await call('files.choose', { kind: 'pictures' }) : source.files
  if (files.length > 0) await importListed(projectId, await call('files.list', { files }), onto)
}

/**
 * Files and folders that were dropped or pasted into the window; without a project they start one, unless the studio's
 * start is about to open one.
 * @param untitled name of that project, unless one storyboard or script gives it its own
 * @param onto a shot whose blank board one picture fills
 * @returns false when none of them is a file of the system, e.g. a picture copied in a browser
 */
export async function importPictureFiles(
  files: readonly File[],
  untitled: string,
  onto: string | null = null,
): Promise<boolean> {
  const meant = filmStore.getState().open?.projectId ?? null
  const ids = await registerFiles(files)
  if (ids.length === 0) return false
  const listed = await call('files.list', { files: ids })
  if (meant === null) {
    await started()
    if (filmStore.getState().open === null) await createProject(titleOf(listed) ?? untitled)
  }
  await importListed(meant ?? currentProjectId(), listed, onto)
  return true
}

/** Files that were copied in the file manager, or else the picture in the clipboard. */
export async function pastePictures(files: readonly File[], untitled: string, onto: string | null): Promise<void> {
  if (await importPictureFiles(files, untitled, onto)) return
  if (filmStore.getState().open !== null) await importPictures({ from: 'clipboard' }, onto)
}

function titleOf({ files }: ListedFiles): string | null {
  const [first, ...others] = files
  if (first?.kind !== 'story' || others.length > 0) return null
  return first.name.replace(/^.*\//, '').replace(/\.[^.]+$/, '')
}

/** @param projectId the project that the files were meant for: none of them goes into another that is opened meanwhile */
async function importListed(projectId: string, { files, leftOut }: ListedFiles, onto: string | null): Promise<void> {
  assertOpen(projectId)
  const [only, ...others] = files
  if (onto !== null && only !== undefined && others.length === 0 && isOnePicture(only)) {
    const blank = await blankBoardOf(onto)
    assertOpen(projectId)
    if (blank !== null) return replacePicture(blank, { from: 'dropped', files: [only.id] })
  }
  const pictures = files.filter(({ kind }) => kind === 'picture')
  if (pictures.length > 0) await importShots(projectId, { from: 'dropped', files: pictures.map(({ id }) => id) })
  for (const { kind, id } of files) if (kind === 'story') await importStoryFile(projectId, id)
  tellMissing(sequenceGaps(pictures.map(({ name }) => name)))
  if (leftOut > 0) tellDone(leftOut === 1 ? 'import.left-out-one' : 'import.left-out', { count: leftOut })
}

/** A document with pages is several pictures. */
function isOnePicture({ kind, name }: ListedFiles['files'][number]): boolean {
  return kind === 'picture' && !/\.pdf$/i.test(name)
}

function tellMissing(names: readonly string[]): void {
  if (names.length === 0) return
  const told = names.slice(0, namesTold).map((name) => name.replace(/^.*\//, ''))
  const more = names.length - told.length
  tellDone(more > 0 ? 'import.missing-more' : 'import.missing', { names: told.join(', '), count: more })
}

async function importShots(projectId: string, source: ImportSource): Promise<void> {
  assertOpen(projectId)
  const results = await importFrom('pictures', source, (one) => call('pictures.import', { projectId, source: one }))
  addShots(projectId, results)
}

/** Where another project was opened meanwhile, the pictures lie in theirs and the film stays as it is. */
function addShots(projectId: string, results: Results): void {
  for (const result of results) if (!result.ok) tellFailure(errorFromFailure(result.failure))
  const pictures = results.filter((result) => result.ok).map((result) => ({ ...result, name: nameOf(result) }))
  if (pictures.length === 0 || filmStore.getState().open?.projectId !== projectId) return
  const { shots, boards } = currentFilm()
  const name = pictures.length === 1 ? 'shell.edit.import-one' : 'shell.edit.import'
  if (!edit(name, (film) => withPictures(film, pictures), { count: pictures.length })) return
  const grown = currentFilm()
  selectShot(grown.shots[shots.length]?.id ?? null)
  estimateNewBoards(grown.boards.slice(boards.length).map(({ id }) => id))
}

/** The file's name, and which of its pages it is. */
function nameOf({ name, page }: Extract<Results[number], { readonly ok: true }>): string {
  if (page === null) return name
  return studioText('import.page', currentLanguage(), { file: name.replace(/\.[^.]+$/, ''), page })
}
