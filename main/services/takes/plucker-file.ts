import { createHash } from 'node:crypto'
import { open, rm, stat, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { camerasFromPoses } from '../../../core/camera/cameras.ts'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { renameHeld } from '../files/rename-file.ts'
import { readPoses } from './pose-file.ts'

export interface PluckerFileInput {
  readonly poseFile: string
  /** Model size in pixels. */
  readonly size: PixelSize
  /** Size of the picture that the poses describe; null takes the first lens and square pixels. */
  readonly poseSize: PixelSize | null
  readonly outFile: string
  readonly overwrite: boolean
}

export interface PluckerFileOutput {
  /** `[1, frames, 6, height, width]`. */
  readonly shape: readonly number[]
  /** Of the values alone, as specs carry it. */
  readonly sha256: string
}

/**
 * Writes the Plücker map of a pose file in CameraCtrl's layout (moment first) as .npy, frame by frame, under a temporary
 * name until it is whole.
 */
export const writePluckerFile: LongTask<PluckerFileInput, PluckerFileOutput> = async (input, context) => {
  const { rows } = await readPoses(input.poseFile)
  if (!input.overwrite && (await exists(input.outFile))) {
    throw new StudioError('command.out.exists', { file: input.outFile })
  }
  const { cameras } = camerasFromPoses(rows, {
    size: input.size,
    ...(input.poseSize ? { poseSize: input.poseSize } : {}),
  })
  const shape = [1, cameras.length, 6, input.size.height, input.size.width]
  const unfinished = `${input.outFile}.${process.pid}.unfinished`
  try {
    await mkdir(path.dirname(input.outFile), { recursive: true })
    const sha256 = await writeFrames(unfinished, cameras, input.size, shape, context)
    await renameHeld(unfinished, input.outFile)
    return { shape, sha256 }
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    const reason = (thrown as NodeJS.ErrnoException).code
    if (thrown instanceof StudioError || context.signal.aborted || reason === undefined) throw thrown
    throw new StudioError('media.write', { file: input.outFile, reason }, { cause: thrown })
  }
}

async function writeFrames(
  file: string,
  cameras: readonly Camera[],
  size: PixelSize,
  shape: readonly number[],
  { signal, report }: TaskContext,
): Promise<string> {
  const handle = await open(file, 'w')
  const hash = createHash('sha256')
  try {
    await handle.writeFile(writeNpyFloat32(shape, new Float32Array(0)))
    for (const [index, camera] of cameras.entries()) {
      signal.throwIfAborted()
      report({ stage: 'plucker.write', fraction: index / cameras.length, step: { done: index, total: cameras.length } })
      const frame = new Uint8Array(expandPlucker([camera], size, 'moment-direction').buffer)
      hash.update(frame)
      await handle.writeFile(frame)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
