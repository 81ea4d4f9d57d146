import { describe, expect, it } from 'vitest'
import { readPack } from '../../../native-models/packs/loader.ts'
import { openNetwork } from '../../../native-models/packs/open-network.ts'
import type { FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { largestDifference, tinySvd } from '../../support/golden-case.ts'
import { addTinySvd } from '../../support/weights/tiny-svd-pack.ts'

const cpu = { provider: 'cpu', threads: 1 } as const

async function denoise(folder: string, inputs: Readonly<Record<string, FloatTensor>>): Promise<FloatTensor> {
  const pack = await readPack(folder, { 'svd-cameractrl': ['denoiser'] })
  const network = await openNetwork(pack, 'denoiser', cpu)
  try {
    return (await network.run(inputs, { velocity: null })).velocity
  } finally {
    await network.release()
  }
}

/** One step of the case that PyTorch has computed, with the picture. */
async function velocity(folder: string): Promise<Float32Array> {
  const sample = withImage(
    tinySvd.tensor('latents_0'),
    tinySvd.tensor('image_latent'),
    tinySvd.tensor('sigmas').data[1]!,
  )
  const poses = Object.fromEntries([0, 1, 2, 3].map((i) => [`pose_${i}`, tinySvd.tensor(`pose_${i}`)]))
  const { data } = await denoise(folder, {
    sample,
    timestep: { dims: [1], data: tinySvd.tensor('timesteps').data.slice(1, 2) },
    image_embeds: { dims: [1, 1, 16], data: tinySvd.tensor('image_embeds').data },
    added_time_ids: { dims: [1, 3], data: tinySvd.tensor('time_ids').data },
    camera_strength: { dims: [1], data: Float32Array.of(1) },
    ...poses,
  })
  return data
}

/** `[1, frames, 8, h, w]`: the noisy latents scaled for the network, each followed by the picture's latent. */
function withImage(latents: FloatTensor, image: FloatTensor, sigma: number): FloatTensor {
  const [, frames = 0, channels = 0, h = 0, w = 0] = latents.dims
  const plane = channels * h * w
  const data = new Float32Array(2 * latents.data.length)
  for (let frame = 0; frame < frames; frame++) {
    const noisy = latents.data.subarray(frame * plane, (frame + 1) * plane)
    data.set(
      noisy.map((value) => value / Math.sqrt(sigma * sigma + 1)),
      2 * frame * plane,
    )
    data.set(image.data, (2 * frame + 1) * plane)
  }
  return { dims: [1, frames, 2 * channels, h, w], data }
}

describe('the tiny model made of files that PyTorch has written', () => {
  it('computes what PyTorch computes, from files in half precision', async () => {
    const { folder, files, tried } = await addTinySvd(temporaryFolder())
    expect(files.map(({ how }) => how)).toEqual(['linked', 'linked', 'linked', 'linked'])
    expect(tried.filter(({ milliseconds }) => milliseconds === null)).toEqual([])
    expect(largestDifference(await velocity(folder), tinySvd.tensor('velocity_with_1').data)).toBeLessThan(2e-5)
  })

  it('computes nearly the same in half precision', async () => {
    const { folder, manifest } = await addTinySvd(temporaryFolder(), 'half')
    expect(manifest.id).toBe('tiny-svd-half')
    const found = await velocity(folder)
    const expected = tinySvd.tensor('velocity_with_1').data
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largestDifference(found, expected)).toBeLessThan(largest / 50)
  })
})
