import { expandPlucker } from '../../core/camera/plucker.ts'
import { guidanceRamp } from '../../core/diffusion/guidance.ts'
import { MersenneTwister } from '../../core/diffusion/mersenne-twister.ts'
import { drawNormals } from '../../core/diffusion/noise.ts'
import { PoseEncoder } from '../components/pose-encoder.ts'
import { TemporalDecoder } from '../components/temporal-decoder.ts'
import { VelocityDenoiser } from '../components/velocity-denoiser.ts'
import { floatTensor, valueCount, type FloatTensor } from '../runtime/tensor.ts'
import { writeFilm } from './between-frames.ts'
import { decodeClip, unscaledLatents } from './decode-clip.ts'
import { checkEmbedding } from './embedding.ts'
import { guidedSampling, type GuidanceHalf } from './guided-sampling.ts'
import { LatentPreview } from './latent-preview.ts'
import type { Pipeline, PipelineInput } from './pipeline.ts'
import { StageTrack, type StageShares } from './stage-track.ts'
import {
  boardConditions,
  cameraNames,
  clipConditions,
  modelImage,
  type BoardConditions,
  type ClipConditions,
  type SvdConditions,
} from './svd-conditions.ts'
import { svdSettings, type SvdSettings } from './svd-settings.ts'

/** Usual parts of a run of 25 steps on a graphics card. */
const STAGE_SHARES: StageShares = [
  ['inference.board', 0.04],
  ['inference.pose', 0.03],
  ['inference.load', 0.06],
  ['inference.denoise', 0.75],
  ['inference.decode', 0.09],
  ['inference.between', 0.03],
]

/**
 * Stable Video Diffusion with CameraCtrl: an image-to-video model that is told the camera of each of its frames.
 *
 * @throws StudioError `inference.embedding-differs`, `inference.first-camera`, those of controls, of the pack's files, of
 *   the cache and of writing frames; AbortError
 */
export const generateSvd: Pipeline = async (input, context) => {
  const { spec, pack, networks } = input
  const { width, height } = spec.size
  const frames = spec.sampleCameras.length
  const track = new StageTrack(context, STAGE_SHARES)
  const settings = svdSettings(spec, pack)

  // 1. Expand the camera embedding from the poses; it must be the one the studio showed.
  const plucker = expandPlucker(spec.sampleCameras, spec.size, spec.rayLayout)
  await checkEmbedding(plucker, spec)

  // 2. Draw all noise from the seed: that on the board's pixels first, then that of the latents.
  const generator = new MersenneTwister(spec.seed)
  const imageNoise = drawNormals(generator, valueCount([3, height, width]))
  const noise = latentNoise(generator, input)

  // 3. Show the board to CLIP and to the autoencoder.
  const board = await track.run('inference.board', BOARD_STEPS, (step) =>
    boardConditions(input, imageNoise, settings.noiseAugmentation, step),
  )

  // 4. Encode the camera path once, for all steps and both halves of guidance.
  const camera = await track.run('inference.pose', 1, async () => {
    const encoder = new PoseEncoder(await networks.open('pose_encoder'), cameraNames)
    const features = await encoder.encode(plucker, frames, width, height)
    await networks.done('pose_encoder')
    return features
  })

  // 5. Denoise all frames together, step by step.
  const denoiser = await track.run(
    'inference.load',
    1,
    async () => new VelocityDenoiser<SvdConditions>(await networks.open('denoiser')),
  )
  const conditions = clipConditions(settings, camera)
  const halves = guidanceHalves(denoiser, board, conditions, noise.dims)
  const latents = await denoised(input, settings, noise, board, halves, track)
  await networks.done('denoiser')

  // 6. Decode the frames, some at a time.
  const samples = await track.run('inference.decode', frames, async (step) => {
    const decoder = new TemporalDecoder(await networks.open('vae_decoder'), spec.size)
    const decoded = await decodeClip(decoder, unscaledLatents(latents), settings.decodeChunk, step)
    await networks.done('vae_decoder')
    return decoded
  })

  // 7. Make the film's frames of them and write each.
  const files = await track.run('inference.between', spec.filmCameras.length, (step) =>
    writeFilm(input, samples, settings.betweenFrames, step),
  )
  return { frames: files, coverage: [], stageMilliseconds: track.milliseconds }
}

/** Two networks, each loaded and run. */
const BOARD_STEPS = 4

/** Unit normal values `[1, frames, channels, h, w]`. */
function latentNoise(generator: MersenneTwister, { spec, pack }: PipelineInput): FloatTensor {
  const { channels, downscale } = pack.manifest.latent
  const { width, height } = spec.size
  const dims = [1, spec.sampleCameras.length, channels, height / downscale, width / downscale]
  return { dims, data: drawNormals(generator, valueCount(dims)) }
}

interface GuidanceHalves {
  readonly conditional: GuidanceHalf
  readonly unconditional: GuidanceHalf
}

/**
 * The half without the board has zeros for it in both places, but the same camera and the same facts of the clip.
 * @param shape of the velocity, that of the latents
 */
function guidanceHalves(
  denoiser: VelocityDenoiser<SvdConditions>,
  { latent, imageEmbeds }: BoardConditions,
  conditions: ClipConditions,
  shape: readonly number[],
): GuidanceHalves {
  const half = (latentOfBoard: FloatTensor, { data }: FloatTensor): GuidanceHalf => {
    const all = { ...conditions, image_embeds: floatTensor([1, 1, data.length], data) }
    return {
      boardLatent: latentOfBoard.data,
      predict: (sample, timestep) => denoiser.predictVelocity(sample, timestep, all, shape),
    }
  }
  return { conditional: half(latent, imageEmbeds), unconditional: half(zerosLike(latent), zerosLike(imageEmbeds)) }
}

function zerosLike({ dims, data }: FloatTensor): FloatTensor {
  return { dims, data: new Float32Array(data.length) }
}

/** Clean latents `[frames, channels, h, w]`; previews show the middle frame: neither the board itself nor the last. */
async function denoised(
  { spec, picture }: PipelineInput,
  settings: SvdSettings,
  noise: FloatTensor,
  board: BoardConditions,
  halves: GuidanceHalves,
  track: StageTrack,
): Promise<FloatTensor> {
  const frames = spec.sampleCameras.length
  const preview = new LatentPreview(board.latent, modelImage(picture, spec))
  const ramp = guidanceRamp(settings.guidanceFirst, settings.guidanceLast, frames)
  const run = { schedule: settings.schedule, ramp, between: track.breathe, ...halves }
  return track.run('inference.denoise', spec.steps, (step) =>
    guidedSampling(noise, run, (done, clean) =>
      step(done, preview.show(unscaledLatents(clean), Math.floor(frames / 2))),
    ),
  )
}
