import { realpath } from 'node:fs/promises'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import type { Progress } from '../../../core/contract/tasks.ts'
import { errorText, type Language } from '../../../core/texts/language.ts'
import { copyProject } from '../projects/project-copy.ts'
import { removeUnused } from '../media/unused-imports.ts'
import { describeOpened } from '../projects/opened-project.ts'
import { createProject, openProject, type OpenedStore } from '../projects/project-open.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import { writeWorkspace } from '../projects/project-workspace.ts'
import { RecentProjects } from '../projects/recent-projects.ts'
import { copySample } from '../projects/sample-project.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'
import { readableTakeIds } from '../takes/take-index.ts'
import { StudioTakes } from './studio-takes.ts'

interface ProjectsOptions {
  readonly services: StudioServices
  readonly onBug: (where: string, thrown: unknown) => void
}

/** Which project is open. Opening another one saves and closes the one before. */
export class StudioProjects {
  readonly recent: RecentProjects
  readonly takes: StudioTakes
  readonly #services: StudioServices
  readonly #onBug: ProjectsOptions['onBug']
  #open: OpenedStore | null = null
  #failedFolder: string | null = null
  /** Media that the open project did not have before they were imported. */
  readonly #created = new Set<string>()
  /** Ends the copy that is being saved. */
  #copying: AbortController | null = null
  /** Openings and closings, one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ services, onBug }: ProjectsOptions) {
    this.#services = services
    this.#onBug = onBug
    this.recent = new RecentProjects(services.places.settings)
    this.takes = new StudioTakes({ emit: services.emit, onBug })
  }

  /** The folder that was to be opened last and could not be; null when it could. */
  get failedFolder(): string | null {
    return this.#failedFolder
  }

  get current(): ProjectStore | null {
    return this.#open?.store ?? null
  }

  /** @throws StudioError `project.not-open` when another project, or none, is open */
  store(projectId: string): ProjectStore {
    const store = this.current
    if (store === null || store.id !== projectId) throw new StudioError('project.not-open')
    return store
  }

  /** The project, to write to its folder. @throws StudioError `project.not-open`, `project.read-only` */
  writable(projectId: string): OpenFolder {
    const store = this.store(projectId)
    if (!store.writable) throw new StudioError('project.read-only', { folder: store.folder })
    return store
  }

