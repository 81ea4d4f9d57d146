import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import type { HalfPrecision } from '../../../core/contract/inference.ts'
import {
  estimateMemoryBytes,
  fittingClip,
  planClipMemory,
  usualArrangement,
  type ClipExtent,
  type MemoryPlan,
  type MemoryFacts,
} from '../../../core/diffusion/memory-plan.ts'

const manifest = {
  memory: { baseBytes: 100e6, perPixelFrameBytes: 100 },
  sizes: [
    { width: 448, height: 256 },
    { width: 256, height: 256 },
    { width: 320, height: 192 },
    { width: 192, height: 320 },
  ],
  frames: { min: 2, max: 48, default: 16 },
}

const cost = { ...manifest.memory, perPixelChunkBytes: 0 }

describe('estimateMemoryBytes', () => {
  it('adds the model and what each pixel of each frame takes', () => {
    expect(estimateMemoryBytes(cost, { width: 256, height: 256, frames: 16 })).toBe(100e6 + 100 * 256 * 256 * 16)
  })
})

describe('fittingClip', () => {
  const wanted = { width: 448, height: 256, frames: 16 }

  it('keeps the size and drops frames while half of them fit', () => {
    const bytes = estimateMemoryBytes(cost, { ...wanted, frames: 9 })
    expect(fittingClip(manifest, wanted, bytes)).toEqual({ ...wanted, frames: 9 })
  })

  it('then takes the smaller size most alike in shape', () => {
    const bytes = estimateMemoryBytes(cost, { ...wanted, frames: 7 })
    const frames = Math.floor((7 * 448 * 256) / (320 * 192))
    expect(fittingClip(manifest, wanted, bytes)).toEqual({ width: 320, height: 192, frames })
  })

  it('as a last resort takes the size with the most frames, and of equal ones the most alike in shape', () => {
    const bytes = 100e6 + 100 * 320 * 192 * 5
    expect(fittingClip(manifest, wanted, bytes)).toEqual({ width: 320, height: 192, frames: 5 })
    const upright = { width: 256, height: 448, frames: 16 }
    expect(fittingClip(manifest, upright, bytes)).toEqual({ width: 192, height: 320, frames: 5 })
  })

  it('says when nothing fits', () => {
    expect(fittingClip(manifest, wanted, 99e6)).toBeNull()
    expect(fittingClip(manifest, wanted, 101e6)).toBeNull()
  })

  it('never proposes what would be refused, nor more than was wanted', () => {
    const extents = fc.record({
      width: fc.constantFrom(64, 256, 448, 640),
      height: fc.constantFrom(64, 256, 320),
      frames: fc.integer({ min: 2, max: 48 }),
    })
    fc.assert(
      fc.property(extents, fc.integer({ min: 90e6, max: 400e6 }), (clip, bytes) => {
        const proposal = fittingClip(manifest, clip, bytes)
        if (proposal === null) return
        expect(estimateMemoryBytes(cost, proposal)).toBeLessThanOrEqual(bytes)
        expect(proposal.frames).toBeLessThanOrEqual(clip.frames)
        expect(proposal.frames).toBeGreaterThanOrEqual(manifest.frames.min)
        expect(proposal.width * proposal.height).toBeLessThanOrEqual(clip.width * clip.height)
      }),
    )
  })
})

