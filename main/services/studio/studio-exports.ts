import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BoardSheetOptions } from '../../../core/contract/board-sheet.ts'
import type { ExportOptions } from '../../../core/contract/export-options.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { DepthTools } from '../exports/export-depth.ts'
import { exportFilm, type ExportedFilm } from '../exports/export-film.ts'
import { exportStoryboard } from '../exports/export-storyboard.ts'
import { safeFolderName } from '../projects/project-names.ts'
import { RasterCache } from '../media/raster-cache.ts'
import { folderIdOf } from '../projects/recent-projects.ts'
import { UnfinishedExports } from '../exports/unfinished-exports.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'

type ExportServices = Pick<
  StudioServices,
  'places' | 'installation' | 'packs' | 'exportMedia' | 'inference' | 'startProbe' | 'queue' | 'cacheFolder'
>

/** Exports as jobs of the queue, and where they went. */
export class StudioExports {
  readonly #services: ExportServices
  readonly #chooseRun: DepthTools['chooseRun']
  readonly #folders = new Map<string, string>()
  /** Folders and files of exports that have not ended: they are not there yet. */
  readonly #unfinished = new Set<string>()
  readonly #notes: UnfinishedExports

  /** @param chooseRun what takes run on now */
  constructor(services: ExportServices, chooseRun: DepthTools['chooseRun']) {
    this.#services = services
    this.#chooseRun = chooseRun
    this.#notes = new UnfinishedExports(services.places.queue)
  }

  /** Clears up after exports of programs that were killed. */
  clearUp(): Promise<void> {
    return this.#notes.sweep()
  }

  /**
   * Queues the export of the film as it is now.
   * @param chosen an empty folder gets the files; in any other a new one is made, named after the film
   * @returns the job's id
   */
  async start(project: OpenFolder, options: ExportOptions, chosen: string): Promise<string> {
    const { folder: projectFolder, film } = project
    const outFolder = await this.#takeFreeFolder(chosen, film.name)
    const { exportMedia: media, packs, installation, inference, startProbe, queue, cacheFolder } = this.#services
    const rasters = new RasterCache(cacheFolder)
    const [version, chooseRun] = [installation.craneshot, this.#chooseRun]
    const task = exportFilm({ media, packs, rasters, version, inference, startProbe, queue, chooseRun })
    const input = { projectFolder, film, options, outFolder, overwrite: false }
    const work = (context: TaskContext): Promise<ExportedFilm> =>
      this.#notes.noted(outFolder, () => task(input, context))
    const subject = { kind: 'export', folderId: folderIdOf(projectFolder) } as const
    const { id, result } = queue.submit(subject, work, ({ notes }) => ({ notes }))
    this.#folders.set(id, outFolder)
    const ended = (): boolean => this.#unfinished.delete(outFolder)
    result.then(ended, ended)
    return id
  }

  /**
   * Queues the film's storyboard, as it is now, as a PDF named after the film in the folder that was chosen.
   * @param language of the words on its pages
   * @returns the job's id
   */
  async startStoryboard(
    project: OpenFolder,
    options: BoardSheetOptions,
    language: Language,
    chosen: string,
  ): Promise<string> {
    const { folder: projectFolder, film } = project
    const outFile = await this.#takeFreeFile(chosen, film.name)
    const { exportMedia: media, packs, installation, queue, cacheFolder } = this.#services
    const task = exportStoryboard({
      media,
      packs,
      rasters: new RasterCache(cacheFolder),
      version: installation.craneshot,
    })
    const input = { projectFolder, film, options, language, outFile, overwrite: false }
    const subject = { kind: 'export', folderId: folderIdOf(projectFolder) } as const
    const work = (context: TaskContext) => this.#notes.noted(chosen, () => task(input, context))
    const { id, result } = queue.submit(subject, work, ({ notes }) => ({ notes }))
    this.#folders.set(id, outFile)
    const ended = (): boolean => this.#unfinished.delete(outFile)
    result.then(ended, ended)
    return id
  }

  /** Where a job's files are; null for what is no export of this run. */
  folderOf(jobId: string): string | null {
    return this.#folders.get(jobId) ?? null
  }

  /** An export never mixes with what is there: neither with another's files nor with an earlier one's. */
  async #takeFreeFolder(chosen: string, filmName: string): Promise<string> {
    const name = safeFolderName(filmName)
    for (let number = 0; ; number++) {
      const folder = number === 0 ? chosen : path.join(chosen, number === 1 ? name : `${name} ${number}`)
      if (!(await isEmpty(folder)) || this.#unfinished.has(folder)) continue
      this.#unfinished.add(folder)
      return folder
    }
  }

  /** A name that neither a file in the folder nor an export under way has. */
  async #takeFreeFile(folder: string, filmName: string): Promise<string> {
    const name = safeFolderName(filmName)
    for (let number = 1; ; number++) {
      const file = path.join(folder, `${number === 1 ? name : `${name} ${number}`}.pdf`)
      if ((await exists(file)) || this.#unfinished.has(file)) continue
      this.#unfinished.add(file)
      return file
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** Not there, or empty. What cannot be listed is refused by the export, with the reason. */
async function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => true,
  )
}
