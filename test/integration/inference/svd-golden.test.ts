import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import type { GenerateInput } from '../../../core/contract/inference.ts'
import type { Progress } from '../../../core/contract/tasks.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import { ClipEncoder } from '../../../native-models/components/clip-encoder.ts'
import { ImageEncoder } from '../../../native-models/components/image-encoder.ts'
import { PoseEncoder } from '../../../native-models/components/pose-encoder.ts'
import { TemporalDecoder } from '../../../native-models/components/temporal-decoder.ts'
import { VelocityDenoiser } from '../../../native-models/components/velocity-denoiser.ts'
import { LoadedNetworks, type PackNetworks } from '../../../native-models/packs/loaded-networks.ts'
import { readPack } from '../../../native-models/packs/loader.ts'
import { svdComponents } from '../../../native-models/pipelines/svd-networks.ts'
import { MersenneTwister } from '../../../core/diffusion/mersenne-twister.ts'
import { drawNormals } from '../../../core/diffusion/noise.ts'
import { clipPixels } from '../../../core/diffusion/clip-pixels.ts'
import { unscaledLatents } from '../../../native-models/pipelines/decode-clip.ts'
import {
  cameraNames,
  clipConditions,
  type CameraFeatures,
  type SvdConditions,
} from '../../../native-models/pipelines/svd-conditions.ts'
import { floatTensor, rowOf, type FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { addTinySvd } from '../../support/weights/tiny-svd-pack.ts'
import { largestDifference, tinySvd } from '../../support/golden-case.ts'
import { expectFrames, goldenShot } from './golden-shot.ts'
import { framesOf, generateShot, newClient, newContext } from './shot.ts'

const { size, frames, seed } = tinySvd
const { width, height } = size
/** What the order of float32 sums makes of values of up to ten; weights are the same bits on both sides. */
const TOLERANCE = 1e-4

const root = mkdtempSync(join(tmpdir(), 'craneshot-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let packFolder: string
let networks: PackNetworks

beforeAll(async () => {
  packFolder = (await addTinySvd(root)).folder
  const pack = await readPack(packFolder, { 'svd-cameractrl': svdComponents })
  networks = await new LoadedNetworks(600_000).use(pack, { provider: 'cpu', threads: 1 }, (all) => Promise.resolve(all))
})

function features(): CameraFeatures {
  const [pose_0, pose_1, pose_2, pose_3] = [0, 1, 2, 3].map((level) => tinySvd.tensor(`pose_${level}`))
  return { pose_0: pose_0!, pose_1: pose_1!, pose_2: pose_2!, pose_3: pose_3! }
}

/** The noise and the board's latent beside it, `[1, frames, 8, h, w]`. */
function unscaledSample(): FloatTensor {
  const noise = tinySvd.tensor('noise').data
  const latent = tinySvd.tensor('image_latent').data
  const count = latent.length
  const rows = Array.from({ length: frames }, (_, i) => [...noise.subarray(i * count, (i + 1) * count), ...latent])
  return floatTensor([1, frames, 8, height / 8, width / 8], Float32Array.from(rows.flat()))
}

describe('the tiny Stable Video Diffusion in ONNX Runtime against PyTorch', () => {
  it('agrees on what it knows of the board', async () => {
    const clip = new ClipEncoder(await networks.open('image_encoder'))
    const embeds = await clip.encode(clipPixels(tinySvd.picture(), tinySvd.pictureSize, clip.side))
    expect(embeds.dims).toEqual(tinySvd.tensor('image_embeds').dims)
    expect(largestDifference(embeds.data, tinySvd.tensor('image_embeds').data)).toBeLessThan(TOLERANCE)
    const noise = drawNormals(new MersenneTwister(seed), 3 * height * width)
    const image = tinySvd.tensor('image').data.map((value, i) => value + 0.02 * noise[i]!)
    const encoder = new ImageEncoder(await networks.open('vae_encoder'), { channels: 4, downscale: 8 })
    const latent = await encoder.encode(image, width, height)
    expect(latent.dims).toEqual(tinySvd.tensor('image_latent').dims)
    expect(largestDifference(latent.data, tinySvd.tensor('image_latent').data)).toBeLessThan(TOLERANCE)
  })

  it('agrees on the pose features of the cameras', async () => {
    const encoder = new PoseEncoder(await networks.open('pose_encoder'), cameraNames)
    const plucker = expandPlucker(tinySvd.cameras(), size, 'moment-direction')
    const found = await encoder.encode(plucker, frames, width, height)
    for (const [name, { dims, data }] of Object.entries(features())) {
      expect(found[name as keyof CameraFeatures].dims).toEqual(dims)
      expect(largestDifference(found[name as keyof CameraFeatures].data, data)).toBeLessThan(TOLERANCE)
    }
  })

  it('agrees on the velocity with the camera switched off, which is not the one with it', async () => {
    const denoiser = new VelocityDenoiser<SvdConditions>(await networks.open('denoiser'))
    const { dims, data } = tinySvd.tensor('image_embeds')
    const velocityAt = (cameraStrength: number): Promise<FloatTensor> => {
      const facts = { fps: 7, motionBucket: 127, noiseAugmentation: 0.02, cameraStrength }
      const conditions = { ...clipConditions(facts, features()), image_embeds: { dims: [1, ...dims], data } }
      expect(conditions.added_time_ids.data).toEqual(tinySvd.tensor('time_ids').data)
      const [, time = 0] = tinySvd.tensor('timesteps').data
      return denoiser.predictVelocity(unscaledSample(), time, conditions, tinySvd.tensor('noise').dims)
    }
    const golden = tinySvd.tensor('velocity_strength_0').data
    expect(largestDifference((await velocityAt(0)).data, golden)).toBeLessThan(TOLERANCE)
    expect(largestDifference((await velocityAt(1)).data, golden)).toBeGreaterThan(100 * TOLERANCE)
  })

  it('agrees on decoding two frames at a time, which is not decoding all', async () => {
    const decoder = new TemporalDecoder(await networks.open('vae_decoder'), size)
    const { dims, data } = tinySvd.tensor('latents_2')
    const two = await decoder.decode(unscaledLatents({ dims: dims.slice(1), data }), 0, 2)
    const golden = tinySvd.tensor('frame_1_of_chunk_of_2').data
    expect(largestDifference(rowOf(two, 1).data, golden)).toBeLessThan(TOLERANCE)
    expect(largestDifference(rowOf(tinySvd.tensor('frames'), 1).data, golden)).toBeGreaterThan(100 * TOLERANCE)
  })
})

describe('a take in the inference process', () => {
  const client = newClient()
  afterAll(() => client.close())

  const shot = (change: Partial<GenerationSpec> = {}): Promise<GenerateInput> => goldenShot(packFolder, tinySvd, change)

  it('has PyTorch’s frames, to one of 255', async () => {
    const input = await shot()
    const written = framesOf(input, await generateShot(client, input))
    expectFrames(written, tinySvd.tensor('frames'))
  })

  it('tells its stages in order, with a preview after every step', async () => {
    const context = newContext()
    const input = await shot()
    const output = await generateShot(client, input, context)
    const stages = context.progress.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1])
    const words = ['board', 'pose', 'load', 'denoise', 'decode', 'between']
    expect(stages).toEqual(words.map((word) => `inference.${word}`))
    expect(Object.keys(output.stageMilliseconds)).toEqual(stages)
    const fractions = context.progress.map(({ fraction }) => fraction!)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    const denoised = context.progress.filter(({ stage, preview }) => stage === 'inference.denoise' && preview)
    expect(denoised.map(({ step }) => step!.done)).toEqual([1, 2, 3])
    for (const { preview } of denoised) expect(preview!.rgb).toHaveLength(3 * (width / 2) * (height / 2))
  })

  it('follows its controls: each of them changes the frames', async () => {
    const plain = await shot()
    const frames = framesOf(plain, await generateShot(client, plain))
    const changes = [
      { guidanceLast: 6 },
      { motionBucket: 20 },
      { fps: 20 },
      { noiseAugmentation: 0.5 },
      { cameraStrength: 0 },
      { decodeChunk: 1 },
    ]
    for (const controls of changes) {
      const input = await shot({ controls })
      expect(framesOf(input, await generateShot(client, input))).not.toEqual(frames)
    }
  })

  it('has the film’s frames between its own: samples at their times, in between what the spec asks for', async () => {
    const [first, second, third] = tinySvd.cameras()
    const film = { filmCameras: [first!, first!, second!, second!, third!], sampleTimes: [0, 2, 4] }
    const own = await shot()
    const [a, b, c] = framesOf(own, await generateShot(client, own))
    const nearest = await shot({ ...film, controls: { betweenFrames: 'nearest' } })
    expect(framesOf(nearest, await generateShot(client, nearest))).toEqual([a, b, b, c, c])
    const warped = await shot(film)
    const frames = framesOf(warped, await generateShot(client, warped))
    expect([frames[0], frames[2], frames[4]]).toEqual([a, b, c])
    // At the first sample's camera but half way in time: half of what that sample shows, half of the next one.
    expect(largestDifference(frames[1]!, a!)).toBeGreaterThan(0)
    expect(largestDifference(frames[1]!, b!)).toBeGreaterThan(0)
  })

  it('ends softly when it is cancelled while it denoises, and nothing is written', async () => {
    const input = await shot({ steps: 50 })
    const context = newContext()
    const report = context.report.bind(context)
    const watching = {
      ...context,
      report: (progress: Progress) => {
        report(progress)
        if (progress.stage === 'inference.denoise' && progress.step!.done === 1) context.controller.abort()
      },
    }
    await expect(generateShot(client, input, watching)).rejects.toMatchObject({ name: 'AbortError' })
    expect(context.progress.at(-1)!.step!.done).toBeLessThan(10)
    expect(readdirSync(input.framesFolder)).toEqual([])
  })

  it('refuses, before it loads anything, a first camera that is not the board’s and a control out of range', async () => {
    const [, second, third] = tinySvd.cameras()
    const wrong = await shot({ sampleCameras: [second!, second!, third!] })
    await expect(generateShot(client, wrong)).rejects.toMatchObject({ code: 'inference.first-camera' })
    const strong = await shot({ controls: { guidanceLast: 99 } })
    await expect(generateShot(client, strong)).rejects.toMatchObject({ code: 'inference.control-range' })
  })
})
