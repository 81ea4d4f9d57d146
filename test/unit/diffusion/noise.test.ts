import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MersenneTwister } from '../../../core/diffusion/mersenne-twister.ts'
import { drawNormals, sharedNoise } from '../../../core/diffusion/noise.ts'

function expectClose(actual: ArrayLike<number>, expected: readonly number[], start = 0): void {
  expected.forEach((value, i) => expect(Math.abs(actual[start + i]! - value)).toBeLessThan(1e-6))
}

/** Computed with PyTorch 2.13: `torch.manual_seed(7); torch.randn(37); torch.randn(16)`. */
const SEED_7 = {
  first: [-0.820134521, 0.395631164, 0.898908496],
  redrawn: [0.198445052, -0.661867559, -0.828452051, -0.605680287],
  last: [-1.36773968, -0.10073432],
  next: [-1.06055498, -0.30899629],
}

/** Computed with PyTorch 2.13 by the training code's formula, generator seed 5, shared [1,64] and own [3,64]. */
const SEED_5 = {
  first: [0.93636179, 1.47231054, -0.3366983],
  secondFrame: [1.57600129, 1.05257833, -1.07612157],
  last: [0.18185985, 1.42954183],
}

describe('MersenneTwister', () => {
  it('gives the raw stream of NumPy and PyTorch for seed 42', () => {
    const generator = new MersenneTwister(42)
    const first = Array.from({ length: 4 }, () => generator.nextUint32())
    expect(first).toEqual([1608637542, 3421126067, 4083286876, 787846414])
  })

  it('gives the 10000th number that the C++ standard prescribes for the default seed 5489', () => {
    const generator = new MersenneTwister(5489)
    for (let i = 1; i < 10000; i++) generator.nextUint32()
    expect(generator.nextUint32()).toBe(4123659995)
  })
})

describe('drawNormals', () => {
  it('matches PyTorch for the CameraCtrl draws: image noise, then latents', () => {
    const generator = new MersenneTwister(42)
    const image = drawNormals(generator, 3 * 320 * 576)
    expectClose(image, [1.92691529, 1.48728406, 0.9007172, -2.10552096, 0.67841846, -1.23454487])
    expectClose(image, [0.60825229, -0.59098554], image.length - 2)
    const latents = drawNormals(generator, 14 * 4 * 40 * 72)
    expectClose(latents, [1.0300597, 0.44044828, 0.39794201, 0.01152513, -0.96907097, 0.46963471])
    expectClose(latents, [0.61050141, -0.37076312], latents.length - 2)
    expect(latents.reduce((sum, value) => sum + value, 0)).toBeCloseTo(125.556890772, 3)
  })

  it('matches PyTorch for 25 frames of latents', () => {
    const generator = new MersenneTwister(42)
    drawNormals(generator, 3 * 320 * 576)
    const latents = drawNormals(generator, 25 * 4 * 40 * 72)
    expectClose(latents, [-0.27496976, 1.57312667], latents.length - 2)
  })

  it('redraws the last sixteen when the count is no multiple of sixteen, as PyTorch does', () => {
    const generator = new MersenneTwister(7)
    const values = drawNormals(generator, 37)
    expectClose(values, SEED_7.first)
    expectClose(values, SEED_7.redrawn, 20)
    expectClose(values, SEED_7.last, 35)
    expectClose(drawNormals(generator, 16), SEED_7.next)
  })

  it('refuses counts that PyTorch draws by another method', () => {
    expect(() => drawNormals(new MersenneTwister(1), 15)).toThrow(RangeError)
  })
})

describe('sharedNoise', () => {
  it('matches the training code: one shared frame and one of its own, half of the variance each', () => {
    const noise = sharedNoise(5, 3, 64)
    expectClose(noise, SEED_5.first)
    expectClose(noise, SEED_5.secondFrame, 64)
    expectClose(noise, SEED_5.last, noise.length - 2)
  })

  it('has unit variance and correlates between frames by one half, for any seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seed) => {
        const size = 8192
        const noise = sharedNoise(seed, 2, size)
        let square = 0
        let product = 0
        for (let i = 0; i < size; i++) {
          square += (noise[i]! ** 2 + noise[size + i]! ** 2) / 2
          product += noise[i]! * noise[size + i]!
        }
        // Standard errors are about 0.012; six of them.
        expect(Math.abs(square / size - 1)).toBeLessThan(0.075)
        expect(Math.abs(product / size - 0.5)).toBeLessThan(0.075)
      }),
      { numRuns: 20 },
    )
  })

  it('repeats for the same seed and differs for another', () => {
    expect(sharedNoise(9, 2, 64)).toEqual(sharedNoise(9, 2, 64))
    expect(sharedNoise(9, 2, 64)).not.toEqual(sharedNoise(10, 2, 64))
  })
})
