import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { GenerateInput, GenerateOutput, Provider } from '../../../core/contract/inference.ts'
import type { Take } from '../../../core/contract/take.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { machineThreads } from '../../jobs/machine-threads.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { chooseProvider, probeInProcess, type ProviderChoice } from '../../jobs/provider-choice.ts'
import type { JobQueue } from '../../jobs/queue.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import type { Installation } from '../installation.ts'
import type { PackPlaces } from '../models/models.ts'
import { deviceMemoryBytes } from '../models/card-memory.ts'
import { halfPrecisionOf } from '../models/half-precision.ts'
import { costHere } from '../models/measured-packs.ts'
import { candidateProviders } from '../models/providers.ts'
import type { InstalledPack } from '../models/read-manifest.ts'

/** The parts of the app that a take needs. */
export interface TakeTools {
  readonly installation: Installation
  readonly packs: PackPlaces
  readonly media: ProcessClient
  readonly inference: ProcessClient
  readonly startProbe: StartWorker
  /** Null for a job of the queue itself, whose turn it is already. */
  readonly queue: JobQueue | null
}

/** Null leaves the choice to the machine, or to the recipe that is made again. */
export interface RunWish {
  readonly provider: Provider | null
  readonly threads: number | null
  /** Why it is that provider, when no user asked for it. */
  readonly reason?: Runtime['reason']
}

/** All that decides the bits of a take, with its rasters as raw files. */
export interface TakeRecipe extends Pick<Take, 'shot' | 'deliveryBox'> {
  readonly spec: GenerationSpec
  readonly source: Take['source']
  readonly pack: InstalledPack
  readonly pictureFile: string
  readonly depthFile: string
}

export interface Runtime {
  readonly provider: Provider
  readonly reason: ProviderChoice['reason'] | 'recipe'
  readonly threads: number
}

/** The provider and threads that were asked for, or the fastest provider that works here and all cores. */
export async function chooseRuntime(wish: RunWish, start: StartWorker, context: TaskContext): Promise<Runtime> {
  const threads = wish.threads ?? machineThreads()
  if (wish.provider !== null) return { provider: wish.provider, reason: wish.reason ?? 'requested', threads }
  context.report({ stage: 'take.provider', fraction: 0 })
  const probe = (provider: Provider): ReturnType<typeof probeInProcess> =>
    probeInProcess(start, provider, threads, context.signal)
  const { provider, reason } = await chooseProvider(null, candidateProviders(process.platform), probe)
  return { provider, reason, threads }
}

/**
 * As a take was made, where that works here: the processor is there on every machine, a provider that was chosen again
 * works; else as takes are made here now.
 */
export function sameRun(now: RunWish, first: Take['run']): RunWish {
  if (first.provider !== 'cpu' && first.provider !== now.provider) return now
  return { provider: first.provider, threads: first.threads, reason: 'recipe' }
}

const spoilingCodes: ReadonlySet<string> = new Set(['inference.device-lost', 'inference.out-of-memory'])

function isTooLittleMemory(thrown: unknown): boolean {
  return thrown instanceof StudioError && /^inference\.memory(-|$)/.test(thrown.code)
}

type RunMemory = Pick<GenerateInput, 'memoryCost' | 'deviceMemoryBytes' | 'halfPrecision'>

/** What a run costs here and what there is for it on a card, as far as anybody knows. */
async function memoryOf(pack: InstalledPack, packs: PackPlaces, provider: Provider): Promise<RunMemory> {
  const [memoryCost, device, half] = await Promise.all([
    costHere(pack, packs.measured, provider),
    deviceMemoryBytes(provider),
    halfPrecisionOf(pack, provider, packs),
  ])
  return {
    memoryCost,
    ...(device === null ? {} : { deviceMemoryBytes: device }),
    ...(half === null ? {} : { halfPrecision: half }),
  }
}

interface GenerationRun extends Pick<Runtime, 'provider' | 'threads'> {
  readonly framesFolder: string
  /** Gets the depth of each frame; left out when nobody asks. */
  readonly depthFolder?: string
}

/** Waits for its turn on the machine, unless it has it, then runs the inference process. */
export async function runGeneration(
  { spec, pack, pictureFile, depthFile }: TakeRecipe,
  run: GenerationRun,
  { queue, inference, packs }: Pick<TakeTools, 'queue' | 'inference' | 'packs'>,
  context: TaskContext,
): Promise<GenerateOutput> {
  const { framesFolder, depthFolder, provider, threads } = run
  const packFolder = pack.folder
  const input: GenerateInput = {
    spec,
    packFolder,
    pictureFile,
    depthFile,
    framesFolder,
    ...(depthFolder === undefined ? {} : { depthFolder }),
    provider,
    threads,
    memoryLimitBytes: null,
  }
  const runIn = (memory: RunMemory, task: TaskContext): Promise<GenerateOutput> =>
    inference.run<GenerateOutput>('generate', { ...input, ...memory }, task)
  const generate = async (task: TaskContext): Promise<GenerateOutput> => {
    // When its turn has come: a generation before it may have taken the memory.
    const memory = await memoryOf(pack, packs, provider)
    try {
      return await runIn(memory, task).catch(async (thrown: unknown) => {
        // Networks that were kept from the take before count as taken on the card; the refusal has let go of them.
        const now = isTooLittleMemory(thrown) ? await memoryOf(pack, packs, provider) : memory
        if ((now.deviceMemoryBytes ?? 0) <= (memory.deviceMemoryBytes ?? 0)) throw thrown
        return runIn(now, task)
      })
    } catch (thrown) {
      // A process whose card is gone, or which could not have memory, is no good for the next.
      if (thrown instanceof StudioError && spoilingCodes.has(thrown.code)) inference.close()
      throw thrown
    }
  }
  if (queue === null) return generate(context)
  const subject = { kind: 'generate', folderId: null, shotId: null, seed: spec.seed } as const
  return queue.runWithin(subject, generate, context)
}
