import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isProcessAlive } from '../../jobs/process-alive.ts'
import { projectFiles } from './project-files.ts'

/** What is being written has a hidden name with the number of the process that writes it. */
const unfinishedFile = /^\..+\.(\d+)-[0-9a-f]{8}\.tmp$/s
const unfinishedTake = /^\..+\.unfinished-(\d+)-[0-9a-f]{8}$/s

/**
 * Removes what killed processes left in a project: half written files and unfinished takes. A take's folder with a name
 * of its own stays even without its recipe: a disk in the net may still be bringing it.
 */
export async function sweepProject(folder: string): Promise<void> {
  await sweep(folder, unfinishedFile)
  await sweep(path.join(folder, projectFiles.media), unfinishedFile)
  await sweep(path.join(folder, projectFiles.takes), unfinishedTake)
}

async function sweep(folder: string, pattern: RegExp): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = pattern.exec(name)?.[1]
    if (pid === undefined || isProcessAlive(Number(pid))) continue
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
