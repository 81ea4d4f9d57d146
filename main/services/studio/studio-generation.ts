import type { CallInput } from '../../../core/contract/calls.ts'
import type { PackSummary, PreparedBoard, ProviderState, TakeSummary } from '../../../core/contract/studio.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { Turns } from '../../jobs/turns.ts'
import { findPackById, findPackOfTake, packSummaries } from '../models/models.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import { makeProjectTake, type ProjectTake, type ProjectTakeInput } from '../takes/project-take.ts'
import { MachineProviders } from '../models/providers.ts'
import { RasterCache, type RasterKind } from '../media/raster-cache.ts'
import { folderIdOf } from '../projects/recent-projects.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'
import { summariseTake } from '../takes/take-index.ts'

export type GenerationRequest = CallInput<'generation.start'>['requests'][number]

interface GenerationServices extends Pick<
  StudioServices,
  'installation' | 'packs' | 'media' | 'inference' | 'startProbe' | 'queue' | 'cacheFolder' | 'settings' | 'emit'
> {
  /** Told of each take, before its job is done. */
  readonly onTake: (projectFolder: string, take: TakeSummary) => void
}

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

  constructor(services: GenerationServices) {
    this.#services = services
    this.#rasters = new RasterCache(services.cacheFolder)
    this.#providers = new MachineProviders({
      startProbe: services.startProbe,
      requested: () => services.settings().provider,
      onChange: (providers) => services.emit({ type: 'providers', providers }),
    })
  }

  /** Tries the execution providers in the background; the result is told by the event `providers`. */
  start(): void {
    this.#providers.start()
  }

  get providers(): ProviderState {
    return this.#providers.state
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
   */
  async generate(project: OpenFolder, requests: readonly GenerationRequest[]): Promise<string[]> {
    const { folder: projectFolder, film } = project
    const packs = new Map<string, InstalledPack>()
    for (const { spec } of requests) {
      const name = spec.pack.manifestSha256
      packs.set(name, packs.get(name) ?? (await findPackOfTake(spec.pack, this.#services.packs)))
    }
    return requests.map((request) => {
      const { shotId, spec } = request
      const pack = packs.get(spec.pack.manifestSha256)!
      const subject = { kind: 'generate', folderId: folderIdOf(projectFolder), shotId, seed: spec.seed } as const
      const make = async (context: TaskContext): Promise<ProjectTake> => {
        const made = await this.#make({ projectFolder, film, pack, ...request }, context)
        this.#services.onTake(projectFolder, summariseTake(made.id, made.take, Date.now()))
        return made
      }
      return this.#services.queue.submit(subject, make, ({ id }) => ({ takeId: id })).id
    })
  }

  /** Ends a probe that still runs; jobs are the queue's. */
  close(): void {
    this.#providers.close()
  }

  async #make(input: Omit<ProjectTakeInput, 'run'>, context: TaskContext): Promise<ProjectTake> {
    const { installation, packs, media, inference, startProbe } = this.#services
    context.report({ stage: 'take.provider', fraction: 0 })
    const run = { ...(await this.#providers.chosen(context.signal)), threads: null }
    const tools = { installation, packs, media, inference, startProbe, queue: null, rasters: this.#rasters }
    return makeProjectTake(tools)({ ...input, run }, context)
  }
}
