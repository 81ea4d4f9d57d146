import { BoardCache } from '../../core/cache/board-cache.ts'
import { ChromaGamut } from '../../core/cache/chroma-gamut.ts'
import { CompletedCache } from '../../core/cache/completed-cache.ts'
import { expandPlucker } from '../../core/camera/plucker.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { GenerationSpec } from '../../core/contract/generation.ts'
import type { Preview } from '../../core/contract/tasks.ts'
import { sharedNoise } from '../../core/diffusion/noise.ts'
import type { DenoiserConditions } from '../components/denoiser.ts'
import { rowOf, type FloatTensor } from '../runtime/tensor.ts'
import { cacheConditions, emptyConditions } from './cache-conditions.ts'
import { calmLatents } from './calm-latents.ts'
import { clipWindows, windowConditions, windowedPredictor, windowPose } from './clip-windows.ts'
import { completeWorld } from './complete-world.ts'
import { drawSamples, drawWorld } from './draw-film.ts'
import { embeddedComponents, openEmbeddedNetworks, type EmbeddedNetworks } from './embedded-networks.ts'
import { checkEmbedding } from './embedding.ts'
import { picturePlanes } from './picture-planes.ts'
import type { Pipeline, PipelineInput, PipelineOutput } from './pipeline.ts'
import { schedulerOf } from './pack-scheduler.ts'
import { decodePreview } from './preview.ts'
import { sampleClip } from './sample-clip.ts'
import { StageTrack, type StageShares } from './stage-track.ts'
import { ViewCompleter } from './view-completer.ts'
import { WorldPreview } from './world-preview.ts'

/** Usual parts of a run on a CPU, four seconds of film at 8 steps. */
const STAGE_SHARES: StageShares = [
  ['inference.load', 0.03],
  ['inference.cache', 0.07],
  ['inference.pose', 0.05],
  ['inference.denoise', 0.3],
  ['inference.complete', 0.1],
  ['inference.decode', 0.45],
]

/**
 * Conditioned latent video diffusion on top of a 3D cache: the embedded model.
 *
 * @throws StudioError `inference.embedding-differs`, `inference.cache-off-frames`, those of the pack's files, of the
 *   cache and of writing frames; AbortError
 */
export const generateEmbedded: Pipeline = async (input, context) => {
  const { spec } = input
  const track = new StageTrack(context, STAGE_SHARES)
  if (spec.cache === 'off') checkOneFramePerSample(spec)

  // 1. Expand the camera embedding from the poses; it must be the one the studio showed.
  const plucker = expandPlucker(spec.sampleCameras, spec.size, spec.rayLayout)
  await checkEmbedding(plucker, spec)

  // 2. Load the networks that are not there from the take before.
  const networks = await track.run('inference.load', embeddedComponents.length, (step) =>
    openEmbeddedNetworks(input.networks, input.pack.manifest.latent, step),
  )
  const drawn = await (spec.cache === 'on' ? completedFilm : sampledFilm)(input, networks, plucker, track)
  return { ...drawn, stageMilliseconds: track.milliseconds }
}

type Film = Pick<PipelineOutput, 'frames' | 'coverage'>

/** With the cache: what the model adds to the samples goes back into the world, and the film is drawn from it. */
async function completedFilm(
  input: PipelineInput,
  networks: EmbeddedNetworks,
  plucker: Float32Array,
  track: StageTrack,
): Promise<Film> {
  const { spec, pack } = input
  const picture = { width: spec.picture.width, height: spec.picture.height, rgb: input.picture }
  const depth = { width: spec.depth.width, height: spec.depth.height, values: input.depth }
  const gamut = new ChromaGamut(picture)

  // 3. Draw the 3D cache from each sample's camera, fill its holes and encode it. One drawing is shown at once.
  const cache = new BoardCache(picture, depth, spec.boardIntrinsics, spec.size)
  const middle = middleSample(spec)
  const { downscale } = pack.manifest.latent
  const preview = new WorldPreview(cache, networks.decoder, gamut, spec.sampleCameras[middle]!, spec.size, downscale)
  const seen = await track.run('inference.cache', spec.sampleCameras.length, async (step) => {
    await step(0, preview.drawn())
    return cacheConditions(cache, networks.encoder, spec.sampleCameras, step)
  })

  // 4. to 6. Denoise all samples.
  const latents = await denoised(input, networks, plucker, seen, track, (clean) =>
    preview.completed(rowOf(clean, middle)),
  )

  // 7. Decode what the samples uncover, the largest holes first, and put it back into the cache as surface.
  const world = new CompletedCache(cache.mesh, cache.texture, spec.size)
  await track.run('inference.complete', spec.sampleCameras.length, (step) =>
    completeWorld(world, new ViewCompleter(networks.decoder, gamut, spec.size), spec.sampleCameras, latents, step),
  )

  // 8. Draw each film frame on its exact pose from the board and what was invented, and write it.
  return track.run('inference.decode', spec.filmCameras.length, (step) => drawWorld(input, world, step))
}

