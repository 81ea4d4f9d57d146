import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec, Raster } from '../../../core/contract/generation.ts'
import type { GenerateInput, GenerateOutput, Provider } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import type { MeasuredRun, MeasuredTable } from '../../../core/diffusion/measured-memory.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { inferenceEnds, ProcessClient } from '../../jobs/process-client.ts'
import type { JobQueue } from '../../jobs/queue.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import { partOf } from '../progress-part.ts'
import { cardMemory } from './card-memory.ts'
import type { InstalledPack } from './read-manifest.ts'

export interface MeasurePackInput {
  readonly pack: InstalledPack
  readonly provider: Provider
  readonly threads: number
  /** Runs made before on other providers stay. */
  readonly earlier: MeasuredTable | null
}

export interface MeasureTools {
  readonly startInference: StartWorker
  /** Generations of all programs take turns on the machine: what another one takes must not be measured. */
  readonly queue: JobQueue
  /** Holds what the runs write, and nothing of it afterwards. */
  readonly cacheFolder: string
}

/** What did not fit is told, and the others are measured all the same. */
export interface MeasuredPack {
  readonly table: MeasuredTable
  readonly failures: readonly { readonly run: MeasuredExtent; readonly error: StudioError }[]
}

type MeasuredExtent = Pick<MeasuredRun, 'width' | 'height' | 'frames' | 'decodeChunk'>

/** The first step compiles and takes memory; the second tells the pace. */
const STEPS = 2

/**
 * Makes takes of a pack only to see what they cost: each extent in a process of its own, since a process keeps the
 * most memory it ever took.
 * @throws StudioError of the pack, and of the last run when none could be made; AbortError
 */
export function measurePack(tools: MeasureTools): LongTask<MeasurePackInput, MeasuredPack> {
  return async (input, context) => {
    const { pack, provider, earlier } = input
    const extents = measuredExtents(pack.manifest)
    const runs: MeasuredRun[] = []
    const failures: MeasuredPack['failures'][number][] = []
    await mkdir(tools.cacheFolder, { recursive: true })
    for (const [index, extent] of extents.entries()) {
      const part = partOf(context, index / extents.length, (index + 1) / extents.length)
      try {
        runs.push(await measured(input, extent, tools, part))
      } catch (thrown) {
        if (!(thrown instanceof StudioError)) throw thrown
        failures.push({ run: extent, error: thrown })
      }
    }
    if (runs.length === 0) throw failures.at(-1)!.error
    const others = (earlier?.runs ?? []).filter((run) => run.provider !== provider)
    const { manifestSha256 } = pack
    return {
      table: { format: 'craneshot-measured', version: 1, manifestSha256, at: Date.now(), runs: [...others, ...runs] },
      failures,
    }
  }
}

/** Few frames, many, and a smaller size; where a pack decodes some frames at a time, few of them and all. */
export function measuredExtents({ sizes, frames, controls }: PackManifest): MeasuredExtent[] {
  const largest = sizes[0]!
  const smallest = sizes.reduce((least, size) => (pixels(size) < pixels(least) ? size : least))
  const few = Math.max(frames.min, Math.ceil(frames.default / 2))
  const chunk = controls?.decodeChunk
  const chunkOf = (count: number): number | null => (chunk === undefined ? null : Math.min(count, chunk.max))
  const wanted = [
    { ...largest, frames: frames.default, decodeChunk: chunkOf(frames.default) },
    { ...largest, frames: few, decodeChunk: chunkOf(few) },
    { ...smallest, frames: frames.default, decodeChunk: chunkOf(frames.default) },
    { ...largest, frames: frames.default, decodeChunk: chunk === undefined ? null : chunk.min },
  ]
  const seen = new Set<string>()
  return wanted.filter((extent) => {
    const key = JSON.stringify(extent)
    return !seen.has(key) && Boolean(seen.add(key))
  })
}

function pixels({ width, height }: { readonly width: number; readonly height: number }): number {
  return width * height
}

function measured(
  input: MeasurePackInput,
  extent: MeasuredExtent,
  tools: MeasureTools,
  context: TaskContext,
): Promise<MeasuredRun> {
  const subject = { kind: 'generate', folderId: null, shotId: null, seed: 0 } as const
  return tools.queue.runWithin(subject, (task) => measuredInTurn(input, extent, tools, task), context)
}

