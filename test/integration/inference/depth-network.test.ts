import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { depthFromInverse, gateAnswer } from '../../../core/cache/answered-depth.ts'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import type { EstimateDepthInput, EstimateDepthOutput } from '../../../core/contract/inference.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { graphInterface } from '../../../core/weights/onnx-graph.ts'
import { normalisedPicture, UserDepthNetwork } from '../../../native-models/depth/user-network.ts'
import { isDepthNetwork, readAnyPack, readPack, type DepthPack } from '../../../native-models/packs/loader.ts'
import { openNetwork } from '../../../native-models/packs/open-network.ts'
import { largestDifference } from '../../support/golden-case.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { brightnessGraph, pointsGraph } from '../../support/weights/depth-graph.ts'
import { newClient, newContext } from './shot.ts'

const fixture = fileURLToPath(new URL('../../fixtures/tiny-depth', import.meta.url))
const client = newClient()
afterAll(() => client.close())

function golden(name: string): Float32Array {
  const file = join(fixture, 'golden', `${name}.npy`)
  return Float32Array.from(valueOf(readNpy(new Uint8Array(readFileSync(file)), file)).data)
}

/** 140×84 pixels of 8-bit RGB: the last bytes of their file. */
function goldenPicture(): Uint8Array {
  const bytes = readFileSync(join(fixture, 'golden', 'picture.npy'))
  return new Uint8Array(bytes.subarray(bytes.length - 3 * 140 * 84))
}

async function depthPack(folder: string): Promise<DepthPack> {
  const pack = await readAnyPack(folder, {})
  if (!isDepthNetwork(pack)) throw new Error('no depth network')
  return pack
}

/** A pack of a graph that is made here. */
function packOf(graph: Uint8Array, facts: object): string {
  const folder = temporaryFolder()
  const sha256 = createHash('sha256').update(graph).digest('hex')
  const types = { F32: 'float32', I64: 'int64' } as const
  const { inputs, outputs } = graphInterface(graph)
  const told = (tensors: typeof inputs): object[] =>
    tensors.map((tensor) => ({ ...tensor, dtype: types[tensor.dtype as keyof typeof types] }))
  const component = { file: 'depth.onnx', sha256, bytes: graph.length, inputs: told(inputs), outputs: told(outputs) }
  const { format, formatVersion, ...rest } = JSON.parse(readFileSync(join(fixture, 'pack.json'), 'utf8'))
  const plain = { mean: [0, 0, 0], std: [1, 1, 1], sideMultiple: 2, shortSide: 32 }
  const manifest = { format, formatVersion, ...rest, components: { depth: component }, depth: { ...plain, ...facts } }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'depth.onnx'), graph)
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(manifest))
  return folder
}

function request(packFolder: string, rgb: Uint8Array, width: number, height: number): EstimateDepthInput {
  const folder = temporaryFolder()
  const pictureFile = join(folder, 'picture.rgb')
  writeFileSync(pictureFile, rgb)
  const picture = { width, height, sha256: createHash('sha256').update(rgb).digest('hex') }
  const run = { outSize: { width, height }, provider: 'cpu', threads: 1, memoryLimitBytes: null } as const
  return { packFolder, pictureFile, picture, logFocal: 0, outFile: join(folder, 'depth.f32'), ...run }
}

async function estimate(input: EstimateDepthInput): Promise<Float32Array> {
  await client.run<EstimateDepthOutput>('estimate-depth', input, newContext())
  return new Float32Array(new Uint8Array(readFileSync(input.outFile)).buffer)
}

describe('a network of the Depth Anything class', () => {
  it('gets the picture as PyTorch has it, and answers as there', async () => {
    const pack = await depthPack(fixture)
    const image = normalisedPicture(goldenPicture(), pack.manifest.depth)
    expect(largestDifference(image, golden('image'))).toBeLessThan(1e-6)
    const network = await openNetwork(pack, 'depth', { provider: 'cpu', threads: 1 })
    const inputs = { image: { dims: [1, 3, 84, 140], data: image } }
    const { inverse_depth: answer } = await network.run(inputs, { inverse_depth: [1, 84, 140] })
    expect(largestDifference(answer.data, golden('inverse_depth'))).toBeLessThan(2e-5)
    await network.release()
  })

  it('gives the board depth that its golden answer stands for', async () => {
    const expected = gateAnswer(depthFromInverse(golden('inverse_depth')), { width: 140, height: 84 }).depth.values
    const depth = await estimate(request(fixture, goldenPicture(), 140, 84))
    expect(depth).toHaveLength(140 * 84)
    expect(largestDifference(depth, expected)).toBeLessThan(1e-3)
  })

  it('keeps its network from board to board and writes the size that is asked for', async () => {
    const inputs = [0, 1].map(() => request(fixture, goldenPicture(), 140, 84))
    const loads: number[] = []
    for (const input of inputs) {
      const asked = { ...input, outSize: { width: 70, height: 42 } }
      const output = await client.run<EstimateDepthOutput>('estimate-depth', asked, newContext())
      loads.push(output.networksLoaded)
    }
    expect(loads[1]).toBe(0)
    expect(readFileSync(inputs[1]!.outFile)).toHaveLength(4 * 70 * 42)
  })

  it('stops when it is cancelled, without a file', async () => {
    const input = request(fixture, goldenPicture(), 140, 84)
    const context = newContext()
    const run = client.run('estimate-depth', input, {
      signal: context.signal,
      report: () => context.controller.abort(),
    })
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
    expect(existsSync(input.outFile)).toBe(false)
  })
})

