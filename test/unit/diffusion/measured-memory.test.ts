import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryCost, type MeasuredRun } from '../../../core/diffusion/measured-memory.ts'
import { estimateMemoryBytes } from '../../../core/diffusion/memory-plan.ts'

const manifest = { memory: { baseBytes: 100e6, perPixelFrameBytes: 100 } }
const estimate = { ...manifest.memory, perPixelChunkBytes: 0, source: 'estimate' }

function aRun(more: Partial<MeasuredRun>): MeasuredRun {
  const size = { width: 64, height: 32, frames: 4, decodeChunk: null }
  const times = { stepMilliseconds: 1, milliseconds: 2 }
  return { provider: 'cpu', ...size, ...times, peakBytes: 1e8, deviceBytes: null, ...more }
}

test('without a table, and from a single run, the pack’s own estimate holds', () => {
  expect(memoryCost(manifest, null, 'cpu')).toEqual(estimate)
  expect(memoryCost(manifest, { runs: [aRun({})] }, 'cpu')).toEqual(estimate)
})

test('a pack may need more on the CPU; where nobody knows what it runs on, the most counts', () => {
  const half = { memory: { ...manifest.memory, cpuBaseBytes: 300e6 } }
  expect(memoryCost(half, null, 'cuda')).toEqual(estimate)
  expect(memoryCost(half, null, 'cpu')).toEqual({ ...estimate, baseBytes: 300e6 })
  expect(memoryCost(half, null, null)).toEqual({ ...estimate, baseBytes: 300e6 })
  expect(memoryCost({ memory: { ...half.memory, cpuBaseBytes: 50e6 } }, null, null)).toEqual(estimate)
})

test('runs on another provider say nothing', () => {
  const runs = [aRun({ provider: 'cuda', frames: 2 }), aRun({ provider: 'cuda', frames: 8 })]
  expect(memoryCost(manifest, { runs }, 'cpu')).toEqual(estimate)
})

test('the cost that runs were made with is found again', () => {
  const costs = fc.record({
    baseBytes: fc.integer({ min: 1e6, max: 1e9 }),
    perPixelFrameBytes: fc.integer({ min: 0, max: 1000 }),
  })
  fc.assert(
    fc.property(costs, (cost) => {
      const runs = [4, 8, 16].map((frames) => {
        const clip = { width: 448, height: 256, frames }
        return aRun({ ...clip, peakBytes: estimateMemoryBytes({ ...cost, perPixelChunkBytes: 0 }, clip) })
      })
      const found = memoryCost(manifest, { runs }, 'cpu')
      expect(found.source).toBe('measured')
      expect(found.perPixelFrameBytes).toBeCloseTo(cost.perPixelFrameBytes, 3)
      expect(found.baseBytes / cost.baseBytes).toBeCloseTo(1, 3)
    }),
  )
})

test('what decoding more frames at a time costs is told apart from what more frames cost', () => {
  const cost = { baseBytes: 2e8, perPixelFrameBytes: 50, perPixelChunkBytes: 300 }
  const clip = { width: 448, height: 256, frames: 14 }
  const runs = [1, 14].map((decodeChunk) =>
    aRun({ ...clip, decodeChunk, peakBytes: estimateMemoryBytes(cost, { ...clip, decodeChunk }) }),
  )
  const found = memoryCost(manifest, { runs }, 'cpu')
  // All runs have one extent: the pack's own cost of a frame's pixel is kept.
  expect(found.perPixelFrameBytes).toBe(100)
  expect(found.perPixelChunkBytes).toBeCloseTo(300, 3)
})

test('a measured cost is never less than any run that was measured, however odd the runs', () => {
  const runs = fc.array(
    fc.record({
      width: fc.constantFrom(64, 320, 576),
      height: fc.constantFrom(64, 256),
      frames: fc.integer({ min: 1, max: 25 }),
      decodeChunk: fc.option(fc.integer({ min: 1, max: 25 })),
      peakBytes: fc.integer({ min: 1, max: 1e10 }),
    }),
    { minLength: 2, maxLength: 8 },
  )
  fc.assert(
    fc.property(runs, (all) => {
      const found = memoryCost(manifest, { runs: all.map((run) => aRun(run)) }, 'cpu')
      for (const run of all) {
        const decodeChunk = run.decodeChunk ?? undefined
        // The fit counts a chunk as it was asked for; a plan never counts more frames than there are.
        if (decodeChunk !== undefined && decodeChunk > run.frames) continue
        expect(estimateMemoryBytes(found, { ...run, decodeChunk })).toBeGreaterThan(run.peakBytes * (1 - 1e-9))
      }
      expect(found.perPixelFrameBytes).toBeGreaterThanOrEqual(0)
      expect(found.perPixelChunkBytes).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('on a card the card’s memory counts, where it is known', () => {
  const runs = [4, 8].map((frames) => aRun({ provider: 'cuda', frames, peakBytes: 9e9, deviceBytes: frames * 1e6 }))
  expect(memoryCost(manifest, { runs }, 'cuda').baseBytes).toBeLessThan(9e8)
})