async function measuredInTurn(
  { pack, provider, threads }: MeasurePackInput,
  extent: MeasuredExtent,
  { startInference, cacheFolder }: MeasureTools,
  context: TaskContext,
): Promise<MeasuredRun> {
  const folder = await mkdtemp(path.join(cacheFolder, 'measure-'))
  const client = new ProcessClient({ start: startInference, ...inferenceEnds, graceMilliseconds: 0 })
  const card = await WatchedCard.begin(provider)
  try {
    const input = await runInput(pack, extent, folder, { provider, threads })
    const begun = performance.now()
    const steps = new WatchedSteps(context)
    const output = await client.run<GenerateOutput>('generate', input, steps.context)
    const denoising = output.stageMilliseconds['inference.denoise'] ?? 0
    return {
      provider,
      ...extent,
      peakBytes: output.peakMemoryBytes,
      deviceBytes: await card.takenBytes(),
      stepMilliseconds: steps.lastMilliseconds ?? denoising / STEPS,
      milliseconds: performance.now() - begun,
    }
  } finally {
    card.end()
    client.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function runInput(
  pack: InstalledPack,
  extent: MeasuredExtent,
  folder: string,
  run: Pick<GenerateInput, 'provider' | 'threads'>,
): Promise<GenerateInput> {
  const picture = await writeRaster(path.join(folder, 'picture'), extent, gradient(extent))
  const flat = new Float32Array(pixels(extent)).fill(1)
  const depth = await writeRaster(path.join(folder, 'depth'), extent, new Uint8Array(flat.buffer))
  const framesFolder = path.join(folder, 'frames')
  await mkdir(framesFolder)
  return {
    spec: await slowPush(pack, extent, picture, depth),
    packFolder: pack.folder,
    pictureFile: path.join(folder, 'picture'),
    depthFile: path.join(folder, 'depth'),
    framesFolder,
    ...run,
    // What is not enough is to be found out by trying; the machine is watched meanwhile.
    memoryLimitBytes: os.totalmem(),
  }
}

/** A camera that stays where the board's is, apart from a short way forward. */
function slowPush(
  { manifest, manifestSha256 }: InstalledPack,
  { width, height, frames, decodeChunk }: MeasuredExtent,
  picture: Raster,
  depth: Raster,
): Promise<GenerationSpec> {
  const { id, version, rayLayout } = manifest
  const lens = { focalX: 0.96, focalY: (0.96 * width) / height, centreX: 0.5, centreY: 0.5 }
  const rows = [0, 0.1].map((forward, index) => ({
    timestampMicroseconds: index,
    ...lens,
    unused: [0, 0] as const,
    cameraFromWorld: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -forward],
  }))
  const controls = decodeChunk === null ? {} : { controls: { decodeChunk } }
  return compileShot({
    camera: { kind: 'poses', rows, poseSize: null, unitsPerSubjectDistance: 1, durationFrames: frames },
    pack: { id, version, manifestSha256, rayLayout },
    size: { width, height },
    film: null,
    delivery: null,
    rate: { numerator: 8, denominator: 1 },
    firstFrame: 0,
    filmFrames: frames,
    sampleFrames: frames,
    // A model with controls of its own has no 3D cache.
    settings: { steps: STEPS, seed: 1, cache: manifest.controls === undefined ? 'on' : 'off', ...controls },
    picture,
    depth,
  })
}

function gradient({ width, height }: MeasuredExtent): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7 + Math.floor(index / 1000)) % 256)
}

async function writeRaster(file: string, { width, height }: MeasuredExtent, bytes: Uint8Array): Promise<Raster> {
  await writeFile(file, bytes)
  return { width, height, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** When the denoising steps of a run end, by what it reports. */
class WatchedSteps {
  readonly context: TaskContext
  readonly #ends: number[] = []

  constructor({ signal, report }: TaskContext) {
    this.context = {
      signal,
      report: (progress) => {
        const { stage, step } = progress
        if (stage === 'inference.denoise' && step) this.#ends[step.done] = performance.now()
        report(progress)
      },
    }
  }

  /** Wall time of the last step; null where nothing was reported of it or of the one before. */
  get lastMilliseconds(): number | null {
    const [before, after] = [this.#ends[STEPS - 1], this.#ends[STEPS]]
    return before === undefined || after === undefined ? null : after - before
  }
}

const CARD_LOOK_MILLISECONDS = 250

/** The least free memory of a card while something runs on it. */
class WatchedCard {
  readonly #freeBefore: number | null
  readonly #timer: NodeJS.Timeout | undefined
  #leastFree: number

  private constructor(freeBefore: number | null) {
    this.#freeBefore = freeBefore
    this.#leastFree = freeBefore ?? 0
    if (freeBefore !== null) this.#timer = setInterval(() => void this.#look(), CARD_LOOK_MILLISECONDS)
  }

  static async begin(provider: Provider): Promise<WatchedCard> {
    return new WatchedCard(provider === 'cpu' ? null : ((await cardMemory())?.freeBytes ?? null))
  }

  /** @returns null where nobody knows, or nothing was taken */
  async takenBytes(): Promise<number | null> {
    if (this.#freeBefore === null) return null
    await this.#look()
    const taken = this.#freeBefore - this.#leastFree
    return taken > 0 ? taken : null
  }

  end(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    const free = (await cardMemory())?.freeBytes
    if (free !== undefined) this.#leastFree = Math.min(this.#leastFree, free)
  }
}
