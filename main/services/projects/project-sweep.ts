import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAbandoned, writerMarkPattern } from '../files/writer-mark.ts'
import { takeIds, takesFolder } from '../takes/take-index.ts'
import { projectFiles } from './project-files.ts'

/** What is being written has a hidden name with the mark of its writer. */
const unfinishedFile = new RegExp(String.raw`^\..+\.${writerMarkPattern}\.tmp$`, 's')
const unfinishedTake = new RegExp(String.raw`^\..+\.(?:unfinished|removed)-${writerMarkPattern}$`, 's')

/** What killed processes left in a project. */
export interface Leftovers {
  /** Half written files, absolute. */
  readonly files: readonly string[]
  /** Folders of takes that were being made or removed, absolute. */
  readonly takes: readonly string[]
}

/** Finds half written files and unfinished takes that nobody writes any more. */
export async function findLeftovers(folder: string): Promise<Leftovers> {
  const inner = [projectFiles.media, projectFiles.snapshots].map((name) => path.join(folder, name))
  // What is measured of a take is written beside its files.
  const own = (await takeIds(folder).catch(() => [])).map((id) => path.join(takesFolder(folder), id))
  const files = await Promise.all([folder, ...inner, ...own].map((place) => abandoned(place, unfinishedFile)))
  return { files: files.flat(), takes: await abandoned(path.join(folder, projectFiles.takes), unfinishedTake) }
}

/**
 * Removes what killed processes left in a project. A take's folder with a name of its own stays even without its recipe:
 * a disk in the net may still be bringing it.
 */
export async function sweepProject(folder: string): Promise<void> {
  const { files, takes } = await findLeftovers(folder)
  for (const place of [...files, ...takes]) await rm(place, { recursive: true, force: true }).catch(() => undefined)
}

/** Removes half written files of writers that are gone from any folder of ours. */
export async function sweepFolder(folder: string): Promise<void> {
  for (const place of await abandoned(folder, unfinishedFile)) await rm(place, { force: true }).catch(() => undefined)
}

async function abandoned(folder: string, pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const mark = pattern.exec(name)?.[1]
    const place = path.join(folder, name)
    if (mark !== undefined && (await isAbandoned(place, mark))) found.push(place)
  }
  return found
}
