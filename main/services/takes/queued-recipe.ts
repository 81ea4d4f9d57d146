import { z } from 'zod'
import { StudioError } from '../../../core/contract/errors.ts'
import { generationSpecSchema, type GenerationSpec } from '../../../core/contract/generation.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { filmOfShot } from '../../../core/project/film-of-shot.ts'
import { idSchema } from '../../../core/project/schema/values.ts'

const recipeSchema = z.strictObject({
  version: z.literal(1),
  /** The shot, its boards and what holds for the whole film, as it was when the take was queued. */
  film: filmSchema,
  boardId: idSchema,
  headFrames: z.number().int().min(0),
  /** With seed 0: takes that differ in nothing else share the recipe. */
  spec: generationSpecSchema,
  /** The take of the project whose recipe is repeated: its rasters and cameras count, not the film's. */
  repeats: idSchema.optional(),
})
type QueuedRecipe = z.infer<typeof recipeSchema>

export interface RecipeInput {
  readonly film: Film
  readonly shotId: string
  readonly boardId: string
  readonly headFrames: number
  readonly spec: GenerationSpec
  readonly repeats?: string
}

/** What a take is made from, but for its seed, as text: the same for the same. @throws StudioError `edit.unknown` */
export function recipeText({ film, shotId, boardId, headFrames, spec, repeats }: RecipeInput): string {
  const recipe: QueuedRecipe = {
    version: 1,
    film: filmOfShot(film, shotId),
    boardId,
    headFrames,
    spec: { ...spec, seed: 0 },
    ...(repeats === undefined ? {} : { repeats }),
  }
  return JSON.stringify(recipe)
}

/** @throws StudioError `jobs.recipe-newer` for what another version of the app has queued */
export function parseQueuedRecipe(text: string): QueuedRecipe {
  const parsed = recipeSchema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new StudioError('jobs.recipe-newer', {}, { cause: parsed.error })
}
