import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cleanFromVelocity,
  continuousTimestep,
  initialNoiseScale,
  inputDivisor,
  karrasSigmas,
  karrasStep,
} from '../../../core/diffusion/karras-euler.ts'

const SVD = { sigmaMin: 0.002, sigmaMax: 700, rho: 7 }

/** [σ, t] of 25 steps as diffusers 0.24's EulerDiscreteScheduler prints them with Stable Video Diffusion's settings. */
const TABLE: readonly (readonly [number, number])[] = [
  [700, 1.63777006],
  [545.729248, 1.57553077],
  [421.569122, 1.51099598],
  [322.453674, 1.44398987],
  [244.023071, 1.37431574],
  [182.547134, 1.30175209],
  [134.854446, 1.22604895],
  [98.2671356, 1.14692247],
  [70.5408401, 1.06404793],
  [49.8097916, 0.977052867],
  [34.5367393, 0.885505915],
  [23.4675121, 0.78890425],
  [15.5899677, 0.686656892],
  [10.0971298, 0.578062773],
  [6.35426569, 0.462281585],
  [3.86969733, 0.338294059],
  [2.2691164, 0.204847634],
  [1.27317727, 0.0603788905],
  [0.678146005, -0.0970981643],
  [0.339378148, -0.270160079],
  [0.157404646, -0.462233841],
  [0.0663990751, -0.678018034],
  [0.0248025805, -0.924201906],
  [0.00788249541, -1.21077764],
  [0.00200000009, -1.55365205],
]

/** Two float32 numbers next to each other differ by no more than this part. */
const FLOAT32 = 2 ** -23

describe('karrasSigmas', () => {
  it('gives the 25 levels of Stable Video Diffusion and then exactly 0', () => {
    const sigmas = karrasSigmas({ steps: 25, ...SVD })
    expect(sigmas).toHaveLength(26)
    TABLE.forEach(([sigma], i) => expect(Math.abs(sigmas[i]! / sigma - 1)).toBeLessThanOrEqual(FLOAT32))
    expect(sigmas[25]).toBe(0)
  })

  it('falls from the first level to the last for any number of steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), (steps) => {
        const sigmas = karrasSigmas({ steps, ...SVD })
        expect(sigmas[0]).toBe(700)
        expect(sigmas[steps - 1]).toBe(Math.fround(0.002))
        expect(sigmas.every((sigma, i) => i === 0 || sigma < sigmas[i - 1]!)).toBe(true)
      }),
    )
  })

  it('takes a single step from the first level', () => {
    expect([...karrasSigmas({ steps: 1, ...SVD })]).toEqual([700, 0])
  })

  it.each([
    { steps: 0, ...SVD },
    { steps: 2.5, ...SVD },
    { ...SVD, steps: 2, sigmaMin: 0 },
    { ...SVD, steps: 2, sigmaMax: 0.001 },
  ])('refuses %o', (plan) => {
    expect(() => karrasSigmas(plan)).toThrow(RangeError)
  })
})

describe('continuousTimestep', () => {
  it('is a quarter of the logarithm, as the reference has it for each level', () => {
    for (const [sigma, time] of TABLE)
      expect(Math.abs(continuousTimestep(Math.fround(sigma)) - time)).toBeLessThan(2e-7 * Math.max(1, Math.abs(time)))
  })
})

describe('initialNoiseScale and inputDivisor', () => {
  it('start from the reference’s 700.000732421875', () => {
    expect(initialNoiseScale(700)).toBe(700.000732421875)
    expect(inputDivisor(700)).toBeCloseTo(700.000714, 6)
    expect(inputDivisor(0)).toBe(1)
  })
})

const level = fc.double({ min: 0.002, max: 700, noNaN: true })
const value = fc.float({ min: -4, max: 4, noNaN: true })
const values = fc.array(value, { minLength: 3, maxLength: 3 }).map((list) => Float32Array.from(list))

describe('cleanFromVelocity and karrasStep', () => {
  it('give back the clean sample for the velocity that training asks for', () => {
    fc.assert(
      fc.property(level, values, values, (sigma, clean, noise) => {
        const sample = clean.map((one, i) => one + sigma * noise[i]!)
        // The network's target: x0 = c_skip x + c_out v with c_skip = 1/(σ²+1) and c_out = −σ/√(σ²+1).
        const root = Math.sqrt(sigma * sigma + 1)
        const velocity = sample.map((one, i) => (one / (sigma * sigma + 1) - clean[i]!) * (root / sigma))
        const found = cleanFromVelocity(sample, velocity, sigma)
        // The velocity is near 4 and comes with a rounding of float32, times σ/√(σ²+1) at most 1.
        found.forEach((one, i) => expect(Math.abs(one - clean[i]!)).toBeLessThan(1e-5 * (1 + 1 / sigma / 100)))
      }),
    )
  })

  it('walk in a straight line from noise to the clean sample', () => {
    fc.assert(
      fc.property(
        level,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        values,
        values,
        (sigma, part, clean, noise) => {
          const at = (level: number): Float32Array => clean.map((one, i) => one + level * noise[i]!)
          const sample = at(sigma)
          karrasStep(sample, clean, sigma, part * sigma)
          const wanted = at(part * sigma)
          sample.forEach((one, i) => expect(Math.abs(one - wanted[i]!)).toBeLessThan(1e-6 * (4 + 4 * sigma)))
        },
      ),
    )
  })

  it('ends at exactly the clean sample', () => {
    const sample = Float32Array.of(1234.5, -3000, 0.1)
    const clean = Float32Array.of(0.1, 0.2, -0.3)
    karrasStep(sample, clean, 0.002, 0)
    expect(sample).toEqual(clean)
  })

  it('agree with a step worked out by hand at σ = 2, σ′ = 1', () => {
    // x0 = 10/5 − 0.5·2/√5 = 2 − 1/√5; x' = 10 + (10 − x0)/2 · (1 − 2)
    const sample = Float32Array.of(10)
    const clean = cleanFromVelocity(sample, Float32Array.of(0.5), 2)
    expect(clean[0]).toBeCloseTo(2 - 1 / Math.sqrt(5), 6)
    karrasStep(sample, clean, 2, 1)
    expect(sample[0]).toBeCloseTo(10 - (8 + 1 / Math.sqrt(5)) / 2, 5)
  })

  it('refuse arrays of different lengths', () => {
    expect(() => cleanFromVelocity(new Float32Array(2), new Float32Array(3), 1)).toThrow(RangeError)
    expect(() => karrasStep(new Float32Array(2), new Float32Array(3), 1, 0)).toThrow(RangeError)
  })
})
