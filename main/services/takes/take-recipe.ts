import type { z } from 'zod'
import { StudioError } from '../../../core/contract/errors.ts'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { readWithin } from '../files/read-within.ts'

/** 100 000 frames with their cameras and hashes have about 60 MB of text. */
export const maximumRecipeBytes = 200_000_000

/** A take.json. @throws StudioError `command.recipe.newer`, `command.recipe.invalid`, `media.*` */
export async function readRecipe(file: string): Promise<Take> {
  return parseRecipe((await readWithin(file, maximumRecipeBytes)).toString('utf8'), file, takeSchema)
}

/**
 * A take.json's text, as far as a schema goes.
 * @param file for the errors
 * @throws StudioError `command.recipe.newer`, `command.recipe.invalid` with the place and the problem
 */
export function parseRecipe<Value>(text: string, file: string, schema: z.ZodType<Value>): Value {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new StudioError('command.recipe.invalid', { file, reason: (cause as Error).message }, { cause })
  }
  const found = (json as { version?: unknown } | null)?.version
  if (typeof found === 'number' && found > 1) throw new StudioError('command.recipe.newer', { file, found })
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
  throw new StudioError('command.recipe.invalid', { file, reason }, { cause: parsed.error })
}
