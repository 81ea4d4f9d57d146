import { stat } from 'node:fs/promises'
import path from 'node:path'
import { takeFileNames } from '../../../core/contract/take.ts'
import { projectFiles } from '../projects/project-files.ts'
import { listTakes, takesFolder } from './take-index.ts'

/** A take by its folder, absolute, with the name that lists give it. */
export interface NamedTake {
  readonly name: string
  readonly folder: string
}

/**
 * The takes behind a word of the command line: a take's folder or its take.json, or a project's folder or its project.json,
 * which means all of its takes, the oldest first.
 * @returns an empty list for anything else
 */
export async function takesToMeasure(named: string): Promise<readonly NamedTake[]> {
  const base = path.basename(named)
  const folder = base === takeFileNames.recipe || base === projectFiles.film ? path.dirname(named) : named
  if (await isFile(path.join(folder, takeFileNames.recipe))) return [{ name: path.basename(folder), folder }]
  if (!(await isFile(path.join(folder, projectFiles.film)))) return []
  const listed = await listTakes(folder)
  return listed.map(({ id }) => ({ name: id, folder: path.join(takesFolder(folder), id) }))
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true
}
