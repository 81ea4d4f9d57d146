import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'

const scripts = new URL('../../../scripts/', import.meta.url)

interface BenchScripts {
  convolutionGraph(channels: number, size: number, layers: number): Uint8Array
  convolutionOperations(channels: number, size: number, layers: number): number
  countOperations(events: readonly unknown[]): number
  reportLines(measures: unknown): string[]
}

async function script<Name extends keyof BenchScripts>(file: string, name: Name): Promise<BenchScripts[Name]> {
  const module = (await import(new URL(`bench/${file}`, scripts).href)) as BenchScripts
  return module[name]
}

/** 3×3 convolution of `[channels, size, size]` with the graph's weights, zeros round it. */
function convolve(x: Float32Array, channels: number, size: number): Float32Array {
  const weight = (i: number): number => Math.fround(((i % 7) - 3) / (channels * 9))
  const at = (channel: number, row: number, column: number): number =>
    row < 0 || column < 0 || row >= size || column >= size ? 0 : x[(channel * size + row) * size + column]!
  return x.map((_, i) => {
    const [out, row, column] = [Math.floor(i / (size * size)), Math.floor(i / size) % size, i % size]
    let sum = 0
    for (let tap = 0; tap < channels * 9; tap++) {
      const [dy, dx] = [(Math.floor(tap / 3) % 3) - 1, (tap % 3) - 1]
      sum += weight(out * channels * 9 + tap) * at(Math.floor(tap / 9), row + dy, column + dx)
    }
    return sum
  })
}

describe('the convolution graph', () => {
  it('computes convolutions, and its operations are those that the profiler’s shapes give', async () => {
    const [channels, size, layers] = [16, 6, 2]
    const graph = (await script('convolution-graph.mjs', 'convolutionGraph'))(channels, size, layers)
    const folder = await mkdtemp(join(tmpdir(), 'craneshot-bench-test-'))
    const session = await InferenceSession.create(graph, {
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
    })
    const x = Float32Array.from({ length: channels * size * size }, (_, i) => Math.sin(i))
    const { y } = await session.run({ x: new Tensor('float32', x, [1, channels, size, size]) })
    session.endProfiling()
    const expected = convolve(convolve(x, channels, size), channels, size)
    expected.forEach((value, i) => expect((y!.data as Float32Array)[i]).toBeCloseTo(value, 5))
    const events = JSON.parse(await readFile(join(folder, (await readdir(folder))[0]!), 'utf8')) as unknown[]
    const count = await script('operations.mjs', 'countOperations')
    // Each of 16 · 6 · 6 values of both layers sums 16 · 9 products.
    expect(count(events)).toBe(2 * (16 * 6 * 6) * (16 * 9) * 2)
    expect((await script('convolution-graph.mjs', 'convolutionOperations'))(channels, size, layers)).toBe(count(events))
    await rm(folder, { recursive: true })
  })
})

it('counts matrix products by their shared extent, batched and transposed, and nothing else', async () => {
  const count = await script('operations.mjs', 'countOperations')
  const node = (name: string, inputs: readonly number[][], output: readonly number[]) => ({
    cat: 'Node',
    args: {
      op_name: name,
      input_type_shape: inputs.map((float) => ({ float })),
      output_type_shape: [{ float: output }],
    },
  })
  expect(
    count([
      node(
        'MatMul',
        [
          [4, 2, 3, 5],
          [5, 7],
        ],
        [4, 2, 3, 7],
      ),
    ]),
  ).toBe(2 * 4 * 2 * 3 * 5 * 7)
  expect(count([node('Gemm', [[3, 5], [7, 5], [7]], [3, 7])])).toBe(2 * 3 * 5 * 7)
  expect(
    count([
      node(
        'Conv',
        [
          [2, 8, 9, 9],
          [12, 4, 3, 3],
        ],
        [2, 12, 7, 7],
      ),
    ]),
  ).toBe(2 * 2 * 12 * 49 * 4 * 9)
  // Three heads or one: 2 · 5 queries of 6 numbers meet 7 keys, and 7 values of 8 numbers are mixed for each.
  const attention = [
    [2, 5, 6],
    [2, 7, 6],
    [2, 7, 8],
  ]
  expect(count([node('MultiHeadAttention', attention, [2, 5, 8])])).toBe(2 * 2 * 5 * 7 * 6 + 2 * 2 * 5 * 7 * 8)
  expect(count([node('Add', [[9], [9]], [9]), { cat: 'Session', args: {} }])).toBe(0)
})

