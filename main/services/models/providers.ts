import type { Provider } from '../../../core/contract/inference.ts'
import type { ProviderState } from '../../../core/contract/studio.ts'
import { machineThreads } from '../../jobs/machine-threads.ts'
import { chooseProvider, probeInProcess, type ProviderChoice } from '../../jobs/provider-choice.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import { cardMemory } from './card-memory.ts'
import { memoryForTakes } from './memory-for-takes.ts'

/** Providers besides `cpu` that ONNX Runtime may have on a platform; only a probe tells whether one works. */
export function candidateProviders(platform: NodeJS.Platform): readonly Provider[] {
  if (platform === 'win32') return ['dml', 'webgpu']
  if (platform === 'darwin') return ['coreml', 'webgpu']
  return ['cuda', 'webgpu']
}

/** A provider, and why it and no other. */
export type ChosenProvider = Pick<ProviderChoice, 'provider' | 'reason'>

export interface MachineProvidersOptions {
  readonly startProbe: StartWorker
  /** What the user set; null leaves the choice to the probe. Asked each time. */
  readonly requested: () => Provider | null
  readonly onChange: (state: ProviderState) => void
  /** Besides `cpu`; the platform's unless given. */
  readonly candidates?: readonly Provider[]
}

/** Finds out once, in the background, what this machine can run on; every take asks here. */
export class MachineProviders {
  readonly #options: MachineProvidersOptions
  readonly #controller = new AbortController()
  #choice: ProviderChoice | null = null
  #cardBytes: number | null = null
  #probing: Promise<ProviderChoice> | null = null

  constructor(options: MachineProvidersOptions) {
    this.#options = options
  }

  get state(): ProviderState {
    const chosen = this.#options.requested() ?? this.#choice?.provider ?? null
    const probes = Object.entries(this.#choice?.probes ?? {}) as [Provider, (typeof this.state)['tried'][number]][]
    return {
      state: this.#choice === null ? 'pending' : 'known',
      chosen,
      tried: probes.map(([provider, { works, reason, milliseconds }]) => ({ provider, works, reason, milliseconds })),
      memoryBytes: memoryForTakes(chosen, this.#cardBytes),
    }
  }

  /** Starts the probe; what it finds is told by `onChange`. */
  start(): void {
    this.#probe().then(
      () => this.#options.onChange(this.state),
      // The program ends, or the next take tries again and tells what is wrong.
      () => undefined,
    )
  }

  /** To be called after the user's wish has changed. */
  requestChanged(): void {
    this.#options.onChange(this.state)
  }

  /** The provider to run on now: the user's, or what the probe chooses, which is waited for. @throws AbortError */
  async chosen(signal: AbortSignal): Promise<ChosenProvider> {
    const requested = this.#options.requested()
    if (requested !== null) return { provider: requested, reason: 'requested' }
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
    signal.throwIfAborted()
    return Promise.race([this.#probe(), aborted])
  }

  /** Ends a probe that still runs. */
  close(): void {
    this.#controller.abort()
  }

  #probe(): Promise<ProviderChoice> {
    this.#probing ??= this.#tryAll().catch((thrown: unknown) => {
      this.#probing = null
      throw thrown
    })
    return this.#probing
  }

  async #tryAll(): Promise<ProviderChoice> {
    const { candidates = candidateProviders(process.platform), startProbe } = this.#options
    const threads = machineThreads()
    const probe = (provider: Provider): ReturnType<typeof probeInProcess> =>
      probeInProcess(startProbe, provider, threads, this.#controller.signal)
    this.#cardBytes = (await cardMemory())?.totalBytes ?? null
    this.#choice = await chooseProvider(null, candidates, probe)
    return this.#choice
  }
}
