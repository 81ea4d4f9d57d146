import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { addDepthPack, type AddedDepth } from '../../../main/services/models/add-depth-pack.ts'
import { checkPack } from '../../../main/services/models/check-pack.ts'
import type { DepthSource } from '../../../main/services/models/depth-source.ts'
import {
  depthNetwork,
  findAnyPack,
  findPack,
  findPackById,
  listPacks,
  packSummaries,
} from '../../../main/services/models/models.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tinyPack } from '../../support/take.ts'
import { brightnessGraph, pointsGraph } from '../../support/weights/depth-graph.ts'

const inferenceProgram = fileURLToPath(new URL('../../../out/inference-worker.mjs', import.meta.url))
const tinyDepth = fileURLToPath(new URL('../../fixtures/tiny-depth', import.meta.url))
const quiet = { signal: new AbortController().signal, report: () => undefined }

class Adding {
  readonly root = temporaryFolder()
  readonly packs = { embeddedPack: tinyPack, userPacks: path.join(this.root, 'models') }

  /** An exported graph, with options of the command line. */
  onnx(graph: Uint8Array, options: Partial<DepthSource & { kind: 'onnx' }> = {}): DepthSource {
    const file = path.join(this.root, '나의 모델.onnx')
    mkdirSync(this.root, { recursive: true })
    writeFileSync(file, graph)
    return { kind: 'onnx', file, preset: null, name: null, licence: null, ...options }
  }

  add(source: DepthSource, overwrite = false, context: TaskContext = quiet): Promise<AddedDepth> {
    const startProbe = (): ReturnType<typeof forkWorker> => forkWorker(inferenceProgram, { silent: true })
    return addDepthPack({ source, overwrite }, { packs: this.packs, startProbe }, context)
  }

  async refusal(source: DepthSource): Promise<unknown> {
    const thrown = await this.add(source).catch((error: unknown) => error)
    const { code, details } = thrown as { code: string; details: object }
    return { code, details, left: this.left() }
  }

  left(): string[] {
    return existsSync(this.packs.userPacks) ? readdirSync(this.packs.userPacks) : []
  }
}

describe('a depth network that a user brings', () => {
  it('is copied, tried, listed as one, and serves the boards of every model', async () => {
    const adding = new Adding()
    expect(await depthNetwork(adding.packs)).toBeNull()
    const graph = brightnessGraph()
    const { folder, manifest, files, tried } = await adding.add(adding.onnx(graph, { licence: 'Apache-2.0' }))
    expect(adding.left()).toEqual(['depth-anything'])
    expect(readFileSync(path.join(folder, 'depth.onnx')).equals(graph)).toBe(true)
    expect(manifest).toMatchObject({ id: 'depth-anything', name: 'Depth Anything', licence: 'Apache-2.0' })
    expect(manifest.depth).toMatchObject({ sideMultiple: 14, shortSide: 518, answer: 'inverse-depth' })
    expect(manifest.version).toBe(files[0]!.sha256.slice(0, 7))
    expect(tried).toMatchObject([{ component: 'depth', milliseconds: expect.any(Number) }])
    const network = await depthNetwork(adding.packs)
    expect(network?.manifest).toEqual(manifest)
    const [embedded, user] = await listPacks(adding.packs)
    expect([embedded?.depth, user?.pack, user?.problem]).toEqual([null, null, null])
    const summaries = await packSummaries(adding.packs)
    expect(summaries.map(({ id, estimatesDepth }) => [id, estimatesDepth])).toEqual([['tiny-random', true]])
    expect(await checkPack(await findAnyPack('depth-anything', adding.packs), quiet)).toBe(1)
  })

  it('makes no shots, however it is named', async () => {
    const adding = new Adding()
    const { folder } = await adding.add({ kind: 'pack', folder: tinyDepth })
    const refused = { code: 'inference.depth-pack', details: { id: 'tiny-depth' } }
    await expect(findPack('tiny-depth', adding.packs)).rejects.toMatchObject(refused)
    await expect(findPackById('tiny-depth', adding.packs)).rejects.toMatchObject(refused)
    await expect(findPack(folder, adding.packs)).rejects.toMatchObject(refused)
    expect((await findPackById(null, adding.packs)).manifest.id).toBe('tiny-random')
  })

  it('gives its answer the meaning of its class', async () => {
    const adding = new Adding()
    const points = await adding.add(adding.onnx(pointsGraph()))
    expect(points.manifest).toMatchObject({ id: 'moge', depth: { answer: 'points', tokens: 1800, mean: [0, 0, 0] } })
    const metric = await adding.add(adding.onnx(brightnessGraph(), { preset: 'depth-anything-metric' }), true)
    expect(metric.manifest).toMatchObject({ id: 'depth-anything-metric', depth: { answer: 'depth' } })
    expect(adding.left()).toEqual(['depth-anything-metric'])
  })

  it('of a fixed size is asked at that size', async () => {
    const adding = new Adding()
    const graph = brightnessGraph({ shape: [1, 3, 42, 70], answer: [1, 42, 70] })
    expect((await adding.add(adding.onnx(graph))).tried).toHaveLength(1)
  })

  it('brings the files of numbers that lie beside it', async () => {
    const adding = new Adding()
    const source = adding.onnx(brightnessGraph({ factorFile: 'factor.data' }))
    expect(await adding.refusal(source)).toMatchObject({
      code: 'weights.depth-data-missing',
      details: { location: 'factor.data' },
      left: [],
    })
    writeFileSync(path.join(adding.root, 'factor.data'), Float32Array.of(2.5))
    const { folder, files, manifest } = await adding.add(source)
    expect(files.map(({ file }) => file)).toEqual(['depth.onnx', 'factor.data'])
    expect(manifest.components.depth.data).toMatchObject([{ file: 'factor.data', bytes: 4 }])
    expect(readFileSync(path.join(folder, 'factor.data'))).toHaveLength(4)
    for (const location of ['../factor.data', '/etc/passwd', 'pack.json', 'depth.onnx'])
      expect(await adding.refusal(adding.onnx(brightnessGraph({ factorFile: location })))).toMatchObject({
        code: 'weights.depth-data',
        details: { location },
      })
  })

  it('is one: a second one replaces it or is refused', async () => {
    const adding = new Adding()
    await adding.add({ kind: 'pack', folder: tinyDepth })
    const second = adding.onnx(brightnessGraph())
    expect(await adding.refusal(second)).toEqual({
      code: 'weights.depth-there',
      details: { id: 'tiny-depth' },
      left: ['tiny-depth'],
    })
    await adding.add(second, true)
    await adding.add(second, true)
    expect(adding.left()).toEqual(['depth-anything'])
  })
})

