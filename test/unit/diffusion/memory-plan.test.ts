import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateMemoryBytes, fittingClip } from '../../../core/diffusion/memory-plan.ts'

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

describe('estimateMemoryBytes', () => {
  it('adds the model and what each pixel of each frame takes', () => {
    expect(estimateMemoryBytes(manifest, { width: 256, height: 256, frames: 16 })).toBe(100e6 + 100 * 256 * 256 * 16)
  })
})

describe('fittingClip', () => {
  const wanted = { width: 448, height: 256, frames: 16 }

  it('keeps the size and drops frames while half of them fit', () => {
    const bytes = estimateMemoryBytes(manifest, { ...wanted, frames: 9 })
    expect(fittingClip(manifest, wanted, bytes)).toEqual({ ...wanted, frames: 9 })
  })

  it('then takes the smaller size most alike in shape', () => {
    const bytes = estimateMemoryBytes(manifest, { ...wanted, frames: 7 })
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
        expect(estimateMemoryBytes(manifest, proposal)).toBeLessThanOrEqual(bytes)
        expect(proposal.frames).toBeLessThanOrEqual(clip.frames)
        expect(proposal.frames).toBeGreaterThanOrEqual(manifest.frames.min)
        expect(proposal.width * proposal.height).toBeLessThanOrEqual(clip.width * clip.height)
      }),
    )
  })
})
