import { framesOfLatents, latentsOfFrames, packedPlucker } from '../../core/camera/packed-plucker.ts'
import { expandPlucker } from '../../core/camera/plucker.ts'
import { flowTimes } from '../../core/diffusion/anchored-flow.ts'
import { clipPixels } from '../../core/diffusion/clip-pixels.ts'
import { checkControls, resolvedControls } from '../../core/diffusion/controls.ts'
import { cleanFromFlow, flowEulerStep, flowTimestep } from '../../core/diffusion/flow-euler.ts'
import { guidanceRamp, guided, needsUnconditional } from '../../core/diffusion/guidance.ts'
import { MersenneTwister } from '../../core/diffusion/mersenne-twister.ts'
import { drawNormals } from '../../core/diffusion/noise.ts'
import { checkFirstCamera } from '../../core/project/first-camera.ts'
import { FlowDenoiser, type FlowConditions } from '../components/flow-denoiser.ts'
import { TokenEncoder } from '../components/token-encoder.ts'
import { VideoDecoder } from '../components/video-decoder.ts'
import { VideoEncoder } from '../components/video-encoder.ts'
import { floatTensor, rowOf, valueCount, type FloatTensor } from '../runtime/tensor.ts'
import { writeFilm } from './between-frames.ts'
import { framesTo8Bit } from './decode-clip.ts'
import { checkEmbedding } from './embedding.ts'
import { LatentPreview } from './latent-preview.ts'
import type { Pipeline, PipelineInput } from './pipeline.ts'
import { StageTrack, type StageShares } from './stage-track.ts'
import { modelImage } from './svd-conditions.ts'

export const flowComponents = ['image_encoder', 'video_encoder', 'denoiser', 'video_decoder'] as const

/** Usual parts of a run on a graphics card. */
const STAGE_SHARES: StageShares = [
  ['inference.board', 0.05],
  ['inference.load', 0.07],
  ['inference.denoise', 0.8],
  ['inference.decode', 0.05],
  ['inference.between', 0.03],
]

/**
 * A flow-matching video transformer whose camera comes by an adapter (the layout of Wan-Fun's camera models).
 *
 * @throws StudioError `inference.embedding-differs`, `inference.first-camera`, those of controls, of the pack's files, of
 *   the cache and of writing frames; AbortError
 */
export const generateFlow: Pipeline = async (input, context) => {
  const { spec, pack, networks } = input
  const { manifest } = pack
  const { width, height } = spec.size
  const track = new StageTrack(context, STAGE_SHARES)
  checkFirstCamera(manifest.family, spec.sampleCameras)
  checkControls(manifest.controls ?? {}, spec.controls ?? {}, manifest.id)
  const { cameraStrength = 1, betweenFrames = 'warp' } = resolvedControls(manifest.controls ?? {}, spec.controls)

  // 1. Expand the camera embedding; it must be the one the studio showed. The last camera fills the clip's last group.
  const plucker = expandPlucker(spec.sampleCameras, spec.size, spec.rayLayout)
  await checkEmbedding(plucker, spec)
  const latentFrames = latentsOfFrames(spec.sampleCameras.length)
  const camera = floatTensor([1, 24, latentFrames, height, width], packedPlucker(plucker, width * height))

  // 2. Show the board to both encoders.
  const image = modelImage(input.picture, spec)
  const board = await track.run('inference.board', 2, async (step) => {
    const tokens = await new TokenEncoder(await networks.open('image_encoder')).encode(
      clipPixels(input.picture, spec.picture),
    )
    await networks.done('image_encoder')
    await step(1)
    const encoder = new VideoEncoder(await networks.open('video_encoder'))
    const condition = await encoder.encodeFirst(image, framesOfLatents(latentFrames), width, height)
    await networks.done('video_encoder')
    return { tokens, condition }
  })

  // 3. Denoise all frames together, step by step.
  const denoiser = await track.run('inference.load', 1, async () => new FlowDenoiser(await networks.open('denoiser')))
  const conditions = { condition: board.condition, camera, cameraStrength }
  const latents = await denoised(input, denoiser, conditions, board.tokens, image, track)
  await networks.done('denoiser')

  // 4. Decode the frames.
  const samples = await track.run('inference.decode', 1, async () => {
    const frames = await new VideoDecoder(await networks.open('video_decoder')).decode(latents)
    await networks.done('video_decoder')
    return framesTo8Bit(frames).slice(0, spec.sampleCameras.length)
  })

  // 5. Make the film's frames of them and write each.
  const files = await track.run('inference.between', spec.filmCameras.length, (step) =>
    writeFilm(input, samples, betweenFrames, step),
  )
  return { frames: files, coverage: [], stageMilliseconds: track.milliseconds }
}

