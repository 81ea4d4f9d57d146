import { access } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { takeFileNames, type Take } from '../../../core/contract/take.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { readRecipe } from '../takes/take-recipe.ts'
import { ownFile } from '../files/own-file.ts'

/** A shot's take with its files where they lie. */
export interface ChosenTake {
  readonly id: string
  readonly take: Take
  /** Absolute. */
  readonly folder: string
  /** Absolute, film order. */
  readonly frameFiles: readonly string[]
}

/**
 * The take that a shot of the film is to be seen as, as the cut shows it (core/project/take-in-cut); null for its board.
 * @param takes of the project
 * @throws StudioError `export.take-missing`, `.take-damaged`
 */
export async function readTakeInCut(
  projectFolder: string,
  shot: Shot,
  takes: readonly TakeSummary[],
): Promise<ChosenTake | null> {
  // A chosen take that is gone or damaged is told by name; nothing takes its place.
  const id = shot.chosenTakeId ?? takeInCut(shot, takes)?.id ?? null
  if (id === null) return null
  const folder = path.join(projectFolder, 'takes', id)
  const recipe = path.join(folder, takeFileNames.recipe)
  const details = { take: id, shot: shot.name || shot.id }
  const take = await readRecipe(recipe).catch((cause: unknown) => {
    const isThere = cause instanceof StudioError && cause.code.startsWith('command.recipe.')
    if (!isThere) throw new StudioError('export.take-missing', details, { cause })
    throw new StudioError('export.take-damaged', { ...details, file: recipe }, { cause })
  })
  const frameFiles = take.files.frames.map(({ name }) => path.join(folder, name))
  for (const file of frameFiles) {
    await access(file).catch((cause: unknown) => {
      throw new StudioError('export.take-damaged', { ...details, file }, { cause })
    })
    await ownFile(projectFolder, file)
  }
  return { id, take, folder, frameFiles }
}
