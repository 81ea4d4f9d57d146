import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PackManifest } from '../../core/contract/pack.ts'
import { chooseProvider, probeInProcess } from '../../main/jobs/provider-choice.ts'
import { forkWorker } from '../../main/jobs/worker-process.ts'
import {
  framesOf,
  generateShot,
  newClient,
  tinyPack,
  workerScript,
  writeShot,
  type ShotOptions,
} from '../integration/inference/shot.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { noSoftwareGpu, softwareGpuEnvironment } from './software-gpu.ts'

const embeddedPack = fileURLToPath(new URL('../../native-models/packs/embedded', import.meta.url))
/** Nobody cancels these. */
const never = new AbortController().signal
const because = noSoftwareGpu === '' ? '' : ` (skipped: ${noSoftwareGpu})`

/** Peak signal-to-noise ratio over all frames, 8-bit; infinite for equal frames. */
function decibels(a: readonly Buffer[], b: readonly Buffer[]): number {
  let squares = 0
  let count = 0
  a.forEach((frame, index) => {
    expect(b[index]!.length).toBe(frame.length)
    frame.forEach((value, i) => (squares += (value - b[index]![i]!) ** 2))
    count += frame.length
  })
  return 10 * Math.log10((255 * 255 * count) / squares)
}

/** Each shot on WebGPU against the CPU; one process for all, because compiling shaders takes most of the time. */
async function compareProviders(shots: readonly ShotOptions[]): Promise<number[]> {
  const client = newClient(softwareGpuEnvironment(join(temporaryFolder(), 'lib')))
  onTestFinished(() => client.close())
  const results: number[] = []
  for (const options of shots) {
    const onCpu = await writeShot(temporaryFolder(), options)
    const onGpu = { ...(await writeShot(temporaryFolder(), options)), provider: 'webgpu' as const }
    const cpuFrames = framesOf(onCpu, await generateShot(client, onCpu))
    results.push(decibels(framesOf(onGpu, await generateShot(client, onGpu)), cpuFrames))
  }
  return results
}

describe(`WebGPU on Electron’s software driver${because}`, () => {
  it.skipIf(because)('passes the probe, and is not chosen because the CPU is faster', async () => {
    const environment = softwareGpuEnvironment(join(temporaryFolder(), 'lib'))
    const start = () => forkWorker(workerScript, { environment })
    const choice = await chooseProvider(null, ['webgpu'], (provider) => probeInProcess(start, provider, 2, never))
    expect(choice.probes.webgpu).toMatchObject({ works: true, reason: '' })
    expect(choice).toMatchObject({ provider: 'cpu', reason: 'nothing-faster' })
  })

  it.skipIf(because)('agrees with the CPU through the whole pipeline, cache on and off', async () => {
    const shots = (['on', 'off'] as const).map((cache) => ({ packFolder: tinyPack, samples: 2, steps: 2, cache }))
    for (const result of await compareProviders(shots)) expect(result).toBeGreaterThan(45)
  })

  const noPack = existsSync(join(embeddedPack, 'pack.json')) ? '' : ' (skipped: the embedded pack is not there)'
  it.skipIf(because || noPack)(`agrees with the CPU on the embedded model${noPack}`, async () => {
    const { sizeMultiple } = JSON.parse(readFileSync(join(embeddedPack, 'pack.json'), 'utf8')) as PackManifest
    const size = { width: sizeMultiple, height: sizeMultiple }
    const [result] = await compareProviders([{ packFolder: embeddedPack, ...size, samples: 2, steps: 2 }])
    expect(result).toBeGreaterThan(45)
  })
})

describe('a provider that does not work here', () => {
  it('is an answer with a reason, not an error', async () => {
    const start = () => forkWorker(workerScript, { environment: { VK_ICD_FILENAMES: '/nowhere/driver.json' } })
    const probe = await probeInProcess(start, 'webgpu', 1, never)
    expect(probe).toMatchObject({ works: false, milliseconds: null })
    expect(probe.reason).not.toBe('')
  })

  it('is an answer even when its process ends', async () => {
    const script = fileURLToPath(new URL('../integration/inference/programs/dying-worker.mjs', import.meta.url))
    const probe = await probeInProcess(() => forkWorker(script), 'cpu', 1, never)
    expect(probe).toEqual({ works: false, reason: 'the process ended: SIGABRT', milliseconds: null })
  })
})
