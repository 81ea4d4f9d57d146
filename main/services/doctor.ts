import os from 'node:os'
import { providerSchema, type ProbeOutput, type Provider } from '../../core/contract/inference.ts'
import type { CodecList } from '../../core/contract/media.ts'
import { isProviderOf, providerFault, type ProviderFault } from '../../core/contract/provider-remedy.ts'
import type { LongTask } from '../../core/contract/tasks.ts'
import { machineThreads } from '../jobs/machine-threads.ts'
import type { ProcessClient } from '../jobs/process-client.ts'
import { probeInProcess } from '../jobs/provider-choice.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import type { Installation } from './installation.ts'
import { cardMemory, type CardMemory } from './models/card-memory.ts'
import { candidateProviders } from './models/providers.ts'

export interface DoctorInput {
  readonly installation: Installation
  readonly media: ProcessClient
  readonly startProbe: StartWorker
}

/** A provider, whether it computes right here, and why not. */
export interface TriedProvider extends ProbeOutput {
  readonly provider: Provider
  readonly fault: ProviderFault | null
}

/** What this machine can do, found by trying. */
export interface Diagnosis {
  readonly versions: Installation & { readonly node: string; readonly ffmpeg: string }
  readonly system: { readonly platform: string; readonly architecture: string; readonly release: string }
  readonly processor: { readonly model: string; readonly cores: number }
  readonly memory: { readonly totalBytes: number; readonly freeBytes: number }
  readonly providers: readonly TriedProvider[]
  /** Null where no tool of the system tells. */
  readonly card: CardMemory | null
  readonly encoders: CodecList['encoders']
}

/** Tries each provider in a process of its own, since a driver may crash, and asks the media library for its codecs. */
export const diagnose: LongTask<DoctorInput, Diagnosis> = async ({ installation, media, startProbe }, context) => {
  const { platform } = process
  const candidates: readonly Provider[] = ['cpu', ...candidateProviders(platform)]
  const providers: TriedProvider[] = []
  for (const [index, provider] of candidates.entries()) {
    context.report({ stage: 'doctor.provider', fraction: index / (candidates.length + 1) })
    const probe = await probeInProcess(startProbe, provider, machineThreads(), context.signal)
    providers.push({ provider, ...probe, fault: providerFault(provider, probe, platform) })
  }
  // What is not made for this system needs no trying.
  const elsewhere = providerSchema.options.filter((provider) => !isProviderOf(provider, platform))
  const nothing = { works: false, reason: `not made for ${platform}`, milliseconds: null, fault: 'elsewhere' } as const
  providers.push(...elsewhere.map((provider) => ({ provider, ...nothing })))
  context.report({ stage: 'doctor.codecs', fraction: candidates.length / (candidates.length + 1) })
  const codecs = await media.run<CodecList>('list-codecs', {}, context)
  return {
    versions: { ...installation, node: process.versions.node, ffmpeg: codecs.ffmpeg },
    system: { platform: process.platform, architecture: process.arch, release: os.release() },
    processor: { model: os.cpus()[0]?.model.trim() ?? '', cores: os.availableParallelism() },
    memory: { totalBytes: os.totalmem(), freeBytes: os.freemem() },
    card: await cardMemory(),
    providers,
    encoders: codecs.encoders,
  }
}
