import { BoardCache } from '../../core/cache/board-cache.ts'
import { depthOf, type CompletedCache } from '../../core/cache/completed-cache.ts'
import { frameTo8Bit } from '../../core/cache/condition.ts'
import { coveredPart } from '../../core/cache/coverage.ts'
import { flatDepth } from '../../core/cache/depth.ts'
import { frameSizeOf, type Camera } from '../../core/contract/generation.ts'
import { deliveryCamera } from '../../core/framing/delivery.ts'
import type { Decoder } from '../components/decoder.ts'
import { rowOf, type FloatTensor } from '../runtime/tensor.ts'
import { toRgb8, writeDepth, writeFrame } from './frame-files.ts'
import type { PipelineInput, PipelineOutput } from './pipeline.ts'

type Drawn = Pick<PipelineOutput, 'frames' | 'coverage'>

/** Draws the completed world from each film camera and writes it, with its depth where that is asked for. */
export async function drawWorld(
  { spec, framesFolder, depthFolder }: PipelineInput,
  world: CompletedCache,
  step: (done: number) => Promise<void>,
): Promise<Drawn> {
  const film = world.film(frameSizeOf(spec))
  const frames: string[] = []
  const coverage: number[] = []
  for (const [index, camera] of spec.filmCameras.entries()) {
    const drawn = film.render(spec.delivery ? deliveryCamera(camera, spec.delivery) : camera)
    frames.push(await writeFrame(framesFolder, index, frameTo8Bit(drawn)))
    if (depthFolder !== null) await writeDepth(depthFolder, index, depthOf(drawn))
    coverage.push(coveredPart(drawn))
    await step(index + 1)
  }
  return { frames, coverage }
}

/** Without a cache the film's frames are the samples, decoded; a delivery's part of each is drawn at its size. */
export async function drawSamples(
  { spec, framesFolder }: PipelineInput,
  latents: FloatTensor,
  decoder: Decoder,
  step: (done: number) => Promise<void>,
): Promise<Drawn> {
  const { width, height } = spec.size
  const frames: string[] = []
  for (let index = 0; index < spec.filmCameras.length; index++) {
    const nothing = new Float32Array(4 * width * height)
    const image = await decoder.decode(rowOf(latents, index), nothing, width, height)
    const rgb = toRgb8(image.data, width, height)
    frames.push(await writeFrame(framesFolder, index, delivered(rgb, spec)))
    await step(index + 1)
  }
  return { frames, coverage: [] }
}

/** A frame seen by a camera that stands still, with the delivery's lens. */
function delivered(
  rgb: Uint8Array,
  { size, delivery, boardIntrinsics: intrinsics }: PipelineInput['spec'],
): Uint8Array {
  if (!delivery) return rgb
  const still: Camera = { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics }
  const cache = new BoardCache({ ...size, rgb }, flatDepth(1, 1), intrinsics, size, delivery.size)
  return frameTo8Bit(cache.render(deliveryCamera(still, delivery)))
}