describe('what is no depth network is refused by name, and leaves nothing', () => {
  it('a graph that cannot be asked', async () => {
    const adding = new Adding()
    const refused = { code: 'weights.depth-graph', left: [] }
    const reasonOf = async (graph: Uint8Array, preset: string | null = null): Promise<unknown> => {
      const refusal = (await adding.refusal(adding.onnx(graph, { preset }))) as { details: { reason: string } }
      expect(refusal).toMatchObject(refused)
      return refusal.details.reason
    }
    expect(await reasonOf(brightnessGraph({ half: true }))).toContain('pixel_values float16 [count, channels')
    expect(await reasonOf(brightnessGraph({ shape: [4, 3, 'h', 'w'] }))).toContain('no single picture input')
    expect(await reasonOf(brightnessGraph({ answer: ['classes'] }))).toContain('predicted_depth float32 [classes]')
    expect(await reasonOf(brightnessGraph(), 'moge')).toContain('points [1, height, width, 3]')
    expect(await reasonOf(pointsGraph(), 'depth-anything')).toContain('num_tokens needs depth.tokens')
  })

  it('a file that is no graph, or not there', async () => {
    const adding = new Adding()
    const refused = { code: 'weights.depth-onnx', left: [] }
    expect(await adding.refusal(adding.onnx(new Uint8Array(0)))).toMatchObject(refused)
    expect(await adding.refusal(adding.onnx(Uint8Array.from('<!doctype html>', (c) => c.charCodeAt(0))))).toMatchObject(
      refused,
    )
    const missing = { ...adding.onnx(brightnessGraph()), file: path.join(adding.root, 'none.onnx') } as DepthSource
    expect(await adding.refusal(missing)).toMatchObject({ code: 'weights.unreadable', details: { reason: 'ENOENT' } })
  })

  it('a graph that gives the same everywhere, or cannot run', async () => {
    const adding = new Adding()
    const constant = adding.onnx(brightnessGraph({ factorFile: 'factor.data' }))
    writeFileSync(path.join(adding.root, 'factor.data'), Float32Array.of(0))
    const details = { component: 'depth', reason: 'only 0' }
    expect(await adding.refusal(constant)).toMatchObject({ code: 'weights.self-test', details, left: [] })
    writeFileSync(path.join(adding.root, 'factor.data'), Float32Array.of(Number.NaN))
    expect(await adding.refusal(constant)).toMatchObject({ code: 'inference.depth-answer', left: [] })
    // It says that its answer has four extents, and gives three.
    const other = adding.onnx(brightnessGraph({ answer: [1, 1, 'height', 'width'] }))
    expect(await adding.refusal(other)).toMatchObject({ code: expect.stringMatching(/^inference\./), left: [] })
  })

  it('a pack of another family, a damaged one, one whose graph is another', async () => {
    const adding = new Adding()
    expect(await adding.refusal({ kind: 'pack', folder: tinyPack })).toMatchObject({ code: 'weights.depth-not' })
    expect(await adding.refusal({ kind: 'pack', folder: adding.root })).toMatchObject({
      code: 'inference.pack-missing',
    })
    const copy = path.join(adding.root, 'copy')
    cpSync(tinyDepth, copy, { recursive: true })
    writeFileSync(path.join(copy, 'depth.onnx'), brightnessGraph())
    expect(await adding.refusal({ kind: 'pack', folder: copy })).toMatchObject({ code: 'inference.pack-file-changed' })
    rmSync(path.join(copy, 'depth.onnx'))
    expect(await adding.refusal({ kind: 'pack', folder: copy })).toMatchObject({ code: 'weights.unreadable', left: [] })
  })

  it('a file that stops being readable while it is copied, by its name', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux has a file that answers EIO')
    const adding = new Adding()
    const source = adding.onnx(brightnessGraph({ factorFile: 'factor.data' }))
    const factor = path.join(adding.root, 'factor.data')
    symlinkSync('/proc/self/mem', factor)
    const details = { file: factor, reason: 'EIO' }
    expect(await adding.refusal(source)).toMatchObject({ code: 'weights.unreadable', details, left: [] })
  })

  it('nothing at all when it is cancelled', async () => {
    const adding = new Adding()
    const controller = new AbortController()
    const context = {
      signal: controller.signal,
      report: ({ stage }: { stage: string }) => {
        if (stage === 'models.try') controller.abort(Object.assign(new Error('canceled'), { name: 'AbortError' }))
      },
    }
    const thrown = await adding.add(adding.onnx(brightnessGraph()), false, context).catch((error: unknown) => error)
    expect(isAbort(thrown)).toBe(true)
    expect(adding.left()).toEqual([])
  })
})
