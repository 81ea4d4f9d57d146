import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { Provider } from '../../../core/contract/inference.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import type { ControlValues } from '../../../core/contract/controls.ts'
import { checkControls, resolvedControls } from '../../../core/diffusion/controls.ts'
import { checkClipMemory } from '../../../core/diffusion/memory-plan.ts'
import { deliverySize, pictureSize, qualityOf, type Delivery, type Quality } from '../../../core/framing/delivery.ts'
import { deliveredPart } from '../../../core/framing/framing.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { readBoard, type FramedPicture } from '../boards/board.ts'
import { keepingEstimates } from '../boards/estimate-depth.ts'
import { planFrames, type LengthWish } from './frame-plan.ts'
import { makeTake, type MadeTake, type OutputWish } from './make-take.ts'
import { halfPrecisionOf } from '../models/half-precision.ts'
import { costHere } from '../models/measured-packs.ts'
import { mostMemoryForTakes } from '../models/memory-for-takes.ts'
import { chooseSize } from '../models/model-size.ts'
import { depthNetwork, findPack } from '../models/models.ts'
import type { Places } from '../places.ts'
import { partOf } from '../progress-part.ts'
import { chooseRuntime, type Runtime, type RunWish, type TakeTools } from './run-generation.ts'
import {
  boardIntrinsics,
  cameraFrame,
  cameraRecord,
  cameraSource,
  readCamera,
  suggestedFrames,
  type CameraWish,
} from './shot-camera.ts'
import { buildTake } from './take-folder.ts'
import type { DepthWish } from '../boards/wished-depth.ts'

/** A shot as a user asks for it; null leaves a choice to the model or the camera. */
export interface GenerateTakeInput {
  /** Absolute. */
  readonly picture: string
  readonly camera: CameraWish
  readonly length: LengthWish
  readonly size: PixelSize | null
  /** Pixels of the written frames; null is the largest that fits the edit, or the model's for a draft. */
  readonly delivery: PixelSize | 'model' | null
  readonly depth: DepthWish
  /** Null is the pack's for the quality. */
  readonly steps: number | null
  readonly quality: Quality | null
  readonly seed: number
  readonly cache: 'on' | 'off'
  /** What is set of a model that has such controls; the others are the model's own. */
  readonly controls: ControlValues
  readonly model: string
  readonly output: OutputWish
  readonly run: RunWish
}

/** Part of the whole task's progress that reading the picture and its depth takes. */
const boardPart = 0.04

/**
 * From a picture and a camera to a take's folder, which appears whole or not at all.
 * @throws StudioError for everything a user can put right; AbortError
 */
export function generateTake(
  tools: TakeTools & { readonly places: Pick<Places, 'cache'> },
): LongTask<GenerateTakeInput, MadeTake> {
  return async (input, context) => {
    const pack = await findPack(input.model, tools.packs)
    const { manifest, manifestSha256 } = pack
    checkControls(manifest.controls ?? {}, input.controls, manifest.id)
    const camera = await readCamera(input.camera)
    const steps = input.steps ?? manifest.steps[input.quality ?? 'standard']
    const quality = qualityOf(steps, manifest.steps)
    const plan = planFrames(input.length, suggestedFrames(camera, manifest.frames.max), manifest.frames)
    const { decodeChunk } = resolvedControls(manifest.controls ?? {}, input.controls)
    const cost = await costHere(pack, tools.packs.measured, input.run.provider)
    const half = await halfPrecisionOf(pack, input.run.provider, tools.packs)
    const mostBytes = await mostMemoryForTakes(input.run.provider)
    const depthPack = (await depthNetwork(tools.packs)) ?? pack
    // Once for the depth and the take: trying the providers takes seconds.
    let runtime: Promise<Runtime> | null = null
    const chosen = (part: TaskContext): Promise<Runtime> =>
      (runtime ??= chooseRuntime(input.run, tools.startProbe, part))
    const fastest = async (part: TaskContext): Promise<Provider> => (await chosen(part)).provider
    return buildTake(input.output, async (folder, workFolder) => {
      const board = await readBoard(
        {
          picture: input.picture,
          depth: input.depth,
          workFolder,
          sizeFor: (picture) => {
            const size = chooseSize(input.size, picture, manifest)
            const clip = { ...size, frames: plan.sampleFrames, decodeChunk }
            checkClipMemory(manifest, clip, mostBytes, cost, half)
            return size
          },
          framingFor: (framed) => {
            const { picture, crop, size } = framed
            const delivery = deliveryOfFrames(input, framed, quality)
            return {
              pictureSize: delivery === null ? size : pictureSize(crop, picture, size, delivery),
              intrinsics: boardIntrinsics(camera, size, cameraFrame(camera, delivery)),
            }
          },
        },
        { ...tools, ...keepingEstimates(tools), ...input.run, fastest, depthPack },
        partOf(context, 0, boardPart),
      )
      const { pictureSource } = board
      const framed = { picture: pictureSource, crop: pictureSource.crop, size: board.size }
      const delivery = deliveryOfFrames(input, framed, quality)
      const spec = await compileShot({
        camera: cameraSource(camera, plan, input.seed),
        pack: { ...manifest, manifestSha256 },
        size: board.size,
        film: cameraFrame(camera, delivery),
        delivery,
        rate: plan.rate,
        firstFrame: 0,
        filmFrames: plan.filmFrames,
        sampleFrames: plan.sampleFrames,
        settings: { steps, seed: input.seed, ...modelSettings(input, manifest) },
        picture: board.picture,
        depth: board.depth,
      })
      const source = { picture: pictureSource, depth: board.depthSource, camera: cameraRecord(camera) }
      const recipe = { spec, source, pack, pictureFile: board.pictureFile, depthFile: board.depthFile }
      const run = await chosen(partOf(context, boardPart, 1))
      return makeTake({ recipe, folder, workFolder, ...input, run }, tools, partOf(context, boardPart, 1))
    })
  }
}

/** A model with controls of its own has no 3D cache to switch on. */
function modelSettings(
  { cache, controls: wishes }: Pick<GenerateTakeInput, 'cache' | 'controls'>,
  { controls }: PackManifest,
): Pick<GenerationSpec, 'cache' | 'controls'> {
  return controls === undefined ? { cache } : { cache: 'off', controls: resolvedControls(controls, wishes) }
}

/**
 * What is written of the model's frames: the whole of them, or their middle in the shape asked for. Null are the model's
 * own: where they are asked for, and where the picture has no more to show.
 */
function deliveryOfFrames(
  { delivery, size: asked }: Pick<GenerateTakeInput, 'delivery' | 'size'>,
  { picture, crop, size }: FramedPicture,
  quality: Quality,
): Delivery | null {
  if (delivery !== null && delivery !== 'model')
    return { size: delivery, box: deliveredPart(size, delivery.width / delivery.height) }
  if (delivery === 'model' || asked !== null || quality === 'draft') return null
  const shown = { width: Math.round(crop.width * picture.width), height: Math.round(crop.height * picture.height) }
  const frames = deliverySize(shown, size, quality)
  return frames.width > size.width ? { size: frames, box: { x: 0, y: 0, ...size } } : null
}
