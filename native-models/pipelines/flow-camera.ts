import { framesOfLatents, latentsOfFrames, packedPlucker } from '../../core/camera/packed-plucker.ts'
import { expandPlucker } from '../../core/camera/plucker.ts'
import { flowTimes } from '../../core/diffusion/anchored-flow.ts'
import { clipPixels } from '../../core/diffusion/clip-pixels.ts'
import { checkControls, resolvedControls } from '../../core/diffusion/controls.ts'
import { cleanFromFlow, flowEulerStep, flowTimestep } from '../../core/diffusion/flow-euler.ts'
import { guidanceRamp, guided, needsUnconditional } from '../../core/diffusion/guidance.ts'
import { MersenneTwister } from '../../core/diffusion/mersenne-twister.ts'
import { drawNormals } from '../../core/diffusion/noise.ts'
import { checkFirstPose } from '../../core/project/first-camera.ts'
import { TokenEncoder } from '../components/token-encoder.ts'
import { VelocityDenoiser } from '../components/velocity-denoiser.ts'
import { VideoDecoder } from '../components/video-decoder.ts'
import { VideoEncoder } from '../components/video-encoder.ts'
import { floatTensor, rowOf, valueCount, type FloatTensor } from '../runtime/tensor.ts'
import { writeFilm } from './between-frames.ts'
import { framesTo8Bit } from './decode-clip.ts'
import { checkEmbedding } from './embedding.ts'
import { LatentPreview } from './latent-preview.ts'
import { schedulerOf } from './pack-scheduler.ts'
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
 * @throws StudioError `inference.embedding-differs`, `inference.first-camera`, `inference.pack-manifest`, those of controls,
 *   of the pack's files, of the cache and of writing frames; AbortError
 */
export const generateFlow: Pipeline = async (input, context) => {
  const { spec, pack, networks } = input
  const { manifest } = pack
  const { width, height } = spec.size
  const track = new StageTrack(context, STAGE_SHARES)
  const { shift } = schedulerOf(pack, 'flow-euler')
  checkFirstPose(manifest.family, spec)
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
    const encoder = new VideoEncoder(await networks.open('video_encoder'), manifest.latent)
    const condition = await encoder.encodeFirst(image, framesOfLatents(latentFrames), width, height)
    await networks.done('video_encoder')
    return { tokens, condition }
  })

  // 3. Denoise all frames together, step by step.
  const denoiser = await track.run(
    'inference.load',
    1,
    async () => new VelocityDenoiser<FlowConditions>(await networks.open('denoiser')),
  )
  const conditions = {
    condition: board.condition,
    camera,
    image_tokens: board.tokens,
    camera_strength: floatTensor([1], Float32Array.of(cameraStrength)),
  }
  const latents = await denoised(input, denoiser, conditions, { image, shift }, track)
  await networks.done('denoiser')

  // 4. Decode the frames.
  const samples = await track.run('inference.decode', 1, async () => {
    const decoder = new VideoDecoder(await networks.open('video_decoder'))
    const frames = await decoder.decode(latents, framesOfLatents(latentFrames), width, height)
    await networks.done('video_decoder')
    return framesTo8Bit(frames).slice(0, spec.sampleCameras.length)
  })

  // 5. Make the film's frames of them and write each.
  const files = await track.run('inference.between', spec.filmCameras.length, (step) =>
    writeFilm(input, samples, betweenFrames, step),
  )
  return { frames: files, coverage: [], stageMilliseconds: track.milliseconds }
}

/** What the transformer is told beside noisy latents and time, 1000 for pure noise and 0 for clean. */
type FlowConditions = {
  /** The board's latent `[1, channels, latentFrames, h, w]`. */
  readonly condition: FloatTensor
  /** See core/camera/packed-plucker.ts, `[1, 24, latentFrames, height, width]`. */
  readonly camera: FloatTensor
  /** `[1, tokens, width]`; zeros for the half without the board. */
  readonly image_tokens: FloatTensor
  /** `[1]` */
  readonly camera_strength: FloatTensor
}

/** Clean latents `[1, channels, latentFrames, h, w]`. @param image the board's planes in −1..1 */
async function denoised(
  { spec, pack }: PipelineInput,
  denoiser: VelocityDenoiser<FlowConditions>,
  conditions: FlowConditions,
  { image, shift }: { readonly image: Float32Array; readonly shift: number },
  track: StageTrack,
): Promise<FloatTensor> {
  const { controls = {} } = pack.manifest
  const { guidanceFirst = 1, guidanceLast = 1 } = resolvedControls(controls, spec.controls)
  const { dims } = conditions.condition
  const [, channels = 0, latentFrames = 0] = dims
  const ramp = guidanceRamp(guidanceFirst, guidanceLast, latentFrames)
  const isGuided = needsUnconditional(ramp)
  const { dims: tokenDims, data: tokens } = conditions.image_tokens
  const withoutBoard = { ...conditions, image_tokens: { dims: tokenDims, data: new Float32Array(tokens.length) } }
  const preview = new LatentPreview(latentFrame(conditions.condition, 0), image)
  const sample = drawNormals(new MersenneTwister(spec.seed), valueCount(dims))
  const levels = flowTimes(spec.steps, shift)
  await track.run('inference.denoise', spec.steps, async (step) => {
    for (let i = 0; i < spec.steps; i++) {
      const [level = 0, next = 0] = levels.subarray(i)
      const predict = (told: FlowConditions): Promise<FloatTensor> =>
        denoiser.predictVelocity({ dims, data: sample }, flowTimestep(level), told, dims)
      const without = isGuided ? await predict(withoutBoard) : null
      if (without) await track.breathe()
      const given = await predict(conditions)
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
