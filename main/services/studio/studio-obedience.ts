import { abortError, isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { Obedience } from '../../../core/contract/obedience.ts'
import type { obedienceCalls } from '../../../core/contract/obedience-calls.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import { measureTake } from '../takes/measure-take.ts'
import { readObedience } from '../takes/obedience-file.ts'
import { takeFolder } from '../takes/take-index.ts'
import type { StudioServices } from './studio-parts.ts'

type OpenProject = Pick<ProjectStore, 'id' | 'folder'>

interface ObedienceServices extends Pick<StudioServices, 'measureMedia' | 'emit'> {
  readonly projects: {
    readonly current: OpenProject | null
    /** @throws StudioError `project.not-open` */
    store(projectId: string): OpenProject
  }
  readonly onBug: (where: string, thrown: unknown) => void
}

interface Waiting {
  readonly takeId: string
  readonly folder: string
  readonly projectId: string
  resolve(): void
  reject(reason: unknown): void
}

/**
 * Measures how well takes obey their cameras: each new one, others when the user asks. One at a time, in a process of its
 * own that gives way to everything else and ends when nothing waits.
 */
export class StudioObedience {
  readonly #services: ObedienceServices
  #waiting: Waiting[] = []
  /** By folder: who asks for what waits already waits for the same. */
  readonly #asked = new Map<string, Promise<void>>()
  #running: { readonly take: Waiting; readonly controller: AbortController } | null = null
  /** Of takes whose folders cannot be written: they are kept as long as the project is open. */
  readonly #unkept = new Map<string, Obedience>()

  constructor(services: ObedienceServices) {
    this.#services = services
  }

  /** Measures a take that has just been made, if its project is still open. */
  takeMade(projectFolder: string, takeId: string): void {
    const project = this.#services.projects.current
    if (project?.folder !== projectFolder) return
    // Nobody asked: what cannot be measured is told when somebody does.
    this.measure(project.id, [takeId]).catch((thrown: unknown) => {
      if (!(thrown instanceof StudioError) && !isAbort(thrown)) this.#services.onBug('measuring', thrown)
    })
  }

  /**
   * Measures takes, in that order, after those that wait already; none twice at a time.
   * @throws StudioError `project.not-open`, and the first one of {@link measureTake} when all are done; AbortError
   */
  async measure(projectId: string, takeIds: readonly string[]): Promise<void> {
    const project = this.#services.projects.store(projectId)
    const measured = takeIds.map((takeId) => {
      const folder = takeFolder(project.folder, takeId)
      if (folder === null) throw new RangeError(`no take is named ${takeId}`)
      return this.#asked.get(folder) ?? this.#ask({ takeId, folder, projectId })
    })
    this.#tell()
    this.#next()
    const failed = (await Promise.allSettled(measured)).find((each) => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  #ask(take: Pick<Waiting, 'takeId' | 'folder' | 'projectId'>): Promise<void> {
    const asked = new Promise<void>((resolve, reject) => this.#waiting.push({ ...take, resolve, reject }))
    this.#asked.set(take.folder, asked)
    const forget = (): void => this.#forget(take.folder, asked)
    asked.then(forget, forget)
    return asked
  }

  /** @throws StudioError `project.not-open` */
  async read(projectId: string, takeId: string): Promise<Obedience | null> {
    const folder = takeFolder(this.#services.projects.store(projectId).folder, takeId)
    if (folder === null) return null
    return (await readObedience(folder)) ?? this.#unkept.get(folder) ?? null
  }

  /** Stops measuring; who waits for it gets an abort. */
  stop(): void {
    this.#drop(() => true)
  }

  /** To be called whenever another project may be open: what was to be measured of any other is dropped. */
  follow(): void {
    const projectId = this.#services.projects.current?.id ?? null
    this.#drop((take) => take.projectId !== projectId)
    if (projectId === null) this.#unkept.clear()
  }

  #drop(concerns: (take: Waiting) => boolean): void {
    const dropped = this.#waiting.filter(concerns)
    this.#waiting = this.#waiting.filter((take) => !concerns(take))
    for (const { reject } of dropped) reject(abortError())
    if (this.#running === null || !concerns(this.#running.take)) return
    const { take, controller } = this.#running
    controller.abort()
    // It takes a while to stop; who asks for it from now on wants it measured.
    this.#forget(take.folder, this.#asked.get(take.folder))
  }

  #forget(folder: string, asked: Promise<void> | undefined): void {
    if (this.#asked.get(folder) === asked) this.#asked.delete(folder)
  }

  #next(): void {
    if (this.#running !== null) return
    const take = this.#waiting.shift()
    if (take === undefined) return this.#services.measureMedia.close()
    const controller = new AbortController()
    this.#running = { take, controller }
    void this.#measureOne(take, controller.signal)
      .then(take.resolve, take.reject)
      .finally(() => {
        this.#running = null
        this.#tell()
        this.#next()
      })
  }

  async #measureOne({ folder, projectId, takeId }: Waiting, signal: AbortSignal): Promise<void> {
    const measure = measureTake(this.#services.measureMedia)
    const { obedience, kept } = await measure({ takeFolder: folder }, { signal, report: () => undefined })
    if (!kept) this.#unkept.set(folder, obedience)
    this.#services.emit({ type: 'take-measured', projectId, takeId, obedience: obedience.summary })
  }

  #tell(): void {
    const projectId = this.#services.projects.current?.id
    if (projectId === undefined) return
    const all = this.#running === null ? this.#waiting : [this.#running.take, ...this.#waiting]
    const own = all.filter((take) => take.projectId === projectId)
    this.#services.emit({ type: 'measuring', projectId, takeIds: own.map(({ takeId }) => takeId) })
  }
}

/** Calls about the obedience of takes. */
export function obedienceHandlers(
  obedience: StudioObedience,
): Pick<CallHandlers<undefined>, keyof typeof obedienceCalls> {
  return {
    'obedience.measure': async ({ projectId, takeIds }) => {
      await obedience.measure(projectId, takeIds)
      return {}
    },
    'obedience.stop': async () => {
      obedience.stop()
      return {}
    },
    'obedience.read': ({ projectId, takeId }) => obedience.read(projectId, takeId),
  }
}