  /** What is open already, for a page that was loaded again; else what was open last, or at the very first start the sample. */
  start(): Promise<OpenedProject | null> {
    return this.#inTurn(async () => {
      if (this.#open !== null) return this.#openedAgain(this.#open)
      const last = await this.recent.lastOpen()
      if (last !== null) return this.#openFolder(last)
      if (!(await this.recent.isEmpty())) return null
      const sample = await this.#sample().catch((thrown: unknown) => {
        if (thrown instanceof StudioError) return null
        throw thrown
      })
      return sample === null ? null : this.#openFolder(sample)
    })
  }

  open(folder: string): Promise<OpenedProject> {
    return this.#inTurn(() => this.#openFolder(folder))
  }

  openSample(): Promise<OpenedProject> {
    return this.#inTurn(async () => this.#openFolder(await this.#sample()))
  }

  create(name: string): Promise<OpenedProject> {
    return this.#inTurn(async () => this.#openFolder(await createProject(this.#services.places.projects, name)))
  }

  /**
   * Copies the open project into a folder and opens the copy.
   * @throws AbortError after {@link cancelCopy}; nothing is left then
   */
  copy(projectId: string, target: string): Promise<OpenedProject> {
    return this.#inTurn(async () => {
      const store = this.store(projectId)
      const copying = (this.#copying = new AbortController())
      const tell = (fraction: number | null): void => this.#services.emit({ type: 'copy', projectId, fraction })
      try {
        tell(0)
        const input = { folder: store.folder, history: () => store.history, target }
        const context = { signal: copying.signal, report: ({ fraction }: Progress) => tell(fraction) }
        return await this.#openFolder(await copyProject(input, context), { keepsEdits: true })
      } finally {
        this.#copying = null
        tell(null)
      }
    })
  }

  /** Whether a copy is being saved. */
  get isCopying(): boolean {
    return this.#copying !== null
  }

  cancelCopy(): void {
    this.#copying?.abort(abortError())
  }

  /** @throws AbortError when edits cannot be saved and the user will not lose them */
  close(projectId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.store(projectId)
      await this.#checkLoss()
      await this.#closeCurrent(false)
    })
  }

  /**
   * At the program's end: the project is opened again by the next start.
   * @throws AbortError when edits cannot be saved and the user will not lose them
   */
  end(): Promise<void> {
    this.cancelCopy()
    return this.#inTurn(async () => {
      await this.#checkLoss()
      await this.#closeCurrent(true)
    })
  }

  /** To be told of each file that an import added to media: those that no edit takes up go when the project closes. */
  imported(projectId: string, media: string): void {
    if (this.current?.id === projectId) this.#created.add(media)
  }

  async saveWorkspace(projectId: string, workspace: unknown): Promise<void> {
    const store = this.store(projectId)
    if (store.writable) await store.inTurn(() => writeWorkspace(store.folder, workspace))
  }

  #sample(): Promise<string> {
    const { sampleFolder, places } = this.#services
    return copySample({ sampleFolder, projectsFolder: places.projects, language: this.#language })
  }

  get #language(): Language {
    const { settings, desktop } = this.#services
    return settings().language ?? desktop.systemLanguage
  }

  /**
   * The other project stays open until this one has opened: a damaged one closes nothing.
   * @param keepsEdits whether this one holds the edits of the other
   */
  async #openFolder(folder: string, { keepsEdits = false } = {}): Promise<OpenedProject> {
    const before = this.#open
    if (before !== null && (await realpath(folder).catch(() => folder)) === before.store.folder) {
      if (before.store.writable && before.store.readOnlyReason === null) return this.#openedAgain(before)
      await this.#checkLoss()
      await this.#closeCurrent(false)
    } else if (!keepsEdits) await this.#checkLoss()
    this.#failedFolder = folder
    const opened = await openProject(folder, {
      onSaveState: (projectId, save) => this.#services.emit({ type: 'save-state', projectId, save }),
      onBug: (thrown) => this.#onBug('saving', thrown),
    })
    // Once the other project is closed its window must get this one.
    await readableTakeIds(opened.store.folder).catch(async (thrown: unknown) => {
      await opened.store.close()
      throw thrown
    })
    this.#failedFolder = null
    await this.#closeCurrent(false)
    this.#open = opened
    const { store } = opened
    const facts = { folder: store.folder, name: store.film.name, shots: store.film.shots.length }
    await this.recent.opened({ ...facts, openedAt: Date.now() })
    return this.#opened(opened)
  }

  /** What is open already, for a window that shows it anew. */
  #openedAgain(open: OpenedStore): Promise<OpenedProject> {
    open.store.restartNumbers()
    return this.#opened({ ...open, recoveredEdits: 0, notices: [] })
  }

  /** Saves the open project; where that fails, and no journal has the edits either, the user decides. */
  async #checkLoss(): Promise<void> {
    const store = this.current
    if (store === null) return
    const { problem } = await store.saveAll()
    if (store.isSafe) return
    const reason = problem === null ? '' : errorText(problem.code, problem.details, this.#language)
    if (!(await this.#services.desktop.mayLoseEdits(reason, this.#language))) throw abortError()
  }

  #opened(open: OpenedStore): Promise<OpenedProject> {
    return this.takes.follow(open.store, () => describeOpened(open))
  }

  async #closeCurrent(ends: boolean): Promise<void> {
    const open = this.#open
    if (open === null) return
    const { store } = open
    this.takes.close()
    await store.close()
    // Where another program has taken over, it decides what is used.
    const created = new Set(store.readOnlyReason === null ? this.#created : [])
    this.#created.clear()
    await removeUnused(store.folder, store.history, created).catch((thrown: unknown) =>
      this.#onBug('unused imports', thrown),
    )
    this.#open = null
    await this.recent.closed(store.folder, { name: store.film.name, shots: store.film.shots.length }, ends)
  }

  #inTurn<Output>(work: () => Promise<Output>): Promise<Output> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
