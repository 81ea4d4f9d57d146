import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gateDepth } from '../../../core/cache/gate-depth.ts'
import type { EstimateDepthInput, EstimateDepthOutput } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { DepthEstimator } from '../../../native-models/components/depth-estimator.ts'
import { LoadedNetworks } from '../../../native-models/packs/loaded-networks.ts'
import { readPack } from '../../../native-models/packs/loader.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { expectNear, golden } from './golden.ts'
import { newClient, newContext, tinyPack } from './shot.ts'

const client = newClient()
afterAll(() => client.close())

/** Writes a picture and returns the request for its depth. */
function request(change: Partial<EstimateDepthInput> = {}, [width, height] = [96, 64]): EstimateDepthInput {
  const folder = temporaryFolder()
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7 + ((i * i) >> 5)) % 256)
  const pictureFile = join(folder, 'picture.rgb')
  writeFileSync(pictureFile, rgb)
  const picture = { width, height, sha256: createHash('sha256').update(rgb).digest('hex') }
  const run = { outSize: { width, height }, provider: 'cpu', threads: 1, memoryLimitBytes: null } as const
  return {
    packFolder: tinyPack,
    pictureFile,
    picture,
    logFocal: 0,
    outFile: join(folder, 'depth.f32'),
    ...run,
    ...change,
  }
}

function estimate(input: EstimateDepthInput, context: TaskContext = newContext()): Promise<EstimateDepthOutput> {
  return client.run<EstimateDepthOutput>('estimate-depth', input, context)
}

function depthIn({ outFile }: EstimateDepthInput): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(outFile)).buffer)
}

describe('the depth network', () => {
  it('says what PyTorch says of the same picture and lens', async () => {
    const pack = await readPack(tinyPack, { 'craneshot-embedded': [] })
    const loaded = new LoadedNetworks(600_000)
    const image = golden('picture')
    const [focal = 0] = golden('intrinsics').data
    const size = image.dims.at(-1)!
    const predicted = await loaded.use(pack, { provider: 'cpu', threads: 1 }, async (networks) => {
      const estimator = new DepthEstimator(await networks.open('depth'))
      return estimator.estimate(image.data.slice(0, 3 * size * size), Math.log(focal / size), size, size)
    })
    expectNear(predicted.logDepth, golden('log_depth').data, 1e-4)
    expectNear(predicted.logError, golden('log_error').data, 1e-4)
  })
})

describe('estimating depth in the inference process', () => {
  it('writes a gated raster of the picture’s size with median 1 and says how much of it is plane', async () => {
    const input = request()
    const context = newContext()
    const output = await estimate(input, context)
    const values = depthIn(input)
    expect(values).toHaveLength(96 * 64)
    const rising = values.toSorted()
    expect((rising[3071]! + rising[3072]!) / 2).toBeCloseTo(1, 5)
    expect(rising[0]).toBeGreaterThan(0)
    expect(output.planeShare).toBeGreaterThan(0)
    expect(output.planeShare).toBeLessThan(1)
    const stages = context.progress.map(({ stage }) => stage)
    expect([...new Set(stages)]).toEqual(['inference.load', 'inference.depth'])
    expect(context.progress.at(-1)!.fraction).toBeLessThanOrEqual(1)
  })

  it('writes the raster in the size that is asked for, its median still 1', async () => {
    const input = request({ outSize: { width: 90, height: 61 } })
    await estimate(input)
    const values = depthIn(input)
    expect(values).toHaveLength(90 * 61)
    const rising = values.toSorted()
    expect((rising[2744]! + rising[2745]!) / 2).toBeCloseTo(1, 6)
    const whole = request()
    await estimate(whole)
    const middle = depthIn(whole)[32 * 96 + 48]!
    expect(Math.abs(values[30 * 90 + 45]! / middle - 1)).toBeLessThan(0.15)
  })

  it('keeps its network, gives the same bytes again, and others for another lens', async () => {
    const inputs = [request(), request(), request({ logFocal: 0.8 })] as const
    const loads = []
    for (const input of inputs) loads.push((await estimate(input)).networksLoaded)
    expect(loads.slice(1)).toEqual([0, 0])
    const [first, again, longer] = inputs.map(depthIn)
    expect(again).toEqual(first)
    expect(longer).not.toEqual(first)
  })

  it('gates what the network says, bit for bit as the function does', async () => {
    const input = request()
    const pack = await readPack(tinyPack, { 'craneshot-embedded': [] })
    const loaded = new LoadedNetworks(600_000)
    const rgb = readFileSync(input.pictureFile)
    const planes = Float32Array.from(
      { length: rgb.length },
      (_, i) => rgb[(i % (96 * 64)) * 3 + Math.floor(i / (96 * 64))]! / 255,
    )
    const predicted = await loaded.use(pack, { provider: 'cpu', threads: 1 }, async (networks) =>
      new DepthEstimator(await networks.open('depth')).estimate(planes, 0, 96, 64),
    )
    const output = await estimate(input)
    const gated = gateDepth(predicted.logDepth, predicted.logError, input.picture)
    expect(depthIn(input)).toEqual(gated.depth.values)
    expect(output.planeShare).toBe(gated.planeShare)
  })

  it('stops when it is cancelled, without a file, and the next one works', async () => {
    const input = request()
    const context = newContext()
    const run = estimate(input, { signal: context.signal, report: () => context.controller.abort() })
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
    expect(existsSync(input.outFile)).toBe(false)
    const next = request()
    await estimate(next)
    expect(existsSync(next.outFile)).toBe(true)
  })
})

describe('what cannot be estimated is refused by name', () => {
  it('a pack without a depth network', async () => {
    const packFolder = join(temporaryFolder(), 'pack')
    cpSync(tinyPack, packFolder, { recursive: true, filter: (source) => !source.includes('golden') })
    const manifest = JSON.parse(readFileSync(join(packFolder, 'pack.json'), 'utf8')) as PackManifest
    const { depth: _, ...components } = manifest.components
    writeFileSync(join(packFolder, 'pack.json'), JSON.stringify({ ...manifest, components }))
    const refused = estimate(request({ packFolder }))
    await expect(refused).rejects.toMatchObject({ code: 'inference.no-depth', details: { id: manifest.id } })
  })

  it('too little memory, before anything is loaded', async () => {
    const refused = estimate(request({ memoryLimitBytes: 40_000_000 }))
    await expect(refused).rejects.toMatchObject({ code: 'inference.memory-none', details: { freeMegabytes: 38 } })
  })

  it('a picture that is not the one named', async () => {
    const input = request()
    writeFileSync(input.pictureFile, new Uint8Array(96 * 64 * 3))
    await expect(estimate(input)).rejects.toMatchObject({ code: 'inference.raster-changed' })
  })

  it('a place that cannot be written', async () => {
    const outFile = join(temporaryFolder(), 'gone', 'depth.f32')
    await expect(estimate(request({ outFile }))).rejects.toMatchObject({ code: 'inference.frame-write' })
  })

  it('sides that no caller of ours asks for', async () => {
    await expect(estimate(request({}, [100, 64]))).rejects.toThrow('multiples of 32')
  })
})
