import { flowStep, flowTimes } from '../../core/diffusion/anchored-flow.ts'
import type { FloatTensor } from '../runtime/tensor.ts'

export interface SamplingPlan {
  readonly steps: number
  /** Of the time schedule, see `flowTimes`. */
  readonly shift: number
}

/** Clean latents predicted from noisy ones, both `[frames, 8, h, w]`; time 1 = pure noise, 0 = clean. */
export type CleanPredictor = (sample: FloatTensor, time: number) => Promise<FloatTensor>

/**
 * Denoises a clip from pure noise by Euler steps, one prediction each.
 *
 * @param noise `[frames, 8, h, w]`, left as it is
 * @param afterStep told the number of finished steps and the clean latents predicted in the last one
 * @returns clean latents `[frames, 8, h, w]`
 */
export async function sampleClip(
  predictClean: CleanPredictor,
  noise: FloatTensor,
  plan: SamplingPlan,
  afterStep: (done: number, clean: FloatTensor) => Promise<void>,
): Promise<FloatTensor> {
  const sample: FloatTensor = { dims: noise.dims, data: noise.data.slice() }
  const times = flowTimes(plan.steps, plan.shift)
  for (let i = 0; i < plan.steps; i++) {
    const clean = await predictClean(sample, times[i]!)
    flowStep(sample.data, clean.data, times[i]!, times[i + 1]!)
    await afterStep(i + 1, clean)
  }
  return sample
}