/** With the cache off: there is nothing but the samples. */
async function sampledFilm(
  input: PipelineInput,
  networks: EmbeddedNetworks,
  plucker: Float32Array,
  track: StageTrack,
): Promise<Film> {
  const { spec, pack } = input
  const seen = await track.run('inference.cache', 1, async () => emptyConditions(spec, pack))
  const latents = await denoised(input, networks, plucker, seen, track, (clean) =>
    decodePreview(networks.decoder, rowOf(clean, middleSample(spec)), pack.manifest.latent.downscale),
  )
  return track.run('inference.decode', spec.filmCameras.length, (step) =>
    drawSamples(input, latents, networks.decoder, step),
  )
}

/** Clean latents of all samples `[samples, 8, h, w]`; a clip longer than the trained one in overlapping windows. */
async function denoised(
  { spec, pack, picture }: PipelineInput,
  networks: EmbeddedNetworks,
  plucker: Float32Array,
  seen: { readonly latent: FloatTensor; readonly geometry: FloatTensor },
  track: StageTrack,
  previewOf: (clean: FloatTensor) => Promise<Preview>,
): Promise<FloatTensor> {
  const { width, height } = spec.size
  const { frames } = pack.manifest
  const windows = clipWindows(spec.sampleCameras.length, Math.max(frames.default, SHORTEST_WINDOW))

  // 4. Encode the camera path once, and the board as the clip's first frame.
  const conditions = await track.run(
    'inference.pose',
    windows.length + 1,
    async (step): Promise<DenoiserConditions[]> => {
      const image = picturePlanes(picture, spec.picture, spec.size)
      const firstLatent = await networks.encoder.encode(image, width, height)
      await step(1)
      const whole = { firstLatent, cacheLatent: seen.latent, cacheGeometry: seen.geometry }
      const conditions: DenoiserConditions[] = []
      for (const window of windows) {
        const pose = await windowPose(networks.poseEncoder, plucker, window, spec.size)
        conditions.push(windowConditions(whole, pose, window))
        await step(1 + conditions.length)
      }
      return conditions
    },
  )

  // 5. Draw the initial noise from the seed.
  const samples = spec.sampleCameras.length
  const valuesPerSample = seen.latent.data.length / samples
  const noise = { dims: seen.latent.dims, data: sharedNoise(spec.seed, samples, valuesPerSample) }

  // 6. Denoise all samples together, step by step.
  const plan = { steps: spec.steps, shift: schedulerOf(pack, 'anchored-flow').shift }
  return track.run('inference.denoise', spec.steps, async (step) => {
    let mean: FloatTensor | null = null
    const predict = windowedPredictor(networks.denoiser, windows, conditions, track.breathe)
    const sampled = await sampleClip(predict, noise, plan, async (done, clean) => {
      mean ??= clean
      return step(done, await previewOf(clean))
    })
    // Beside a cache, coarse colours come from the first step, which predicts the mean of all samples.
    return mean && spec.cache === 'on' ? calmLatents(sampled, mean) : sampled
  })
}

/** Shorter windows would be nearly all overlap, whatever a pack's usual clip is. */
const SHORTEST_WINDOW = 4

/** Without a cache there is nothing to carry what was made to another camera. */
function checkOneFramePerSample(spec: GenerationSpec): void {
  const frames = spec.filmCameras.length
  const samples = spec.sampleCameras.length
  if (frames !== samples) throw new StudioError('inference.cache-off-frames', { frames, samples })
}

/** Previews show the middle sample: neither the board itself nor the farthest camera. */
function middleSample({ sampleCameras }: GenerationSpec): number {
  return Math.floor(sampleCameras.length / 2)
}
