import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { takeFileNames } from '../../../core/contract/take.ts'
import { takeIds, takesFolder } from '../takes/take-index.ts'
import { readRecipe } from '../takes/take-recipe.ts'
import type { RepairStep } from './repair-step.ts'

/** What is not whole in the folder of takes. It is told and left as it is: each part of a take may be worth something. */
export async function takeSteps(folder: string): Promise<RepairStep[]> {
  const steps: RepairStep[] = []
  for (const id of (await takeIds(folder).catch(() => [])).toSorted(byCode)) {
    const words = await wrongIn(path.join(takesFolder(folder), id), `takes/${id}`)
    if (words !== null) steps.push({ words, apply: null })
  }
  return steps
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : 1
}

async function wrongIn(take: string, name: string): Promise<RepairStep['words'] | null> {
  const names = new Set(await readdir(take).catch(() => []))
  if (!names.has(takeFileNames.recipe)) {
    const isFolder = (await stat(take).catch(() => null))?.isDirectory() === true
    return isFolder ? { code: 'repair.take.no-recipe', details: { folder: name } } : null
  }
  try {
    const { files } = await readRecipe(path.join(take, takeFileNames.recipe))
    const named = [...files.frames.map((frame) => frame.name), files.picture, files.depth, files.movie ?? []].flat()
    const missing = named.filter((file) => !names.has(file)).length
    return missing === 0 ? null : { code: 'repair.take.incomplete', details: { folder: name, missing } }
  } catch {
    return { code: 'repair.take.damaged', details: { folder: name } }
  }
}