/** Clean latents `[1, channels, latentFrames, h, w]`. */
async function denoised(
  { spec, pack }: PipelineInput,
  denoiser: FlowDenoiser,
  conditions: FlowConditions,
  tokens: FloatTensor,
  image: Float32Array,
  track: StageTrack,
): Promise<FloatTensor> {
  const { scheduler, controls = {} } = pack.manifest
  if (scheduler.kind !== 'flow-euler') throw new Error(`the family flow-camera does not run ${scheduler.kind}`)
  const { guidanceFirst = 1, guidanceLast = 1 } = resolvedControls(controls, spec.controls)
  const { dims } = conditions.condition
  const [, channels = 0, latentFrames = 0] = dims
  const ramp = guidanceRamp(guidanceFirst, guidanceLast, latentFrames)
  const isGuided = needsUnconditional(ramp)
  const none = { dims: tokens.dims, data: new Float32Array(tokens.data.length) }
  const preview = new LatentPreview(latentFrame(conditions.condition, 0), image)
  const sample = drawNormals(new MersenneTwister(spec.seed), valueCount(dims))
  const levels = flowTimes(spec.steps, scheduler.shift)
  await track.run('inference.denoise', spec.steps, async (step) => {
    for (let i = 0; i < spec.steps; i++) {
      const [level = 0, next = 0] = levels.subarray(i)
      const predict = (embeds: FloatTensor): Promise<FloatTensor> =>
        denoiser.predictVelocity({ dims, data: sample }, flowTimestep(level), embeds, conditions)
      const without = isGuided ? await predict(none) : null
      if (without) await track.breathe()
      const given = await predict(tokens)
      const velocity = without ? guidedChannels(given, without, ramp, channels) : given.data
      const clean = { dims, data: cleanFromFlow(sample, velocity, level) }
      flowEulerStep(sample, velocity, level, next)
      await step(i + 1, preview.show(latentFrame(clean, Math.floor(latentFrames / 2)), 0))
    }
  })
  return { dims, data: sample }
}

/** Guidance of values whose frames lie inside of their channels. */
function guidedChannels(given: FloatTensor, without: FloatTensor, ramp: Float32Array, channels: number): Float32Array {
  const out = new Float32Array(given.data.length)
  const size = out.length / channels
  for (let channel = 0; channel < channels; channel++) {
    const part = ({ data }: FloatTensor): Float32Array => data.subarray(channel * size, (channel + 1) * size)
    out.set(guided(part(given), part(without), ramp), channel * size)
  }
  return out
}

/** One latent frame of `[1, channels, latentFrames, h, w]` as `[1, channels, h, w]`. */
function latentFrame({ dims, data }: FloatTensor, frame: number): FloatTensor {
  const [, channels = 0, latentFrames = 0, h = 0, w = 0] = dims
  const rows = { dims: [channels * latentFrames, h, w], data }
  const cells = Array.from({ length: channels }, (_, channel) => rowOf(rows, channel * latentFrames + frame).data)
  const out = new Float32Array(channels * h * w)
  cells.forEach((plane, channel) => out.set(plane, channel * h * w))
  return { dims: [1, channels, h, w], data: out }
}
