import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
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
  /** Absolute file of each frame, film order. */
  outFile(index: number): string
}

/** Writes each frame's z-depth in subject distances as OpenEXR with the float channel Z. @throws StudioError `media.write` */
export async function writeDepthFrames(
  { rawFolder, count, size, outFile }: DepthFrames,
  media: ProcessClient,
  { signal, report }: TaskContext,
): Promise<void> {
  const quiet = { signal, report: () => undefined }
  for (let index = 0; index < count; index++) {
    report({ stage: 'take.depth', fraction: index / count, step: { done: index, total: count } })
    const file = path.join(rawFolder, `depth_${String(index).padStart(4, '0')}.f32`)
    await media.run('encode-depth', { file, ...size, format: 'exr', outFile: outFile(index) }, quiet)
  }
}
