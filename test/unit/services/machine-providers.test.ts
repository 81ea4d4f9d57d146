import { describe, expect, test } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { ProbeOutput, Provider } from '../../../core/contract/inference.ts'
import { providerStateSchema, type ProviderState } from '../../../core/contract/studio.ts'
import type { WorkerProcess } from '../../../main/jobs/worker-process.ts'
import { MachineProviders } from '../../../main/services/models/providers.ts'

interface ProbeMessage {
  readonly id: number
  readonly task: string
  readonly input: { readonly provider: Provider }
}

/** A process in this one that answers probes, once it is let. */
function probeProcess(answers: Partial<Record<Provider, ProbeOutput>>, may: Promise<unknown>): WorkerProcess {
  let receive: (message: unknown) => void = () => undefined
  let end: (cause: string) => void = () => undefined
  return {
    post: (message) => {
      const { id, task, input } = message as ProbeMessage
      if (task === 'probe') void may.then(() => receive({ id, type: 'done', output: answers[input.provider] }))
    },
    onMessage: (listener) => (receive = listener),
    onExit: (listener) => (end = listener),
    kill: () => end('SIGKILL'),
    holdParent: () => undefined,
  }
}

const works = (milliseconds: number): ProbeOutput => ({ works: true, reason: '', milliseconds })
const broken: ProbeOutput = { works: false, reason: 'no adapter', milliseconds: null }

function machine(answers: Partial<Record<Provider, ProbeOutput>>, requested: () => Provider | null = () => null) {
  const told: ProviderState[] = []
  let started = 0
  let answer = (): void => undefined
  const may = new Promise<void>((resolve) => (answer = resolve))
  const providers = new MachineProviders({
    startProbe: () => {
      started++
      return probeProcess(answers, may)
    },
    requested,
    onChange: (state) => told.push(state),
    candidates: (Object.keys(answers) as Provider[]).filter((provider) => provider !== 'cpu'),
  })
  return { providers, told, answer, started: () => started }
}

const running = (): AbortSignal => new AbortController().signal

describe('what the machine can run on', () => {
  test('is found out once for all takes, in the background, and told', async () => {
    const { providers, told, answer, started } = machine({ cuda: broken, webgpu: works(2), cpu: works(40) })
    providers.start()
    expect(providers.state).toMatchObject({ state: 'pending', chosen: null, tried: [] })
    answer()
    const chosen = await Promise.all([providers.chosen(running()), providers.chosen(running())])
    expect(chosen.map(({ provider, reason }) => [provider, reason])).toEqual([
      ['webgpu', 'faster-than-cpu'],
      ['webgpu', 'faster-than-cpu'],
    ])
    await providers.chosen(running())
    expect(started()).toBe(3)
    expect(told).toHaveLength(1)
    expect(providerStateSchema.parse(told[0])).toEqual(told[0])
    expect(told[0]).toMatchObject({ state: 'known', chosen: 'webgpu' })
    expect(told[0]!.tried.map(({ provider, works }) => [provider, works])).toEqual([
      ['cuda', false],
      ['webgpu', true],
      ['cpu', true],
    ])
  })

  test('does not matter to a user who has chosen, and a change of mind is told', async () => {
    let wish: Provider | null = 'cuda'
    const { providers, told, started } = machine({ webgpu: works(1), cpu: works(40) }, () => wish)
    expect(await providers.chosen(running())).toEqual({ provider: 'cuda', reason: 'requested' })
    expect(started()).toBe(0)
    wish = 'cpu'
    providers.requestChanged()
    expect(told).toMatchObject([{ chosen: 'cpu' }])
    expect(told[0]!.memoryBytes).toBeGreaterThan(1e8)
  })

  test('is waited for by a take, which can be cancelled meanwhile', async () => {
    const { providers, answer } = machine({ webgpu: works(1), cpu: works(40) })
    const controller = new AbortController()
    const waiting = providers.chosen(controller.signal).catch((thrown: unknown) => thrown)
    controller.abort()
    expect(isAbort(await waiting)).toBe(true)
    expect(isAbort(await providers.chosen(controller.signal).catch((thrown: unknown) => thrown))).toBe(true)
    answer()
    expect(await providers.chosen(running())).toMatchObject({ provider: 'webgpu' })
  })

  test('is no longer asked for when the program ends', async () => {
    const { providers, told } = machine({ webgpu: works(1), cpu: works(40) })
    providers.start()
    providers.close()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(told).toEqual([])
  })
})
