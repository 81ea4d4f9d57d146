import { describe, expect, it } from 'vitest'
import { clipPixels } from '../../../core/diffusion/clip-pixels.ts'
import { guidanceRamp } from '../../../core/diffusion/guidance.ts'
import { continuousTimestep, karrasSigmas } from '../../../core/diffusion/karras-euler.ts'
import { MersenneTwister } from '../../../core/diffusion/mersenne-twister.ts'
import { drawNormals } from '../../../core/diffusion/noise.ts'
import { addedTimeIds } from '../../../core/diffusion/time-ids.ts'
import { guidedSampling, type GuidanceHalf } from '../../../native-models/pipelines/guided-sampling.ts'
import { modelImage } from '../../../native-models/pipelines/svd-conditions.ts'
import type { FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { largestDifference, tinySvd } from '../../support/golden-case.ts'

const { size, frames, steps, seed, pictureSize } = tinySvd
const { width, height } = size
const schedule = { steps, sigmaMin: 0.002, sigmaMax: 700, rho: 7 }
const SIDE = 224

describe('what the pipeline computes without networks, against PyTorch', () => {
  it('prepares the picture for CLIP', () => {
    const pixels = clipPixels(tinySvd.picture(), pictureSize)
    const seen = pixels.filter((_, i) => i % 4 === 0 && Math.floor(i / SIDE) % 4 === 0)
    expect(largestDifference(seen, tinySvd.tensor('pixel_values_every_4th').data)).toBeLessThan(2e-6)
  })

  it('prepares the picture for the autoencoder, byte for byte', () => {
    const image = modelImage(tinySvd.picture(), { picture: { ...pictureSize, sha256: '' }, size })
    expect(largestDifference(image, tinySvd.tensor('image').data)).toBe(0)
  })

  it('draws the noise of the latents after that of the pixels', () => {
    const generator = new MersenneTwister(seed)
    drawNormals(generator, 3 * height * width)
    const noise = tinySvd.tensor('noise')
    expect(largestDifference(drawNormals(generator, noise.data.length), noise.data)).toBeLessThan(1e-6)
  })

  it('has its levels, times, guidance and time ids', () => {
    const sigmas = karrasSigmas(schedule)
    expect(sigmas).toEqual(tinySvd.tensor('sigmas').data)
    const times = Float32Array.from(sigmas.subarray(0, steps), continuousTimestep)
    expect(largestDifference(times, tinySvd.tensor('timesteps').data)).toBeLessThan(2e-7)
    expect(guidanceRamp(1, 3, frames)).toEqual(tinySvd.tensor('guidance').data)
    expect(addedTimeIds({ fps: 7, motionBucket: 127, noiseAugmentation: 0.02 })).toEqual(
      tinySvd.tensor('time_ids').data,
    )
  })
})

describe('guidedSampling', () => {
  const noise = tinySvd.tensor('noise')
  const boardLatent = tinySvd.tensor('image_latent').data
  /** Answers with what PyTorch's network answered, and keeps what it was asked. */
  const replay = (name: string, latent: Float32Array, asked: FloatTensor[]): GuidanceHalf => ({
    boardLatent: latent,
    predict: (sample) => {
      asked.push(sample)
      return Promise.resolve(tinySvd.tensor(`velocity_${name}_${asked.length - 1}`))
    },
  })
  const zeros = new Float32Array(boardLatent.length)
  const nothing = (): Promise<void> => Promise.resolve()

  it('goes from PyTorch’s predictions to PyTorch’s latents', async () => {
    const asked: { readonly with: FloatTensor[]; readonly without: FloatTensor[] } = { with: [], without: [] }
    const run = {
      schedule,
      ramp: guidanceRamp(1, 3, frames),
      conditional: replay('with', boardLatent, asked.with),
      unconditional: replay('without', zeros, asked.without),
      between: nothing,
    }
    const cleans: FloatTensor[] = []
    const latents = await guidedSampling(noise, run, (done, clean) => {
      expect(done).toBe(cleans.push(clean))
      return nothing()
    })
    expect(latents.dims).toEqual([frames, 4, height / 8, width / 8])
    // Values of the last step are below 10; float32 has 24 bits.
    expect(largestDifference(latents.data, tinySvd.tensor('latents_2').data)).toBeLessThan(1e-5)
    // The last step's clean sample is where it ends.
    expect(cleans[steps - 1]!.data).toEqual(latents.data)
    // Each half sees the scaled sample and its own idea of the board.
    const count = boardLatent.length
    const before = tinySvd.tensor('latents_0').data
    const divisor = Math.hypot(tinySvd.tensor('sigmas').data[1]!, 1)
    for (const [half, board] of [['with', boardLatent] as const, ['without', zeros] as const]) {
      const { dims, data } = asked[half][1]!
      expect(dims).toEqual([1, frames, 8, height / 8, width / 8])
      for (let frame = 0; frame < frames; frame++) {
        const start = frame * 2 * count
        const scaled = before.slice(frame * count, (frame + 1) * count).map((value) => value / divisor)
        // The sample reaches 2000 at the first level: what float32 rounds there, divided by the second level.
        expect(largestDifference(data.subarray(start, start + count), scaled)).toBeLessThan(5e-5)
        expect(data.slice(start + count, start + 2 * count)).toEqual(board)
      }
    }
  })

  it('leaves the half without the board out where every frame’s guidance is 1', async () => {
    const asked: FloatTensor[] = []
    const never: GuidanceHalf = { boardLatent: zeros, predict: () => Promise.reject(new Error('asked')) }
    const conditional = replay('with', boardLatent, asked)
    const run = { schedule, ramp: guidanceRamp(1, 1, frames), conditional, unconditional: never, between: nothing }
    await guidedSampling(noise, run, nothing)
    expect(asked).toHaveLength(steps)
  })

  it('stops between the halves of a step', async () => {
    const asked: FloatTensor[] = []
    const conditional = replay('with', boardLatent, [])
    const unconditional = replay('without', zeros, asked)
    const between = (): Promise<void> => Promise.reject(new DOMException('', 'AbortError'))
    const run = { schedule, ramp: guidanceRamp(1, 3, frames), conditional, unconditional, between }
    await expect(guidedSampling(noise, run, nothing)).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toHaveLength(1)
  })
})
