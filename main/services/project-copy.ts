import { constants } from 'node:fs'
import { cp, lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import type { FilmHistory } from '../../core/project/film-history.ts'
import { writeProject } from '../../core/project/project-file.ts'
import { projectFiles } from './project-files.ts'
import { freeFolder } from './project-names.ts'
import { savedHistoryText } from './project-replay.ts'
import { unwritableFolder, writeWhole } from './project-write.ts'
import { sha256Of } from './sha256.ts'

/**
 * Copies a project as it is in memory, with its media and finished takes.
 * @param target an empty folder becomes the copy; in any other a new one is made, named after the film
 * @returns the copy's folder
 * @throws StudioError `project.copy.inside`, `project.save.*` of the target
 */
export async function copyProject(folder: string, history: FilmHistory, target: string): Promise<string> {
  const real = await realpath(target).catch(() => target)
  if (real === folder || real.startsWith(folder + path.sep)) throw new StudioError('project.copy.inside', { folder })
  let copy: string | null = null
  try {
    const isEmpty = (await readdir(real)).length === 0
    copy = isEmpty ? real : await freeFolder(real, history.present.name)
    for (const name of [projectFiles.media, projectFiles.takes])
      await copyFolder(path.join(folder, name), path.join(copy, name))
    const text = writeProject(history.present)
    await writeWhole(path.join(copy, projectFiles.history), savedHistoryText(history, sha256Of(Buffer.from(text))))
    await writeWhole(path.join(copy, projectFiles.film), text)
    return copy
  } catch (thrown) {
    if (copy !== null) await removeCopy(copy, copy === real)
    throw unwritableFolder(real, thrown)
  }
}

/** Files and folders, neither hidden ones, which are unfinished, nor links, which may lead anywhere. */
export async function copyFolder(from: string, to: string): Promise<void> {
  if ((await lstat(from).catch(() => null)) === null) return void (await mkdir(to, { recursive: true }))
  await cp(from, to, {
    recursive: true,
    // Shares the blocks on disks that can.
    mode: constants.COPYFILE_FICLONE,
    filter: async (source) => {
      if (path.basename(source).startsWith('.')) return false
      const facts = await lstat(source)
      return facts.isFile() || facts.isDirectory()
    },
  })
}

async function removeCopy(copy: string, keepFolder: boolean): Promise<void> {
  const names = keepFolder ? await readdir(copy).catch(() => []) : ['']
  for (const name of names) await rm(path.join(copy, name), { recursive: true, force: true }).catch(() => undefined)
}
