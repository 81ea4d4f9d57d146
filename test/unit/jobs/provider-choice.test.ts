import { describe, expect, it } from 'vitest'
import type { ProbeOutput, Provider } from '../../../core/contract/inference.ts'
import { chooseProvider } from '../../../main/jobs/provider-choice.ts'

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

  it('stays on the CPU when nothing else works, and keeps what the probes said', async () => {
    const choice = await choose({ cpu: takes(40), webgpu: broken })
    expect(choice).toMatchObject({ provider: 'cpu', reason: 'nothing-else-works', probes: { webgpu: broken } })
  })

  it('obeys a request without probing', async () => {
    const probe = () => expect.unreachable('probed')
    expect(await chooseProvider('webgpu', ['webgpu'], probe)).toMatchObject({ provider: 'webgpu', reason: 'requested' })
  })
})
