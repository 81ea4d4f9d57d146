import { flowStep, flowTimes } from '../../core/diffusion/anchored-flow.ts'
import type { Denoiser, DenoiserConditions } from '../components/denoiser.ts'
import type { FloatTensor } from '../runtime/tensor.ts'

export interface SamplingPlan {
  readonly steps: number
  /** Of the time schedule, see `flowTimes`. */
  readonly shift: number
}

/**
 * Denoises a clip from pure noise by Euler steps, one run of the denoiser each.
 *
 * @param noise `[frames, 8, h, w]`, left as it is
 * @param afterStep told the number of finished steps and the clean latents predicted in the last one
 * @returns clean latents `[frames, 8, h, w]`
 */
export async function sampleClip(
  denoiser: Denoiser,
  conditions: DenoiserConditions,
  noise: FloatTensor,
  plan: SamplingPlan,
  afterStep: (done: number, clean: FloatTensor) => Promise<void>,
): Promise<FloatTensor> {
  const sample: FloatTensor = { dims: noise.dims, data: noise.data.slice() }
  const times = flowTimes(plan.steps, plan.shift)
  for (let i = 0; i < plan.steps; i++) {
    const clean = await denoiser.predictClean(sample, times[i]!, conditions)
    flowStep(sample.data, clean.data, times[i]!, times[i + 1]!)
    await afterStep(i + 1, clean)
  }
  return sample
}
