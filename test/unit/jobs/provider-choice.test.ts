import { describe, expect, it } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { ProbeOutput, Provider } from '../../../core/contract/inference.ts'
import { chooseProvider, probeInProcess } from '../../../main/jobs/provider-choice.ts'
import type { WorkerProcess } from '../../../main/jobs/worker-process.ts'

const takes = (milliseconds: number): ProbeOutput => ({ works: true, reason: '', milliseconds })
const broken: ProbeOutput = { works: false, reason: 'no adapter', milliseconds: null }

function choose(results: Partial<Record<Provider, ProbeOutput>>, requested: Provider | null = null) {
  const candidates = (Object.keys(results) as Provider[]).filter((provider) => provider !== 'cpu')
  return chooseProvider(requested, candidates, async (provider) => results[provider]!)
}

describe('chooseProvider', () => {
  it('takes a provider that works and is clearly faster than the CPU, the fastest of several', async () => {
    const choice = await choose({ cpu: takes(40), webgpu: takes(5), cuda: takes(2) })
    expect(choice).toMatchObject({ provider: 'cuda', reason: 'faster-than-cpu' })
  })

  it('stays on the CPU when a software driver works but is slow, or hardly faster', async () => {
    const slow = await choose({ cpu: takes(40), webgpu: takes(900) })
    expect(slow).toMatchObject({ provider: 'cpu', reason: 'nothing-faster' })
    expect(await choose({ cpu: takes(40), webgpu: takes(30) })).toMatchObject({ provider: 'cpu' })
  })

  it('stays on the CPU, without timing it, when nothing else works, and keeps what the probes said', async () => {
    const choice = await choose({ cpu: takes(40), webgpu: broken, cuda: broken })
    const probes = { webgpu: broken, cuda: broken }
    expect(choice).toEqual({ provider: 'cpu', reason: 'nothing-else-works', probes })
  })

  it('obeys a request without probing', async () => {
    const probe = () => expect.unreachable('probed')
    expect(await chooseProvider('webgpu', ['webgpu'], probe)).toMatchObject({ provider: 'webgpu', reason: 'requested' })
  })
})

describe('probeInProcess', () => {
  /** A driver that hangs: it answers nothing and ends only when it is killed. */
  function hanging(): { worker: WorkerProcess; killed: () => boolean } {
    let killed = false
    let tellEnd = (_cause: string): void => undefined
    const kill = (): void => {
      killed = true
      tellEnd('SIGKILL')
    }
    const nothing = (): void => undefined
    const onExit = (listener: (cause: string) => void): void => void (tellEnd = listener)
    return { worker: { post: nothing, onMessage: nothing, onExit, kill, holdParent: nothing }, killed: () => killed }
  }

  it.each([
    ['SIGSEGV', 'the process ended: SIGSEGV'],
    ['SIGUSR2', 'out of memory: SIGUSR2'],
  ])('answers when its process ends by %s', async (cause, reason) => {
    const ending: WorkerProcess = { ...hanging().worker, onExit: (tell) => queueMicrotask(() => tell(cause)) }
    const { signal } = new AbortController()
    const answer = { works: false, reason, milliseconds: null }
    expect(await probeInProcess(() => ending, 'webgpu', 1, signal)).toEqual(answer)
  })

  it('ends at once when it is cancelled, and the process with it', async () => {
    const { worker, killed } = hanging()
    const controller = new AbortController()
    const probe = probeInProcess(() => worker, 'webgpu', 1, controller.signal)
    controller.abort()
    expect(isAbort(await probe.catch((thrown: unknown) => thrown))).toBe(true)
    expect(killed()).toBe(true)
  })
})
