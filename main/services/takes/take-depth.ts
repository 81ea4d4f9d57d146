import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PixelBox } from '../../../core/framing/framing.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'

/** @throws StudioError `command.depth-exr.no-cache`: only the cache knows how far away things are. */
export function checkHasDepth({ cache }: GenerationSpec): void {
  if (cache === 'off') throw new StudioError('command.depth-exr.no-cache')
}

/** A generation's raw depth, one file a film frame. */
export interface DepthFrames {
  /** The generation's `depthFolder`. */
  readonly rawFolder: string
  readonly count: number
  readonly size: PixelSize
  /** The part that is written, whose edges may lie between pixels; all of it where it is left out. */
  readonly box?: PixelBox
  /** Absolute file of each frame, film order. */
  outFile(index: number): string
}

/** Writes each frame's z-depth in subject distances as OpenEXR with the float channel Z. @throws StudioError `media.write` */
export async function writeDepthFrames(
  { rawFolder, count, size, box, outFile }: DepthFrames,
  media: ProcessClient,
  { signal, report }: TaskContext,
): Promise<void> {
  const quiet = { signal, report: () => undefined }
  const part = box === undefined ? {} : { box: wholePixels(box) }
  for (let index = 0; index < count; index++) {
    report({ stage: 'take.depth', fraction: index / count, step: { done: index, total: count } })
    const file = path.join(rawFolder, `depth_${String(index).padStart(4, '0')}.f32`)
    await media.run('encode-depth', { file, ...size, ...part, format: 'exr', outFile: outFile(index) }, quiet)
  }
}

/** Depth is taken as it is, never between two pixels: something near and something far have nothing in their middle. */
function wholePixels({ x, y, width, height }: PixelBox): PixelBox {
  const [left, top] = [Math.round(x), Math.round(y)]
  return { x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top }
}
