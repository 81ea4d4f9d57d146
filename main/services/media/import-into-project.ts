import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { formatWith, rateNote, withStory } from '../../../core/import/with-story.ts'
import { appendShots } from '../../../core/project/edits/append-shots.ts'
import type { EditLabel } from '../../../core/project/film-history.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { projectFiles } from '../projects/project-files.ts'
import { openProject } from '../projects/project-open.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import { unwritableFolder, writeWhole } from '../projects/project-write.ts'
import { findFiles, type FoundFile } from './import-folder.ts'
import type { ImportTools } from './import-media.ts'
import { importPictures } from './import-pictures.ts'
import { importStory } from './import-story.ts'
import { PictureCache } from './picture-cache.ts'

export interface ImportInput {
  /** Of a project, or a new or empty one; absolute. */
  readonly folder: string
  /** Files and folders, absolute. */
  readonly paths: readonly string[]
  /** Words for a page of a document, e.g. `script, page 3`. */
  readonly pageName: (file: string, page: number) => string
}

/** What became of one file. */
export interface FileOutcome {
  readonly name: string
  readonly scenes: number
  readonly shots: number
  readonly failure: StudioError | null
  readonly notes: readonly StudioError[]
}

export interface ImportOutcome {
  readonly outcomes: readonly FileOutcome[]
  /** Files of folders that are no pictures. */
  readonly leftOut: number
  /** Files that a cancel kept from being imported; those before stay. */
  readonly untried: number
}

/**
 * Imports files into a project that no program has open, as the window does it: a shot for each picture and page, scenes
 * and shots for a storyboard or a script, each file as one step of undo. A file that cannot be read costs no other.
 * @throws StudioError `command.import.not-project`, `project.*`; AbortError before the first file has come in
 */
export async function importIntoProject(
  { folder, paths, pageName }: ImportInput,
  { media, cacheFolder }: { readonly media: ProcessClient; readonly cacheFolder: string },
  context: TaskContext,
): Promise<ImportOutcome> {
  const { files, leftOut } = await findFiles(paths)
  const isNew = await prepareProject(folder)
  let shots = 0
  try {
    const { store } = await openProject(folder, { onSaveState: () => undefined, onBug: () => undefined })
    try {
      if (store.readOnlyReason !== null) throw store.readOnlyReason
      if (store.film.shots.length > 0) await store.keepSnapshot('import')
      await mkdir(cacheFolder, { recursive: true })
      const pictures = new PictureCache(media, path.join(cacheFolder, 'pictures'))
      const tools = { media, projectFolder: store.folder, workFolder: cacheFolder, pictures }
      const importer = new Importer(store, tools, pageName, context)
      const outcomes = await importer.takeAll(files)
      return { outcomes, leftOut, untried: files.length - outcomes.length }
    } finally {
      shots = store.film.shots.length
      await store.close()
    }
  } finally {
    // A project that was made for files that could not be read is of no use to anybody.
    if (isNew && shots === 0) await removeProject(folder)
  }
}

/** @returns whether the project was made now */
async function prepareProject(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException): string[] => {
    if (thrown.code === 'ENOENT') return []
    throw new StudioError('command.import.not-project', { folder }, { cause: thrown })
  })
  if (names.length > 0 && !names.includes(projectFiles.film))
    throw new StudioError('command.import.not-project', { folder })
  if (names.length > 0) return false
  try {
    await mkdir(folder, { recursive: true })
    await writeWhole(path.join(folder, projectFiles.film), writeProject(emptyFilm(path.basename(folder).slice(0, 200))))
    return true
  } catch (thrown) {
    throw unwritableFolder(folder, thrown)
  }
}

async function removeProject(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

class Importer {
  readonly #store: ProjectStore
  readonly #tools: ImportTools
  readonly #pageName: ImportInput['pageName']
  readonly #context: TaskContext
  #operations = 0

  constructor(store: ProjectStore, tools: ImportTools, pageName: ImportInput['pageName'], context: TaskContext) {
    this.#store = store
    this.#tools = tools
    this.#pageName = pageName
    this.#context = context
  }

  /** @throws AbortError when nothing has come of any file */
  async takeAll(files: readonly FoundFile[]): Promise<FileOutcome[]> {
    const outcomes: FileOutcome[] = []
    for (const file of files) {
      try {
        outcomes.push(await this.#take(file))
      } catch (thrown) {
        if (!isAbort(thrown) || this.#operations === 0) throw thrown
        break
      }
    }
    return outcomes
  }

  async #take(found: FoundFile): Promise<FileOutcome> {
    this.#context.signal.throwIfAborted()
    const before = this.#store.film
    try {
      const notes = found.kind === 'story' ? await this.#story(found) : await this.#pictures(found)
      const { scenes, shots } = this.#store.film
      const grown = { scenes: scenes.length - before.scenes.length, shots: shots.length - before.shots.length }
      return { name: found.name, ...grown, failure: null, notes }
    } catch (thrown) {
      if (isAbort(thrown) || !(thrown instanceof StudioError)) throw thrown
      return { name: found.name, scenes: 0, shots: 0, failure: thrown, notes: [] }
    }
  }

  async #pictures({ file, name }: FoundFile): Promise<StudioError[]> {
    const pictures = await importPictures(file, this.#store.film.format, this.#tools, this.#context)
    const base = path.basename(name)
    const appended = pictures.map(({ page, ...picture }) => ({
      boardName: page === null ? base : this.#pageName(base.replace(/\.[^.]+$/, ''), page),
      picture,
    }))
    const key = pictures.length === 1 ? 'shell.edit.import-one' : 'shell.edit.import'
    const label = { key, details: { count: pictures.length } }
    await this.#edit(label, (film) => appendShots(film, appended, newId))
    return []
  }

  async #story({ file }: FoundFile): Promise<StudioError[]> {
    const { film } = this.#store
    const { story, notes } = await importStory(file, (read) => formatWith(film, read), this.#tools, this.#context)
    const rate = rateNote(film, story)
    const label = { key: 'import.edit.story', details: { name: story.title } }
    await this.#edit(label, (now) => withStory(now, story, newId))
    return rate === null ? [...notes] : [...notes, rate]
  }

  async #edit(label: EditLabel, change: (film: Film) => Film): Promise<void> {
    const { film } = this.#store
    const patch = patchBetween(film, change(film))
    const { problem } = await this.#store.operate(this.#operations, [{ kind: 'edit', label, patch }])
    this.#operations += 1
    if (problem !== null) throw new StudioError(problem.code, problem.details)
  }
}

function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 12)
}
