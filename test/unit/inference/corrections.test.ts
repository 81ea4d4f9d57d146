import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctedLatent, correctionsOf } from '../../../native-models/pipelines/corrections.ts'
import { floatTensor, type FloatTensor } from '../../../native-models/runtime/tensor.ts'

/** Latents `[values.length, 1, 1, 2]`: each frame holds its value and its negative. */
function latents(values: readonly number[]): FloatTensor {
  return floatTensor([values.length, 1, 1, 2], Float32Array.from(values.flatMap((value) => [value, -value])))
}

describe('correctedLatent', () => {
  const corrections = correctionsOf(latents([11, 14, 10]), latents([10, 10, 10]), [0, 2.5, 6])

  it.each([
    [0, 1],
    [1, 1 + (3 * 1) / 2.5],
    [2.5, 4],
    [4, 4 - (4 * 1.5) / 3.5],
    [6, 0],
  ])('at film frame %d adds the correction interpolated in film time', (time, correction) => {
    const latent = correctedLatent(latents([5]), corrections, time)
    expect(latent.dims).toEqual([1, 1, 1, 2])
    expect(latent.data[0]).toBeCloseTo(5 + correction, 5)
    expect(latent.data[1]).toBeCloseTo(-5 - correction, 5)
  })

  it('holds the first and the last correction outside the samples, and a single one everywhere', () => {
    const late = correctionsOf(latents([3, 5]), latents([1, 1]), [2, 4])
    expect(correctedLatent(latents([0]), late, 0).data[0]).toBe(2)
    expect(correctedLatent(latents([0]), late, 9).data[0]).toBe(4)
    const single = correctionsOf(latents([3]), latents([1]), [0])
    for (const time of [0, 1, 7]) expect(correctedLatent(latents([1]), single, time).data[0]).toBe(3)
  })

  it('gives back the clean latents at sample times and never leaves the range between two samples', () => {
    const clips = fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(clips, fc.double({ min: 0, max: 20, noNaN: true }), (clean, time) => {
        const times = clean.map((_, i) => i * 2)
        const flat = latents(clean.map(() => 0))
        const made = correctionsOf(latents(clean), flat, times)
        times.forEach((at, i) => expect(Math.abs(correctedLatent(latents([0]), made, at).data[0]! - clean[i]!)).toBe(0))
        const value = correctedLatent(latents([0]), made, time).data[0]!
        expect(value).toBeGreaterThanOrEqual(Math.min(...clean) - 1e-6)
        expect(value).toBeLessThanOrEqual(Math.max(...clean) + 1e-6)
      }),
    )
  })
})
