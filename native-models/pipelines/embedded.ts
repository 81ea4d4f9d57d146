import { expandPlucker, pluckerSha256 } from '../../core/camera/plucker.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { Camera, GenerationSpec } from '../../core/contract/generation.ts'
import { sharedNoise } from '../../core/diffusion/noise.ts'
import type { Preview } from '../../core/contract/tasks.ts'
import type { Decoder } from '../components/decoder.ts'
import { rowOf, type FloatTensor } from '../runtime/tensor.ts'
import { boardCacheSource, emptyCacheSource, type CacheSource } from './cache-conditions.ts'
import { correctedLatent, correctionsOf, type Corrections } from './corrections.ts'
import { embeddedComponents, openEmbeddedNetworks } from './embedded-networks.ts'
import { toRgb8, writeFrame } from './frame-files.ts'
import { picturePlanes } from './picture-planes.ts'
import type { Pipeline, PipelineInput, PipelineOutput } from './pipeline.ts'
import { decodePreview, drawnPreview } from './preview.ts'
import { sampleClip } from './sample-clip.ts'
import { StageTrack, type StageShares } from './stage-track.ts'

/** Usual parts of a run on a CPU, 16 frames at 8 steps. */
const STAGE_SHARES: StageShares = [
  ['inference.load', 0.05],
  ['inference.cache', 0.2],
  ['inference.pose', 0.05],
  ['inference.denoise', 0.4],
  ['inference.decode', 0.3],
]

/**
 * Conditioned latent video diffusion on top of a 3D cache: the embedded model.
 *
 * @throws StudioError `inference.embedding-differs`, `inference.cache-off-frames`, those of the pack's files, of the
 *   cache and of writing frames; AbortError
 */
export const generateEmbedded: Pipeline = async (input, context) => {
  const { spec, pack } = input
  const { width, height } = spec.size
  const track = new StageTrack(context, STAGE_SHARES)
  if (spec.cache === 'off') checkOneFramePerSample(spec)

  // 1. Expand the camera embedding from the poses; it must be the one the studio showed.
  const plucker = await expandEmbedding(spec)

  // 2. Load the networks that are not there from the take before.
  const networks = await track.run('inference.load', embeddedComponents.length, (step) =>
    openEmbeddedNetworks(input.networks, step),
  )

  // 3. Draw the 3D cache from each sample's camera, fill its holes and encode it. One drawing is shown at once.
  const cache = spec.cache === 'on' ? boardCacheSource(input, networks.encoder) : emptyCacheSource(input)
  const seen = await track.run('inference.cache', spec.sampleCameras.length, async (step) => {
    if (spec.cache === 'on') await step(0, drawnPreview(cache.reference(middleCamera(spec)), spec.size))
    return cache.samples(spec.sampleCameras, step)
  })

  // 4. Encode the camera path once, and the board as the clip's first frame.
  const { pose, firstLatent } = await track.run('inference.pose', 2, async (step) => {
    const pose = await networks.poseEncoder.encode(plucker, spec.sampleCameras.length, width, height)
    await step(1)
    const image = picturePlanes(input.picture, spec.picture, spec.size)
    return { pose, firstLatent: await networks.encoder.encode(image, width, height) }
  })

  // 5. Draw the initial noise from the seed.
  const noise = {
    dims: seen.latent.dims,
    data: sharedNoise(spec.seed, spec.sampleCameras.length, firstLatent.data.length),
  }

  // 6. Denoise all samples together, step by step.
  const conditions = { firstLatent, cacheLatent: seen.latent, cacheGeometry: seen.geometry, pose }
  const plan = { steps: spec.steps, shift: pack.manifest.scheduler.shift }
  const clean = await track.run('inference.denoise', spec.steps, (step) =>
    sampleClip(networks.denoiser, conditions, noise, plan, async (done, clean) =>
      step(done, await previewOf(clean, spec, cache, networks.decoder)),
    ),
  )

  // 7. Keep what the model added to the cache; film frames between two samples get the mean of their corrections.
  const corrections = correctionsOf(clean, seen.latent, sampleTimesOf(spec))

  // 8. Draw, correct and decode each film frame on its exact pose, and write it.
  const drawn = await track.run('inference.decode', spec.filmCameras.length, (step) =>
    drawFilm(input, cache, corrections, seen.latent, networks.decoder, step),
  )
  return { ...drawn, stageMilliseconds: track.milliseconds }
}

/** Without a cache there is nothing to carry a correction to another camera. */
function checkOneFramePerSample(spec: GenerationSpec): void {
  const frames = spec.filmCameras.length
  const samples = spec.sampleCameras.length
  if (frames !== samples) throw new StudioError('inference.cache-off-frames', { frames, samples })
}

async function expandEmbedding(spec: GenerationSpec): Promise<Float32Array> {
  const plucker = expandPlucker(spec.sampleCameras, spec.size, spec.rayLayout)
  if ((await pluckerSha256(plucker)) !== spec.pluckerSha256) throw new StudioError('inference.embedding-differs')
  return plucker
}

/** Previews show the middle sample at half size: neither the board itself nor the farthest camera. */
function middleSample({ sampleCameras }: GenerationSpec): number {
  return Math.floor(sampleCameras.length / 2)
}

function middleCamera(spec: GenerationSpec): Camera {
  return spec.sampleCameras[middleSample(spec)]!
}

function previewOf(clean: FloatTensor, spec: GenerationSpec, cache: CacheSource, decoder: Decoder): Promise<Preview> {
  const reference = cache.reference(middleCamera(spec))
  return decodePreview(decoder, rowOf(clean, middleSample(spec)), reference, spec.size)
}

/** With the cache off film frames are the samples, whatever times they carry. */
function sampleTimesOf(spec: GenerationSpec): readonly number[] {
  return spec.cache === 'off' ? spec.sampleTimes.map((_, i) => i) : spec.sampleTimes
}

async function drawFilm(
  { spec, framesFolder }: PipelineInput,
  cache: CacheSource,
  corrections: Corrections,
  sampleLatents: FloatTensor,
  decoder: Decoder,
  step: (done: number) => Promise<void>,
): Promise<Pick<PipelineOutput, 'frames' | 'coverage'>> {
  const { width, height } = spec.size
  const frames: string[] = []
  const coverage: number[] = []
  for (const [index, camera] of spec.filmCameras.entries()) {
    const same = spec.sampleCameras.findIndex((sample) => sameCamera(sample, camera))
    const seen = await cache.frame(camera, same < 0 ? null : rowOf(sampleLatents, same))
    const latent = correctedLatent(seen.latent, corrections, index)
    const image = await decoder.decode(latent, seen.reference, width, height)
    frames.push(await writeFrame(framesFolder, index, toRgb8(image.data, width, height)))
    if (seen.coverage !== null) coverage.push(seen.coverage)
    await step(index + 1)
  }
  return { frames, coverage }
}

function sameCamera(a: Camera, b: Camera): boolean {
  return (
    a.worldFromCamera.every((value, i) => value === b.worldFromCamera[i]) &&
    a.intrinsics.every((value, i) => value === b.intrinsics[i])
  )
}
