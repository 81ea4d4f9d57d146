import { StudioError } from '../../../core/contract/errors.ts'
import type { Take } from '../../../core/contract/take.ts'
import type { TakeRecipeView } from '../../../core/contract/take-calls.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { recipeOfTake } from './repeat-take.ts'
import type { TakeRequest } from './take-queue.ts'

/**
 * What the queue needs to know of takes that repeat another one's recipe.
 * @throws StudioError `jobs.take-gone`, `takes.no-shot`, `command.recipe.*`
 */
export async function repeatRequests(
  { folder, film }: { readonly folder: string; readonly film: Film },
  repeats: string,
  seeds: readonly number[],
): Promise<TakeRequest[]> {
  const { spec, shot: taken } = await recipeOfTake(folder, repeats)
  const shot = film.shots.find(({ id }) => id === taken?.id)
  if (!taken || shot === undefined) throw new StudioError('takes.no-shot')
  const request = { shotId: shot.id, boardId: shot.boards[0]!.boardId, headFrames: taken.headFrames, repeats }
  return seeds.map((seed) => ({ ...request, spec: { ...spec, seed } }))
}

/** What a take was made from, for people. @throws StudioError `jobs.take-gone`, `command.recipe.*` */
export async function takeRecipeView(
  projectFolder: string,
  takeId: string,
  others: readonly string[],
): Promise<{ readonly recipe: TakeRecipeView; readonly same: string[] }> {
  const take = await recipeOfTake(projectFolder, takeId)
  const { filmCameras, sampleCameras, ...spec } = take.spec
  const { camera } = take.source
  const keyed = camera.kind === 'shot' && camera.camera.source === 'keys' ? camera.camera.path.keys.length : null
  const recipe: TakeRecipeView = {
    spec,
    source: take.source,
    run: take.run,
    promise: take.promise,
    frames: filmCameras.length,
    sampleFrames: sampleCameras.length,
    cameraKeys: keyed,
  }
  const pixels = pixelsOf(take)
  const same: string[] = []
  for (const other of others.filter((id) => id !== takeId)) {
    const found = await recipeOfTake(projectFolder, other).catch(() => null)
    if (found !== null && pixelsOf(found) === pixels) same.push(other)
  }
  return { recipe, same }
}

function pixelsOf({ files }: Take): string {
  return files.frames.map(({ pixelsSha256 }) => pixelsSha256).join()
}
