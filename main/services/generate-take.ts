import type { PixelSize } from '../../core/camera/intrinsics.ts'
import type { LongTask } from '../../core/contract/tasks.ts'
import { checkClipMemory } from '../../core/diffusion/memory-plan.ts'
import { compileShot } from '../../core/project/compile-shot.ts'
import { readBoard } from './board.ts'
import { planFrames, type LengthWish } from './frame-plan.ts'
import { makeTake, type MadeTake, type OutputWish } from './make-take.ts'
import { chooseSize, machineMemoryBytes } from './model-size.ts'
import { findPack } from './models.ts'
import { partOf } from './progress-part.ts'
import type { RunWish, TakeTools } from './run-generation.ts'
import {
  boardIntrinsics,
  cameraRecord,
  cameraSource,
  readCamera,
  suggestedFrames,
  type CameraWish,
} from './shot-camera.ts'
import { buildTake } from './take-folder.ts'
import type { DepthWish } from './wished-depth.ts'

/** A shot as a user asks for it; null leaves a choice to the model or the camera. */
export interface GenerateTakeInput {
  /** Absolute. */
  readonly picture: string
  readonly camera: CameraWish
  readonly length: LengthWish
  readonly size: PixelSize | null
  readonly depth: DepthWish
  readonly steps: number | null
  readonly seed: number
  readonly cache: 'on' | 'off'
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
export function generateTake(tools: TakeTools): LongTask<GenerateTakeInput, MadeTake> {
  return async (input, context) => {
    const pack = await findPack(input.model, tools.packs)
    const { manifest, manifestSha256 } = pack
    const camera = await readCamera(input.camera)
    const plan = planFrames(input.length, suggestedFrames(camera), manifest.frames)
    return buildTake(input.output, async (folder, workFolder) => {
      const board = await readBoard(
        {
          picture: input.picture,
          depth: input.depth,
          workFolder,
          sizeFor: (picture) => {
            const size = chooseSize(input.size, picture, manifest)
            checkClipMemory(manifest, { ...size, frames: plan.sampleFrames }, machineMemoryBytes())
            return size
          },
          intrinsicsAt: (size) => boardIntrinsics(camera, size),
        },
        { ...tools, ...input.run, pack },
        partOf(context, 0, boardPart),
      )
      const spec = await compileShot({
        camera: cameraSource(camera, plan, input.seed),
        pack: { id: manifest.id, version: manifest.version, manifestSha256, rayLayout: manifest.rayLayout },
        size: board.size,
        film: null,
        delivery: null,
        rate: plan.rate,
        firstFrame: 0,
        filmFrames: plan.filmFrames,
        sampleFrames: plan.sampleFrames,
        settings: { steps: input.steps ?? manifest.steps.standard, seed: input.seed, cache: input.cache },
        picture: board.picture,
        depth: board.depth,
      })
      const source = { picture: board.pictureSource, depth: board.depthSource, camera: cameraRecord(camera) }
      const recipe = { spec, source, pack, pictureFile: board.pictureFile, depthFile: board.depthFile }
      return makeTake({ recipe, folder, workFolder, ...input }, tools, partOf(context, boardPart, 1))
    })
  }
}
