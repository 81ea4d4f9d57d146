import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ExportOptions } from '../../../core/contract/export-options.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { exportFilm, type ExportedFilm } from '../exports/export-film.ts'
import { safeFolderName } from '../projects/project-names.ts'
import { RasterCache } from '../media/raster-cache.ts'
import { folderIdOf } from '../projects/recent-projects.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'

type ExportServices = Pick<
  StudioServices,
  'installation' | 'packs' | 'exportMedia' | 'inference' | 'startProbe' | 'queue' | 'cacheFolder'
>

/** Exports as jobs of the queue, and where they went. */
export class StudioExports {
  readonly #services: ExportServices
  readonly #folders = new Map<string, string>()
  /** Folders of exports that have not ended: their files are not there yet. */
  readonly #unfinished = new Set<string>()

  constructor(services: ExportServices) {
    this.#services = services
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
    const task = exportFilm({ media, packs, rasters, version: installation.craneshot, inference, startProbe, queue })
    const input = { projectFolder, film, options, outFolder, overwrite: false }
    const work = (context: TaskContext): Promise<ExportedFilm> => task(input, context)
    const subject = { kind: 'export', folderId: folderIdOf(projectFolder) } as const
    const { id, result } = queue.submit(subject, work, ({ notes }) => ({ notes }))
    this.#folders.set(id, outFolder)
    const ended = (): boolean => this.#unfinished.delete(outFolder)
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
}

/** Not there, or empty. What cannot be listed is refused by the export, with the reason. */
async function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => true,
  )
}
