import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { takeFileNames, type Take } from '../../../core/contract/take.ts'
import type { LongTask } from '../../../core/contract/tasks.ts'
import { partOf } from '../progress-part.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import { makeTake } from './make-take.ts'
import { checkMemory, checkProject, type ProjectTake, type ProjectTakeTools } from './project-take.ts'
import { restoreRasters } from './remake-take.ts'
import { sameRun, type RunWish } from './run-generation.ts'
import { buildTake } from './take-folder.ts'
import { takeFolder, takesFolder } from './take-index.ts'
import { readRecipe } from './take-recipe.ts'

export interface RepeatTakeInput {
  /** Absolute. */
  readonly projectFolder: string
  /** The take whose recipe is repeated, of the same project. */
  readonly repeats: string
  readonly seed: number
  readonly pack: InstalledPack
  /** Where takes run now; the take's own processor and threads come first where they are to be had. */
  readonly run: RunWish
  /** The new take's name in the project. */
  readonly takeId: string
}

/** Part of the whole task's progress that reading the recipe takes. */
const readPart = 0.02

/**
 * A take of another take's recipe: its cameras, rasters and settings, whatever the film says by now. With its seed the
 * frames are the same pixels.
 * @throws StudioError `jobs.take-gone`; those of making a take again and of making one; AbortError
 */
export function repeatTake(tools: ProjectTakeTools): LongTask<RepeatTakeInput, ProjectTake> {
  return async ({ projectFolder, repeats, seed, pack, run, takeId }, context) => {
    await checkProject(projectFolder)
    const first = await recipeOfTake(projectFolder, repeats)
    const spec = { ...first.spec, seed }
    const again = sameRun(run, first.run)
    await checkMemory(spec, pack, tools.packs, again.provider)
    const target = path.join(takesFolder(projectFolder), takeId)
    const output = { target, overwrite: false, movie: first.files.movie === null ? 'none' : 'mp4' } as const
    const made = await buildTake(output, async (folder, workFolder) => {
      const from = path.join(takesFolder(projectFolder), repeats)
      const rasters = await restoreRasters(first, from, workFolder, tools.media, context)
      const { source, shot, deliveryBox } = first
      const recipe = { spec, source, shot, deliveryBox, pack, ...rasters }
      return makeTake({ recipe, folder, workFolder, output, run: again }, tools, partOf(context, readPart, 1))
    })
    return { ...made, id: takeId, folder: target }
  }
}

/** The recipe of a take of a project. @throws StudioError `jobs.take-gone`, `command.recipe.*` */
export async function recipeOfTake(projectFolder: string, takeId: string): Promise<Take> {
  const folder = takeFolder(projectFolder, takeId)
  if (folder === null) throw new RangeError(`no take is named ${takeId}`)
  return readRecipe(path.join(folder, takeFileNames.recipe)).catch((thrown: unknown) => {
    const gone = thrown instanceof StudioError && thrown.code === 'media.missing'
    throw gone ? new StudioError('jobs.take-gone', { take: takeId }, { cause: thrown }) : thrown
  })
}
