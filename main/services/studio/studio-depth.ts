import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { CallOutput } from '../../../core/contract/calls.ts'
import { failureFrom, isAbort } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { boardForPack, boardIntrinsics } from '../../../core/project/shot-to-compile.ts'
import { temporaryBeside } from '../projects/project-write.ts'
import { folderIdOf } from '../projects/recent-projects.ts'
import { estimatePictureDepth, type EstimateDepthTools } from '../boards/estimate-depth.ts'
import { importMade } from '../media/import-media.ts'
import { depthNetwork, findPackById } from '../models/models.ts'
import { checkedMedia } from '../boards/prepare-board.ts'
import { partOf } from '../progress-part.ts'
import type { AnyPack, InstalledPack } from '../models/read-manifest.ts'
import { RasterCache } from '../media/raster-cache.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'

type Estimate = CallOutput<'depth.estimate'>[number]

/** Whose frame a board's lens is told for, and whose network estimates. */
interface EstimatingPacks {
  readonly framing: InstalledPack
  readonly estimating: AnyPack
}

/** After so long without a board the process ends: boards come in bursts, and it holds a runtime's memory. */
const IDLE_MILLISECONDS = 60_000

/** Estimates the depth of boards, in jobs of their own lane and a process that no generation blocks. */
export class StudioDepth {
  readonly #services: StudioServices
  readonly #tools: EstimateDepthTools
  #running = 0
  #idle: NodeJS.Timeout | undefined

  /** @param fastest what takes run on: a network that the user has added does too */
  constructor(services: StudioServices, fastest: EstimateDepthTools['fastest'] & {}) {
    this.#services = services
    const { media, depthInference: inference, cacheFolder, installation } = services
    const kept = { rasters: new RasterCache(cacheFolder), version: installation.craneshot }
    this.#tools = { media, inference, kept, fastest }
  }

  /**
   * One board after another, by the network that the user has added, else by the pack's own; one that fails costs no
   * other.
   * @param packId frames the boards
   * @throws StudioError `command.model`, `edit.unknown`; AbortError when the job is cancelled
   */
  async estimate(project: OpenFolder, boardIds: readonly string[], packId: string): Promise<Estimate[]> {
    const { packs } = this.#services
    const framing = await findPackById(packId, packs)
    const pair = { framing, estimating: (await depthNetwork(packs)) ?? framing }
    const { film, folder } = project
    const boards = boardIds.map((id) => findItem(film.boards, id, 'board'))
    const subject = { kind: 'depth', folderId: folderIdOf(folder), boardIds } as const
    const work = (context: TaskContext): Promise<Estimate[]> =>
      this.#withProcess(() => this.#estimateAll({ folder, film }, boards, pair, context))
    const { queue } = this.#services
    const { id, result } = queue.submit(subject, work)
    // What came of it is in the answer: nobody has to take it off the list.
    return result.finally(() => queueMicrotask(() => queue.dismiss(id)))
  }

  async #estimateAll(
    project: Pick<OpenFolder, 'folder' | 'film'>,
    boards: readonly Board[],
    packs: EstimatingPacks,
    context: TaskContext,
  ): Promise<Estimate[]> {
    const estimates: Estimate[] = []
    for (const [index, board] of boards.entries()) {
      context.signal.throwIfAborted()
      const part = partOf(context, index / boards.length, (index + 1) / boards.length)
      try {
        estimates.push(await this.#estimateOne(project, board, packs, part))
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown
        estimates.push({ ok: false, boardId: board.id, failure: failureFrom(thrown) })
      }
    }
    return estimates
  }

  async #estimateOne(
    { folder: projectFolder, film }: Pick<OpenFolder, 'folder' | 'film'>,
    board: Board,
    { framing, estimating: pack }: EstimatingPacks,
    context: TaskContext,
  ): Promise<Estimate> {
    const { cacheFolder } = this.#services
    await mkdir(cacheFolder, { recursive: true })
    const outFile = temporaryBeside(path.join(cacheFolder, 'depth.npy'))
    try {
      const { width, height } = board.picture
      const picture = { file: await checkedMedia(projectFolder, board.picture.media), width, height }
      const focalWidths = boardFocalWidths(film, board, framing)
      const input = { picture, focalWidths, pack, provider: null, threads: null, outFile }
      await estimatePictureDepth(input, this.#tools, context)
      const { id: packId, version: packVersion } = pack.manifest
      return {
        ok: true,
        boardId: board.id,
        media: await importMade(outFile, 'npy', { projectFolder }),
        packId,
        packVersion,
      }
    } finally {
      await rm(outFile, { force: true }).catch(() => undefined)
    }
  }

  async #withProcess<Output>(work: () => Promise<Output>): Promise<Output> {
    clearTimeout(this.#idle)
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
      if (this.#running === 0)
        this.#idle = setTimeout(() => this.#services.depthInference.close(), IDLE_MILLISECONDS).unref()
    }
  }
}

/** The board's lens is told for the film's frame, of which the whole picture shows more. */
function boardFocalWidths(film: Film, board: Board, { manifest }: InstalledPack): number {
  const { size, modelCrop } = boardForPack(film, board, manifest.sizes)
  const [fx = size.width] = boardIntrinsics(film, board, size)
  return (fx / size.width) * modelCrop.width
}