it('says each number beside what it is compared with', async () => {
  const lines = (await script('report.mjs', 'reportLines'))({
    machine: { processor: 'P', threads: 2, loadAverage: 0.5 },
    clip: { width: 256, height: 256, frames: 16, steps: 8 },
    isTestPack: false,
    plucker: { frames: 25, width: 576, height: 320, bytes: 110592000, milliseconds: 90, timesACopy: 3 },
    cache: { width: 448, height: 256, buildMilliseconds: 100, framesPerSecond: 60 },
    networks: [
      { name: 'encoder', calls: 17, milliseconds: 100, operations: 5e9 },
      { name: 'denoiser', calls: 8, milliseconds: 1000, operations: 50e9 },
    ],
    peakOperationsPerSecond: 100e9,
    torch: { version: '2', milliseconds: { encoder: 200, denoiser: 1625 } },
    queue: {
      flushMilliseconds: 2,
      jobs: [
        { waiting: 0, milliseconds: 8 },
        { waiting: 1000, milliseconds: 9 },
      ],
    },
    svd: {
      peak: 100e9,
      cases: [
        {
          layout: 'middle',
          width: 576,
          height: 320,
          frames: 14,
          torchVersion: '2',
          networks: [
            { name: 'denoiser', milliseconds: 2000, torchMilliseconds: 3000, operations: 120e9, difference: 4.2e-7 },
          ],
        },
      ],
    },
    whole: { milliseconds: 20_000, stageMilliseconds: { 'inference.denoise': 15_000 }, peakMemoryBytes: 1.1e9 },
  }).join('\n')
  expect(lines).toMatch(/plain copy +3.0 ×/)
  expect(lines).toMatch(/live preview +2.0 ×/)
  // 5 GFLOP in 0.1 s are 50 GFLOP/s; all: 485 GFLOP in 9.7 s.
  expect(lines).toMatch(/encoder × 17 +1.70 s, 18 % of the time, 50 % of the peak/)
  expect(lines).toMatch(/all +9.70 s, 485 GFLOP, 50 % of the peak/)
  expect(lines).toMatch(/PyTorch +1.69 × as fast/)
  expect(lines).toMatch(/inference.denoise +15.00 s, 75 %/)
  expect(lines).toMatch(/files and start +5.00 s, 25 %/)
  expect(lines).toMatch(/a job while 1000 wait +9.0 ms, 4.5 × a flushed line/)
  expect(lines).toMatch(/denoiser +2.00 s, 1.50 × as fast as PyTorch, 60 % of the peak, same answer within 4e-7/)
  // 485 GFLOP would take 4.85 s at the peak, the clip took 20.
  expect(lines).toMatch(/share of the peak +24 %/)
})

it('measures the real modules and a real pack', async () => {
  const tinyPack = fileURLToPath(new URL('../../fixtures/tiny-pack', import.meta.url))
  const words = ['--quick', '--json', '--only', 'plucker,cache,networks,queue', '--pack', tinyPack]
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('bench.mjs', scripts)),
    ...words,
  ])
  const measures = JSON.parse(stdout) as {
    plucker: Record<string, number>
    cache: Record<string, number>
    networks: { name: string; calls: number; milliseconds: number; operations: number }[]
    peakOperationsPerSecond: number
    queue: { flushMilliseconds: number; jobs: { waiting: number; milliseconds: number }[] }
  }
  expect(measures.plucker['bytes']).toBe(25 * 6 * 320 * 576 * 4)
  expect(measures.plucker['timesACopy']).toBeGreaterThan(0)
  expect(measures.cache['framesPerSecond']).toBeGreaterThan(0)
  expect(measures.peakOperationsPerSecond).toBeGreaterThan(0)
  expect(measures.networks.map(({ name, calls }) => [name, calls])).toEqual([
    ['encoder', 3],
    ['pose_encoder', 1],
    ['denoiser', 1],
    ['decoder', 2],
  ])
  // The first layer alone: 48 channels at a quarter of the size to 8, 3×3.
  expect(measures.networks[0]!.operations).toBeGreaterThan(2 * 48 * 9 * 8 * 16 * 16)
  for (const { milliseconds } of measures.networks) expect(milliseconds).toBeGreaterThan(0)
  expect(measures.queue.jobs.map(({ waiting }) => waiting)).toEqual([0, 1000])
  expect(Math.min(...measures.queue.jobs.map(({ milliseconds }) => milliseconds))).toBeGreaterThan(0)
})