describe('other answers', () => {
  /** 64×32, white at the bottom. */
  const ramp = Uint8Array.from({ length: 64 * 32 * 3 }, (_, i) => 40 + 6 * Math.floor(i / (64 * 3)))

  it('near is near for nearness, far is far for depth', async () => {
    const near = await estimate(request(packOf(brightnessGraph(), { answer: 'inverse-depth' }), ramp, 64, 32))
    expect(near[31 * 64]!).toBeLessThan(near[0]! / 3)
    const far = await estimate(request(packOf(brightnessGraph(), { answer: 'depth' }), ramp, 64, 32))
    expect(far[31 * 64]! / far[0]!).toBeCloseTo(226 / 40, 1)
  })

  it('points get the offset of the board’s lens, black is sky, tokens are given', async () => {
    // A slope seen with a lens of one width: red and green are x and y, blue is z, told 0.9 nearer than it is.
    const [width, height, scale] = [64, 32, 0.25]
    const depthAt = (row: number): number => 3 - row / 16
    const rgb = new Uint8Array(width * height * 3)
    const pack = await depthPack(
      packOf(pointsGraph(), { answer: 'points', tokens: 1, mean: [0.5, 0.5, 0], std: [0.5, 0.5, 1] }),
    )
    for (let i = 4 * width; i < width * height; i++) {
      const z = depthAt(Math.floor(i / width))
      const x = (((i % width) + 0.5) / width - 0.5) * z
      const y = ((Math.floor(i / width) + 0.5 - height / 2) / width) * z
      rgb.set([127.5 + 127.5 * scale * x, 127.5 + 127.5 * scale * y, 255 * scale * (z - 0.9)], 3 * i)
    }
    const network = await openNetwork(pack, 'depth', { provider: 'cpu', threads: 1 })
    const { logDepth } = await new UserDepthNetwork(network, pack.manifest).estimate(rgb, width, height, 1)
    await network.release()
    const at = (row: number): number => Math.exp(logDepth[row * width + 32]!)
    expect(at(10) / at(30)).toBeCloseTo(depthAt(10) / depthAt(30), 1)
    const depth = await estimate(request(pack.folder, rgb, width, height))
    expect(new Set(depth.subarray(0, 4 * width))).toEqual(new Set([100]))
  })
})

describe('what cannot be estimated is refused by name', () => {
  it('too little memory, before anything is loaded', async () => {
    const input = { ...request(fixture, goldenPicture(), 140, 84), memoryLimitBytes: 60_000_000 }
    await expect(estimate(input)).rejects.toMatchObject({ code: 'inference.memory-none' })
  })

  it('an answer that is no raster', async () => {
    const row = brightnessGraph({ shape: ['count', 'channels', 'height', 'width'], answer: [1, 'a', 'b', 'c'] })
    const folder = packOf(row, { answer: 'inverse-depth' })
    await expect(estimate(request(folder, new Uint8Array(64 * 32 * 3), 64, 32))).rejects.toMatchObject({
      code: expect.stringMatching(/^inference\./),
    })
  })

  it('a graph that was changed, and a depth network where a model is wanted', async () => {
    const folder = packOf(brightnessGraph(), { answer: 'depth' })
    writeFileSync(join(folder, 'depth.onnx'), brightnessGraph({ output: 'other' }))
    await expect(estimate(request(folder, new Uint8Array(64 * 32 * 3), 64, 32))).rejects.toMatchObject({
      code: 'inference.pack-file-changed',
    })
    await expect(readPack(folder, {})).rejects.toMatchObject({ code: 'inference.depth-pack' })
  })
})