describe('planClipMemory', () => {
  const component = (megabytes: number): MemoryFacts['components'][string] => ({
    file: 'a.onnx',
    sha256: '0'.repeat(64),
    bytes: megabytes * 1e6,
    inputs: [{ name: 'x', dtype: 'float32', shape: [1] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [1] }],
  })
  const pack: MemoryFacts = {
    ...manifest,
    family: 'svd-cameractrl',
    components: { vae: component(20), denoiser: component(60), decoder: component(10) },
    controls: { decodeChunk: { min: 2, max: 16, default: 16 } },
  }
  const clip = { width: 448, height: 256, frames: 16 }
  const pixels = clip.width * clip.height
  type Refusal = { readonly code: string } & Readonly<Record<string, string | number>>
  const refused = (
    facts: MemoryFacts,
    wanted: ClipExtent,
    free: number,
    known?: Parameters<typeof planClipMemory>[3],
    half: HalfPrecision | null = null,
  ): MemoryPlan | Refusal => {
    try {
      return planClipMemory(facts, wanted, free, known, half)
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown
      return { code: thrown.code, ...thrown.details }
    }
  }

  it('keeps small packs whole where they fit, and says whether anybody has measured', () => {
    const whole = { neededBytes: 100e6 + 100 * pixels * 16, components: 'together', source: 'estimate' }
    expect(planClipMemory(pack, clip, 1e9)).toEqual(whole)
    const measured = { baseBytes: 50e6, perPixelFrameBytes: 10, perPixelChunkBytes: 0, source: 'measured' } as const
    expect(planClipMemory(pack, clip, 1e9, measured)).toMatchObject({ source: 'measured' })
  })

  it('loads one network after another where that is enough, since it changes no picture', () => {
    const needed = 100e6 + 100 * pixels * 16
    expect(planClipMemory(pack, clip, needed - 30e6)).toMatchObject({
      components: 'one-by-one',
      neededBytes: needed - 30e6,
    })
    // A family that needs its networks together gains nothing by it.
    const embedded = { ...pack, family: 'embedded' }
    expect(refused(embedded, clip, needed - 30e6)).toMatchObject({ code: 'inference.memory', frames: 13 })
  })

  it('loads the networks of a large pack one after another anyway', () => {
    const large = { ...pack, components: { ...pack.components, denoiser: component(3000) } }
    expect(usualArrangement(large)).toBe('one-by-one')
    expect(planClipMemory(large, clip, 1e9).components).toBe('one-by-one')
  })

  it('proposes fewer frames decoded at a time before anything that changes the clip', () => {
    const known = { baseBytes: 200e6, perPixelFrameBytes: 10, perPixelChunkBytes: 500, source: 'measured' } as const
    const chunked = { ...clip, decodeChunk: 16 }
    const free = 170e6 + pixels * (10 * 16 + 500 * 5)
    expect(refused(pack, chunked, free, known)).toMatchObject({ code: 'inference.memory-chunk', chunk: 5 })
    expect(planClipMemory(pack, { ...clip, decodeChunk: 5 }, free, known).neededBytes).toBeLessThanOrEqual(free)
    // Where not even the smallest is enough, fewer frames or a smaller size.
    expect(refused(pack, chunked, 170e6 + pixels * 700, known)).toMatchObject({ code: 'inference.memory' })
    expect(refused(pack, chunked, 100e6, known)).toMatchObject({ code: 'inference.memory-none' })
  })

  describe('with the same model in half precision', () => {
    const known = { baseBytes: 200e6, perPixelFrameBytes: 100, perPixelChunkBytes: 0, source: 'measured' } as const
    const half: HalfPrecision = {
      id: 'some-half',
      name: 'Some, half precision',
      installed: true,
      cost: { baseBytes: 130e6, perPixelFrameBytes: 60, perPixelChunkBytes: 0, source: 'estimate' },
    }
    // 30e6 are saved by one network after another, of both.
    const needed = 170e6 + 100 * pixels * 16
    const halfNeeded = 100e6 + 60 * pixels * 16

    it('proposes it before a smaller clip, by what it needs instead', () => {
      const answer = refused(pack, clip, halfNeeded, known, half)
      const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)
      expect(answer).toEqual({
        code: 'inference.memory-half',
        neededMegabytes: megabytes(needed),
        freeMegabytes: Math.floor(halfNeeded / 1024 / 1024),
        halfMegabytes: megabytes(halfNeeded),
        id: 'some-half',
        name: 'Some, half precision',
        family: 'svd-cameractrl',
      })
      const added = { code: 'inference.memory-half-add', halfMegabytes: megabytes(halfNeeded) }
      expect(refused(pack, clip, halfNeeded, known, { ...half, installed: false })).toMatchObject(added)
    })

    it('says nothing of it where it would not fit, or what is there fits', () => {
      expect(refused(pack, clip, halfNeeded - 1, known, half)).toMatchObject({ code: 'inference.memory' })
      expect(refused(pack, clip, 99e6, known, half)).toMatchObject({ code: 'inference.memory-none' })
      expect(planClipMemory(pack, clip, needed, known, half).neededBytes).toBe(needed)
    })

    it('proposes fewer frames decoded at a time first: that needs no other model', () => {
      const chunked = { ...known, perPixelFrameBytes: 10, perPixelChunkBytes: 500 }
      const free = 170e6 + pixels * (10 * 16 + 500 * 5)
      const answer = refused(pack, { ...clip, decodeChunk: 16 }, free, chunked, half)
      expect(answer).toMatchObject({ code: 'inference.memory-chunk', chunk: 5 })
    })
  })

  it('never refuses what it has just proposed', () => {
    const facts = fc.record({
      baseBytes: fc.integer({ min: 90e6, max: 300e6 }),
      perPixelFrameBytes: fc.integer({ min: 1, max: 400 }),
      perPixelChunkBytes: fc.integer({ min: 0, max: 800 }),
      source: fc.constant('measured' as const),
    })
    fc.assert(
      fc.property(
        facts,
        fc.integer({ min: 60e6, max: 900e6 }),
        fc.integer({ min: 2, max: 16 }),
        (known, free, chunk) => {
          const wanted = { ...clip, decodeChunk: chunk }
          const answer = refused(pack, wanted, free, known)
          if (!('code' in answer) || answer.code === 'inference.memory-none') return
          const better =
            answer.code === 'inference.memory-chunk'
              ? { ...wanted, decodeChunk: Number(answer['chunk']) }
              : {
                  decodeChunk: 2,
                  width: Number(answer['width']),
                  height: Number(answer['height']),
                  frames: Number(answer['frames']),
                }
          expect(planClipMemory(pack, better, free, known).neededBytes).toBeLessThanOrEqual(free)
        },
      ),
    )
  })
})
