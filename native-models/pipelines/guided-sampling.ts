import { guided, needsUnconditional } from '../../core/diffusion/guidance.ts'
import {
  cleanFromVelocity,
  continuousTimestep,
  initialNoiseScale,
  inputDivisor,
  karrasSigmas,
  karrasStep,
  type KarrasPlan,
} from '../../core/diffusion/karras-euler.ts'
import { valueCount, type FloatTensor } from '../runtime/tensor.ts'

/** One half of guidance: the board's latent that is put beside the noisy ones, and the run of the network with it. */
export interface GuidanceHalf {
  /** `[4, h, w]`; zeros for the half without the board. */
  readonly boardLatent: Float32Array
  /** @param sample `[1, frames, 8, h, w]` → velocity `[1, frames, 4, h, w]` */
  readonly predict: (sample: FloatTensor, timestep: number) => Promise<FloatTensor>
}

export interface GuidedRun {
  readonly schedule: KarrasPlan
  /** Guidance of each frame. */
  readonly ramp: Float32Array
  readonly conditional: GuidanceHalf
  readonly unconditional: GuidanceHalf
  /** Awaited between the two halves of a step. */
  readonly between: () => Promise<void>
}

/**
 * Denoises a clip by Euler steps from pure noise, the halves of guidance one after the other, so that a network never
 * holds both. The sample stays in float32. Where every frame's guidance is 1 the half without the board is left out.
 *
 * @param noise unit normal values `[1, frames, 4, h, w]`, left as they are
 * @param afterStep told the number of finished steps and the clean latents that the last one predicted, `[frames, 4, h, w]`
 * @returns clean latents `[frames, 4, h, w]`
 */
export async function guidedSampling(
  noise: FloatTensor,
  { schedule, ramp, conditional, unconditional, between }: GuidedRun,
  afterStep: (done: number, clean: FloatTensor) => Promise<void>,
): Promise<FloatTensor> {
  const [, ...dims] = noise.dims
  const sigmas = karrasSigmas(schedule)
  const scale = initialNoiseScale(sigmas[0]!)
  const sample = noise.data.map((value) => value * scale)
  const isGuided = needsUnconditional(ramp)
  for (let i = 0; i < schedule.steps; i++) {
    const sigma = sigmas[i]!
    const predict = (half: GuidanceHalf): Promise<FloatTensor> =>
      half.predict(besideBoard(sample, noise.dims, half.boardLatent, inputDivisor(sigma)), continuousTimestep(sigma))
    const without = isGuided ? await predict(unconditional) : null
    if (without) await between()
    const { data } = await predict(conditional)
    const clean = cleanFromVelocity(sample, without ? guided(data, without.data, ramp) : data, sigma)
    karrasStep(sample, clean, sigma, sigmas[i + 1]!)
    await afterStep(i + 1, { dims, data: clean })
  }
  return { dims, data: sample }
}

/** Each frame's scaled noisy latent, and the board's after it: `[1, frames, 8, h, w]`. */
function besideBoard(
  sample: Float32Array,
  dims: readonly number[],
  boardLatent: Float32Array,
  divisor: number,
): FloatTensor {
  const [, frames = 0, channels = 0, h = 0, w = 0] = dims
  const size = valueCount([channels, h, w])
  const data = new Float32Array(frames * 2 * size)
  for (let frame = 0; frame < frames; frame++) {
    const start = 2 * frame * size
    for (let i = 0; i < size; i++) data[start + i] = sample[frame * size + i]! / divisor
    data.set(boardLatent, start + size)
  }
  return { dims: [1, frames, 2 * channels, h, w], data }
}
