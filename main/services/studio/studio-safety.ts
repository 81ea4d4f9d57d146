import path from 'node:path'
import { abortError, isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { ProjectTask } from '../../../core/contract/events.ts'
import type { PictureInfo } from '../../../core/contract/media.ts'
import type { RelinkedMedia, RepairReport } from '../../../core/contract/recovery.ts'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { Language } from '../../../core/texts/language.ts'
import { missingMedia } from '../projects/project-open.ts'
import { safeFolderName } from '../projects/project-names.ts'
import { repairProject } from '../projects/project-repair.ts'
import { readArchive } from '../projects/read-archive.ts'
import { relinkMedia } from '../projects/relink-media.ts'
import { writeArchive, type WrittenArchive } from '../projects/write-archive.ts'
import type { CleanedTakes } from '../../../core/contract/take-calls.ts'
import { cleanTakes, removableNow } from '../takes/clean-takes.ts'
import { listTakes } from '../takes/take-index.ts'
import type { StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'

/** Repairs, searches for missing media and archives, one at a time, each told to the window and ended by it. */
export class StudioSafety {
  readonly #services: StudioServices
  readonly #projects: StudioProjects
  #running: AbortController | null = null

  constructor(services: StudioServices, projects: StudioProjects) {
    this.#services = services
    this.#projects = projects
  }

  get isRunning(): boolean {
    return this.#running !== null
  }

  cancel(): void {
    this.#running?.abort(abortError())
  }

  /** What is wrong with the project that could not be opened last. @throws StudioError `project.repair.*` */
  look(): Promise<RepairReport> {
    const folder = this.#failedFolder()
    return this.#run('repair', (context) => repairProject({ folder, dryRun: true, inspect: this.#inspect }, context))
  }

  /** Repairs that project and opens it. */
  async repair(): Promise<{ report: RepairReport; project: OpenedProject }> {
    const folder = this.#failedFolder()
    const report = await this.#run('repair', (context) =>
      repairProject({ folder, dryRun: false, inspect: this.#inspect }, context),
    )
    return { report, project: await this.#projects.open(folder) }
  }

  /** @param searched absolute */
  async relink(projectId: string, searched: string): Promise<RelinkedMedia> {
    const { folder, film } = this.#projects.writable(projectId)
    const missing = await missingMedia(folder, film)
    return this.#run('relink', (context) => relinkMedia({ folder, searched, missing }, context))
  }

  async archive(
    projectId: string,
    onlyCutTakes: boolean,
    language: Language,
  ): Promise<(WrittenArchive & { name: string }) | null> {
    const { film } = this.#projects.store(projectId)
    const suggested = `${safeFolderName(film.name)}.craneshot`
    const target = await this.#services.desktop.chooseSaveFile(suggested, 'craneshot', language)
    if (target === null) return null
    const { folder, history } = this.#projects.store(projectId)
    const written = await this.#run('archive', (context) =>
      writeArchive({ folder, history, target, onlyCutTakes }, context),
    )
    return { ...written, name: path.basename(target) }
  }

  async openArchive(language: Language): Promise<OpenedProject | null> {
    const [file] = await this.#services.desktop.chooseFiles('archive', language)
    if (file === undefined) return null
    const parent = this.#services.places.projects
    const folder = await this.#run('unarchive', (context) => readArchive({ file, target: { parent } }, context))
    return this.#projects.open(folder)
  }

  /** Removes those of the takes that the film has no use for. Their marks stay in the film, which is not changed. */
  async cleanTakes(projectId: string, takeIds: readonly string[]): Promise<CleanedTakes> {
    const { folder } = this.#projects.writable(projectId)
    // A copy reads them one after the other.
    if (this.#projects.isCopying) throw new StudioError('takes.copying')
    const store = this.#projects.store(projectId)
    return this.#run('clean', async (context) => {
      await store.keepSnapshot('clean')
      const takes = (await listTakes(folder)).flatMap(({ take }) => take ?? [])
      const mayGo = removableNow(() => store.film, takes)
      const onRemoved = (takeId: string): void => this.#projects.takes.removed(projectId, takeId)
      return cleanTakes({ projectFolder: folder, takeIds, mayGo, onRemoved }, context)
    })
  }

  readonly #inspect = (file: string): Promise<PictureInfo> => {
    const context = { signal: new AbortController().signal, report: () => undefined }
    return this.#services.media.run<PictureInfo>('inspect-picture', { file }, context)
  }

  #failedFolder(): string {
    const folder = this.#projects.failedFolder
    if (folder === null) throw new StudioError('project.repair.no-failure')
    return folder
  }

  async #run<Output>(task: ProjectTask, work: (context: TaskContext) => Promise<Output>): Promise<Output> {
    if (this.#running !== null) throw new Error(`${task} was asked for while another task runs`)
    const running = (this.#running = new AbortController())
    const tell = (fraction: number | null, ended: boolean): void =>
      this.#services.emit({ type: 'project-task', task, fraction, ended })
    try {
      tell(null, false)
      return await work({ signal: running.signal, report: ({ fraction }) => tell(fraction, false) })
    } catch (thrown) {
      // A stream names its own abort.
      throw running.signal.aborted && isAbort(thrown) ? abortError() : thrown
    } finally {
      this.#running = null
      tell(null, true)
    }
  }
}
