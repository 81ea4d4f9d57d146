import { StudioError } from '../../core/contract/errors.ts'
import type { ProbeOutput, Provider } from '../../core/contract/inference.ts'
import { inferenceEnds, ProcessClient } from './process-client.ts'
import type { StartWorker } from './worker-process.ts'

/** Why a provider was chosen, and what each probe found. */
export interface ProviderChoice {
  readonly provider: Provider
  readonly reason: 'requested' | 'faster-than-cpu' | 'nothing-faster' | 'nothing-else-works'
  readonly probes: Readonly<Partial<Record<Provider, ProbeOutput>>>
}

/** A driver that hangs is as bad as one that crashes. Shader compilers on slow machines take tens of seconds. */
const PROBE_MILLISECONDS = 120_000

/** Below this a faster convolution is no reason to leave the provider that every machine has. */
const WORTHWHILE_SPEED_UP = 2

/**
 * Probes one provider in a process of its own, which is ended afterwards. A crash is an answer, not an error.
 * @throws AbortError when `cancel` aborts
 */
export async function probeInProcess(
  start: StartWorker,
  provider: Provider,
  threads: number,
  cancel: AbortSignal,
): Promise<ProbeOutput> {
  const client = new ProcessClient({ start, ...inferenceEnds, graceMilliseconds: 0 })
  const timeout = AbortSignal.timeout(PROBE_MILLISECONDS)
  const signal = AbortSignal.any([timeout, cancel])
  try {
    return await client.run<ProbeOutput>('probe', { provider, threads }, { signal, report: () => undefined })
  } catch (thrown) {
    if (cancel.aborted) throw thrown
    if (timeout.aborted) return { works: false, reason: 'no answer', milliseconds: null }
    if (!(thrown instanceof StudioError)) throw thrown
    const { code, details } = thrown
    if (code === 'inference.process-died')
      return { works: false, reason: `the process ended: ${details['cause']}`, milliseconds: null }
    if (code === 'inference.out-of-memory')
      return { works: false, reason: `out of memory: ${details['reason']}`, milliseconds: null }
    throw thrown
  } finally {
    client.close()
  }
}

/**
 * The provider to generate on: `requested` when the user named one, otherwise the fastest of `candidates` that computes
 * right and is clearly faster than the CPU. A software driver that merely works therefore never wins.
 *
 * @param candidates besides `cpu`
 */
export async function chooseProvider(
  requested: Provider | null,
  candidates: readonly Provider[],
  probe: (provider: Provider) => Promise<ProbeOutput>,
): Promise<ProviderChoice> {
  if (requested !== null) return { provider: requested, reason: 'requested', probes: {} }
  const probes: Partial<Record<Provider, ProbeOutput>> = {}
  for (const provider of candidates) probes[provider] = await probe(provider)
  const working = candidates.flatMap((provider) => {
    const milliseconds = probes[provider]?.milliseconds ?? null
    return milliseconds === null ? [] : [{ provider, milliseconds }]
  })
  const best = working.sort((a, b) => a.milliseconds - b.milliseconds)[0]
  if (!best) return { provider: 'cpu', reason: 'nothing-else-works', probes }
  // Timing the CPU takes seconds of its work: only when there is something to compare it with.
  probes.cpu = await probe('cpu')
  const cpuMilliseconds = probes.cpu.milliseconds ?? 0
  if (best.milliseconds * WORTHWHILE_SPEED_UP > cpuMilliseconds)
    return { provider: 'cpu', reason: 'nothing-faster', probes }
  return { provider: best.provider, reason: 'faster-than-cpu', probes }
}
