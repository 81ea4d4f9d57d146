import { log, pow } from '../math/exponential.ts'

/** The noise levels of a run (Karras and others 2022, equation 5). */
export interface KarrasPlan {
  readonly steps: number
  /** Of the last step, above 0. */
  readonly sigmaMin: number
  /** Of the first step. */
  readonly sigmaMax: number
  /** How much the steps crowd at low noise. */
  readonly rho: number
}

/**
 * Noise levels from `sigmaMax` down to `sigmaMin` and exactly 0 after them, `steps + 1` of them: computed in doubles,
 * each rounded to float32, as NumPy and PyTorch have them in diffusers' EulerDiscreteScheduler.
 *
 * @throws RangeError unless steps is a positive integer and 0 < sigmaMin < sigmaMax
 */
export function karrasSigmas({ steps, sigmaMin, sigmaMax, rho }: KarrasPlan): Float32Array {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be a positive integer, got ${steps}`)
  if (!(sigmaMin > 0 && sigmaMax > sigmaMin)) throw new RangeError(`no noise levels from ${sigmaMax} to ${sigmaMin}`)
  const first = pow(sigmaMax, 1 / rho)
  const last = pow(sigmaMin, 1 / rho)
  const sigmas = new Float32Array(steps + 1)
  for (let i = 0; i < steps; i++) sigmas[i] = pow(first + (i / Math.max(1, steps - 1)) * (last - first), rho)
  return sigmas
}

/** The time that a network is told for a noise level above 0: ¼ ln σ, float32. Negative below σ = 1. */
export function continuousTimestep(sigma: number): number {
  return Math.fround(0.25 * log(sigma))
}

/** Spread of the noise that a run starts from: √(σ² + 1) of its first noise level, rounded as in float32. */
export function initialNoiseScale(sigmaMax: number): number {
  return Math.fround(Math.sqrt(Math.fround(Math.fround(sigmaMax * sigmaMax) + 1)))
}

/** What a sample is divided by before a network sees it: √(σ² + 1). */
export function inputDivisor(sigma: number): number {
  return Math.sqrt(sigma * sigma + 1)
}

/**
 * The clean sample that a velocity stands for: `x0 = x / (σ² + 1) − v σ / √(σ² + 1)`, float32.
 *
 * @param sample float32 values at noise level `sigma`
 * @param velocity the network's prediction, of the same length
 */
export function cleanFromVelocity(sample: Float32Array, velocity: Float32Array, sigma: number): Float32Array {
  if (sample.length !== velocity.length) throw new RangeError('sample and velocity differ in length')
  const variance = sigma * sigma + 1
  const factor = -sigma / Math.sqrt(variance)
  return sample.map((value, i) => velocity[i]! * factor + value / variance)
}

/**
 * One Euler step in place: `x += (x − x0) / σ · (σ' − σ)`. A step to noise level 0 gives `clean` exactly.
 *
 * @param sample float32 values at `sigma`, overwritten by those at `nextSigma`; keep them in float32 whatever the network
 *   computes in: they reach thousands
 * @param clean of {@link cleanFromVelocity}
 */
export function karrasStep(sample: Float32Array, clean: Float32Array, sigma: number, nextSigma: number): void {
  if (sample.length !== clean.length) throw new RangeError('sample and clean differ in length')
  if (nextSigma === 0) {
    sample.set(clean)
    return
  }
  for (let i = 0; i < sample.length; i++) {
    sample[i] = sample[i]! + ((sample[i]! - clean[i]!) / sigma) * (nextSigma - sigma)
  }
}
