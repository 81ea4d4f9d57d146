import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { frameSizeOf } from '../../../core/contract/generation.ts'
import type { Obedience } from '../../../core/contract/obedience.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import type { LongTask } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { writeObedience } from './obedience-file.ts'
import { readRecipe } from './take-recipe.ts'

/** A take's obedience, and whether it is kept beside the take. */
export interface MeasuredTake {
  readonly obedience: Obedience
  /** False where the take's folder cannot be written. */
  readonly kept: boolean
}

/**
 * Measures how well a take's frames obey the authored camera, and keeps the result beside its files.
 * @param media a process for nothing but this: it lowers its own priority
 * @throws StudioError `command.recipe.*`, `media.*` for files that are gone or not the take's; AbortError
 */
export function measureTake(media: ProcessClient): LongTask<{ readonly takeFolder: string }, MeasuredTake> {
  return async ({ takeFolder }, context) => {
    const file = path.join(takeFolder, takeFileNames.recipe)
    const { spec, files } = await readRecipe(file)
    const [frames, cameras] = [files.frames.length, spec.filmCameras.length]
    if (frames !== cameras)
      throw new StudioError('command.recipe.invalid', {
        file,
        reason: `files.frames: ${frames} for ${cameras} cameras`,
      })
    const beside = (name: string): string => path.join(takeFolder, name)
    const input = {
      pictureFile: beside(files.picture),
      depthFile: beside(files.depth),
      modelSize: spec.size,
      boardIntrinsics: spec.boardIntrinsics,
      frameFiles: files.frames.map(({ name }) => beside(name)),
      frameSize: frameSizeOf(spec),
      box: spec.delivery?.box ?? { x: 0, y: 0, ...spec.size },
      cameras: spec.filmCameras,
    }
    const obedience = await media.run<Obedience>('measure-obedience', input, context)
    context.signal.throwIfAborted()
    return { obedience, kept: await writeObedience(takeFolder, obedience) }
  }
}
