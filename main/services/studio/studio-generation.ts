import type { CallInput } from '../../../core/contract/calls.ts'
import type { Provider } from '../../../core/contract/inference.ts'
import type { PackSummary, PreparedBoard, ProviderState, TakeSummary } from '../../../core/contract/studio.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { Turns } from '../../jobs/turns.ts'
import { findPackById, packSummaries } from '../models/models.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import { MachineProviders } from '../models/providers.ts'
import { RasterCache, type RasterKind } from '../media/raster-cache.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'
import type { RunWish } from '../takes/run-generation.ts'
import { summariseTake } from '../takes/take-index.ts'
import { TakeQueue } from '../takes/take-queue.ts'
import { repeatRequests } from '../takes/take-recipes.ts'
import type { MachineQueue } from '../../jobs/machine-queue.ts'

export type GenerationRequest = CallInput<'generation.start'>['requests'][number]

interface GenerationServices extends Pick<
  StudioServices,
  | 'installation'
  | 'places'
  | 'packs'
  | 'media'
  | 'takeMedia'
  | 'inference'
  | 'startProbe'
  | 'createMachineQueue'
  | 'cacheFolder'
  | 'settings'
  | 'emit'
> {
  /** Told of each take, before its job is done. */
  readonly onTake: (projectFolder: string, take: TakeSummary) => void
  readonly onBug: (where: string, thrown: unknown) => void
}

/** More jobs that change together are told in one piece: a window takes as long for them as for one. */
const mostToldAlone = 8

/** Boards that are decoded at the same time: each may take a gigabyte meanwhile. */
const boardsAtOnce = 2

/**
 * Everything of the studio between a shot and its takes. One inference process runs all generations and keeps its
 * model from one to the next; the depth of boards has another, because it has to answer while a generation runs.
 */
export class StudioGeneration {
  readonly #services: GenerationServices
  readonly #rasters: RasterCache
  readonly #providers: MachineProviders
  readonly #preparing = new Turns(boardsAtOnce)
  readonly #takes: TakeQueue
  #opened: Promise<void> | null = null

  constructor(services: GenerationServices) {
    this.#services = services
    this.#rasters = new RasterCache(services.cacheFolder)
    this.#providers = new MachineProviders({
      startProbe: services.startProbe,
      requested: () => services.settings().provider,
      onChange: (providers) => services.emit({ type: 'providers', providers }),
    })
    this.#takes = this.#takeQueue(services)
  }

  /** The machine's queue of takes. */
  get queue(): MachineQueue {
    return this.#takes.jobs
  }

  /**
   * Tries the execution providers in the background, which the event `providers` tells, and opens the queue; again, it
   * looks whether what waits can still be made.
   */
  async start(): Promise<void> {
    this.#providers.start()
    if (this.#opened === null) this.#opened = this.#takes.open()
    else await this.queue.lookAgain()
    await this.#opened
  }

  get providers(): ProviderState {
    return this.#providers.state
  }

  /** What takes run on now, waited for while it is tried. @throws AbortError */
  async runNow({ signal }: TaskContext): Promise<RunWish & { readonly provider: Provider }> {
    return { ...(await this.#providers.chosen(signal)), threads: null }
  }

  /** To be called after the settings have changed. */
  settingsChanged(): void {
    this.#providers.requestChanged()
  }

  packs(): Promise<PackSummary[]> {
    return packSummaries(this.#services.packs)
  }

  /** @throws StudioError `edit.unknown`, `command.model`, `media.*`, `command.depth.*`; AbortError */
  async prepareBoard(
    { folder, film }: OpenFolder,
    boardId: string,
    packId: string,
    signal: TaskContext['signal'] = new AbortController().signal,
  ): Promise<PreparedBoard> {
    const { media, installation, packs } = this.#services
    const { sizes } = (await findPackById(packId, packs)).manifest
    const prepare = prepareBoard({ media, rasters: this.#rasters, version: installation.craneshot })
    const input = { projectFolder: folder, film, boardId, sizes }
    return this.#preparing.run(() => prepare(input, { signal, report: () => undefined }))
  }

  /** The file of a prepared raster, for the media scheme; null when it is not there any more. */
  rasterFile(kind: RasterKind, sha256: string): Promise<string | null> {
    return this.#rasters.fileOf(kind, sha256)
  }

  /**
   * Queues one generation for each request, with the film as it is now; nothing is queued when one of the packs is not
   * there.
   * @returns ids of the jobs, in the requests' order
   * @throws StudioError `command.recipe.pack`, `jobs.queue-*`
   */
  async generate({ folder, film }: OpenFolder, requests: readonly GenerationRequest[]): Promise<string[]> {
    // A program without a window has not started anything yet.
    await (this.#opened ??= this.#takes.open())
    return this.#takes.add(folder, film, requests)
  }

  /**
   * Queues takes of a take's own recipe with other seeds, or its own.
   * @returns ids of the jobs, in the seeds' order
   * @throws StudioError `jobs.take-gone`, `takes.no-shot`, `command.recipe.*`, `jobs.queue-*`
   */
  async repeat(project: OpenFolder, takeId: string, seeds: readonly number[]): Promise<string[]> {
    await (this.#opened ??= this.#takes.open())
    return this.#takes.add(project.folder, project.film, await repeatRequests(project, takeId, seeds))
  }

  /** Ends a probe that still runs, and stops a take, which waits for the next start. */
  async close(): Promise<void> {
    this.#providers.close()
    await this.queue.close()
  }

  #takeQueue(services: GenerationServices): TakeQueue {
    const { installation, packs, takeMedia: media, inference, startProbe, emit } = services
    return new TakeQueue({
      tools: { installation, packs, media, inference, startProbe, queue: null, rasters: this.#rasters },
      folder: services.places.queue,
      createQueue: services.createMachineQueue,
      chooseRun: (context) => this.runNow(context),
      onTake: (folder, { id, take }) => services.onTake(folder, summariseTake(id, take, Date.now())),
      onChange: (jobs) => {
        if (jobs.length > mostToldAlone) emit({ type: 'jobs', jobs })
        else for (const job of jobs) emit({ type: 'job', job })
      },
      onDismiss: (id) => emit({ type: 'job-dismissed', id }),
      onState: (queue) => emit({ type: 'queue', queue }),
      onBug: services.onBug,
    })
  }
}
