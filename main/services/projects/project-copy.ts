import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { projectFiles } from './project-files.ts'
import { freeFolder } from './project-names.ts'
import { savedHistoryText } from './project-replay.ts'
import { unwritableFolder, writeWhole } from './project-write.ts'
import { sha256Of } from '../files/sha256.ts'

interface CopyInput {
  /** The project's, absolute. */
  readonly folder: string
  /** As it is at the moment: asked again each time that more was copied. */
  readonly history: () => FilmHistory
  /** An empty folder becomes the copy; in any other a new one is made, named after the film. */
  readonly target: string
}

/** A file or folder of a tree, by its path inside of it; folders before what is in them. */
interface TreeEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly bytes: number
}

/**
 * Copies a project as it is in memory, with its media and finished takes; whatever else happens, nothing stays.
 * @returns the copy's folder
 * @throws StudioError `project.copy.inside`, `project.save.*` of the target; AbortError
 */
export async function copyProject({ folder, history, target }: CopyInput, context: TaskContext): Promise<string> {
  const real = await realpath(target).catch(() => target)
  if (real === folder || real.startsWith(folder + path.sep)) throw new StudioError('project.copy.inside', { folder })
  let copy: string | null = null
  try {
    const isEmpty = (await readdir(real)).length === 0
    copy = isEmpty ? real : await freeFolder(real, history().present.name)
    const last = await copyFilesOf(folder, history, copy, context)
    const text = writeProject(last.present)
    await writeWhole(path.join(copy, projectFiles.history), savedHistoryText(last, sha256Of(Buffer.from(text))))
    await writeWhole(path.join(copy, projectFiles.film), text)
    return copy
  } catch (thrown) {
    if (copy !== null) await removeCopy(copy, copy === real)
    throw unwritableFolder(real, thrown)
  }
}

/** @returns the film as it was before the last look at the files, so that all that it names is in the copy */
async function copyFilesOf(
  folder: string,
  history: () => FilmHistory,
  copy: string,
  { signal, report }: TaskContext,
): Promise<FilmHistory> {
  const copied = new Set<string>()
  const names = [projectFiles.media, projectFiles.takes]
  await copyMissing({ from: folder, to: copy, names, copied }, { signal, report })
  for (;;) {
    const last = history()
    // What came meanwhile is little, and what was told of it would go back.
    const more = await copyMissing({ from: folder, to: copy, names, copied }, { signal, report: () => undefined })
    if (more === 0) return last
  }
}

/**
 * Copies folders of one folder into another: files and folders, neither hidden ones, which are unfinished, nor links,
 * which may lead anywhere. Those that are not there are made.
 */
export async function copyTrees(
  from: string,
  to: string,
  names: readonly string[],
  { signal, report }: TaskContext = { signal: new AbortController().signal, report: () => undefined },
): Promise<void> {
  await copyMissing({ from, to, names, copied: new Set() }, { signal, report })
}

interface MissingInput {
  readonly from: string
  readonly to: string
  readonly names: readonly string[]
  /** Files and folders that are left out; those that are copied join them. */
  readonly copied: Set<string>
}

/** @returns how many files and folders were copied */
async function copyMissing(
  { from, to, names, copied }: MissingInput,
  { signal, report }: TaskContext,
): Promise<number> {
  const found: TreeEntry[] = []
  for (const name of names) found.push({ name, isFolder: true, bytes: 0 }, ...(await entriesIn(from, name)))
  const entries = found.filter(({ name }) => !copied.has(name))
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { name, isFolder, bytes } of entries) {
    signal.throwIfAborted()
    if (isFolder) await mkdir(path.join(to, name), { recursive: true })
    // Shares the blocks on disks that can.
    else await copyFile(path.join(from, name), path.join(to, name), constants.COPYFILE_FICLONE)
    copied.add(name)
    const before = percent(done, total)
    done += bytes
    if (percent(done, total) > before) report({ stage: 'project.copy', fraction: done / total })
  }
  signal.throwIfAborted()
  return entries.length
}

async function entriesIn(root: string, folder: string): Promise<TreeEntry[]> {
  const found = await readdir(path.join(root, folder), { withFileTypes: true }).catch((thrown: unknown) => {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw thrown
  })
  const entries: TreeEntry[] = []
  for (const entry of found) {
    const name = path.join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) entries.push({ name, isFolder: true, bytes: 0 }, ...(await entriesIn(root, name)))
    else if (entry.isFile()) entries.push({ name, isFolder: false, bytes: (await lstat(path.join(root, name))).size })
  }
  return entries
}

function percent(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100)
}

async function removeCopy(copy: string, keepFolder: boolean): Promise<void> {
  const names = keepFolder ? await readdir(copy).catch(() => []) : ['']
  for (const name of names) await rm(path.join(copy, name), { recursive: true, force: true }).catch(() => undefined)
}
