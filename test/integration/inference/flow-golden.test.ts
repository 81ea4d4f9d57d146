import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packedPlucker } from '../../../core/camera/packed-plucker.ts'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import { flowTimes } from '../../../core/diffusion/anchored-flow.ts'
import { clipPixels } from '../../../core/diffusion/clip-pixels.ts'
import { TokenEncoder } from '../../../native-models/components/token-encoder.ts'
import { VelocityDenoiser } from '../../../native-models/components/velocity-denoiser.ts'
import { VideoEncoder } from '../../../native-models/components/video-encoder.ts'
import { LoadedNetworks, type PackNetworks } from '../../../native-models/packs/loaded-networks.ts'
import { readPack } from '../../../native-models/packs/loader.ts'
import { flowComponents } from '../../../native-models/pipelines/flow-camera.ts'
import { floatTensor } from '../../../native-models/runtime/tensor.ts'
import { largestDifference, tinyFlow } from '../../support/golden-case.ts'
import { expectFrames, goldenShot } from './golden-shot.ts'
import { framesOf, generateShot, newClient } from './shot.ts'

const { size, frames, steps, pictureSize, folder } = tinyFlow
const { width, height } = size
/** Weights are rounded to half precision on both sides; what is left is the order of float32 sums. */
const TOLERANCE = 1e-4

let networks: PackNetworks

beforeAll(async () => {
  const pack = await readPack(folder, { 'flow-camera': flowComponents })
  networks = await new LoadedNetworks(600_000).use(pack, { provider: 'cpu', threads: 1 }, (all) => Promise.resolve(all))
})

function camera(): Float32Array {
  return packedPlucker(expandPlucker(tinyFlow.cameras(), size, 'moment-direction'), width * height)
}

describe('the tiny flow-matching transformer against PyTorch', () => {
  it('has its levels and its packed cameras', () => {
    expect(largestDifference(flowTimes(steps, 5), tinyFlow.tensor('levels').data)).toBeLessThan(1e-7)
    const seen = camera().filter((_, i) => i % 8 === 0 && Math.floor(i / width) % 8 === 0)
    expect(largestDifference(seen, tinyFlow.tensor('camera_every_8th').data)).toBeLessThan(1e-6)
  })

  it('agrees on what it knows of the board', async () => {
    const encoder = new TokenEncoder(await networks.open('image_encoder'))
    const tokens = await encoder.encode(clipPixels(tinyFlow.picture(), pictureSize))
    expect(largestDifference(tokens.data, tinyFlow.tensor('image_tokens').data)).toBeLessThan(TOLERANCE)
    const video = new VideoEncoder(await networks.open('video_encoder'), { channels: 8, downscale: 8 })
    const latent = await video.encodeFirst(tinyFlow.tensor('image').data, frames, width, height)
    expect(latent.dims).toEqual(tinyFlow.tensor('condition').dims)
    expect(largestDifference(latent.data, tinyFlow.tensor('condition').data)).toBeLessThan(TOLERANCE)
  })

  it('agrees on the first velocity of each half', async () => {
    const denoiser = new VelocityDenoiser(await networks.open('denoiser'))
    const condition = tinyFlow.tensor('condition')
    const packed = floatTensor([1, 24, condition.dims[2]!, height, width], camera())
    const tokens = tinyFlow.tensor('image_tokens')
    const none = { dims: tokens.dims, data: tokens.data.map(() => 0) }
    for (const [name, given] of [['with', tokens] as const, ['without', none] as const]) {
      const camera_strength = floatTensor([1], Float32Array.of(1))
      const conditions = { condition, camera: packed, image_tokens: given, camera_strength }
      const noise = tinyFlow.tensor('noise')
      const { data } = await denoiser.predictVelocity(noise, 1000, conditions, noise.dims)
      expect(largestDifference(data, tinyFlow.tensor(`velocity_${name}_0`).data)).toBeLessThan(TOLERANCE)
    }
  })
})

describe('a take of the family flow-camera in the inference process', () => {
  const client = newClient()
  afterAll(() => client.close())

  it('has PyTorch’s frames, to one of 255', async () => {
    const input = await goldenShot(folder, tinyFlow)
    const written = framesOf(input, await generateShot(client, input))
    expect(written).toHaveLength(frames)
    expectFrames([written[0]!, written[4]!], tinyFlow.tensor('frames_0_and_4'))
  })

  it('makes clips that do not fill their last group, with the first frame’s cameras as they are', async () => {
    const cameras = tinyFlow.cameras()
    const long = [...cameras, cameras[4]!, cameras[4]!]
    const input = await goldenShot(folder, tinyFlow, { sampleCameras: long })
    expect(framesOf(input, await generateShot(client, input))).toHaveLength(7)
  })

  it('refuses a first camera that is not the board’s', async () => {
    const cameras = tinyFlow.cameras().toReversed()
    const input = await goldenShot(folder, tinyFlow, { sampleCameras: cameras })
    await expect(generateShot(client, input)).rejects.toMatchObject({ code: 'inference.first-camera' })
  })
})
