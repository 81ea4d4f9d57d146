import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { isTakeFileName, takeFileNames } from '../../core/contract/take.ts'

/**
 * Refuses a target that is not free: anything but a new name, an empty folder or, to overwrite, a folder that holds a
 * take and nothing else.
 * @throws StudioError `command.out.*` that names the target and what to do.
 */
async function checkTarget(target: string, overwrite: boolean): Promise<void> {
  const names = await namesIn(target)
  if (names === null || names.length === 0) return
  if (!overwrite) throw new StudioError('command.out.not-empty', { folder: target })
  const foreign = names.find((name) => !isTakeFileName(name))
  if (foreign !== undefined) throw new StudioError('command.out.foreign', { folder: target, name: foreign })
}

/**
 * Makes a take in a folder beside its target and puts it in place when `make` has succeeded, the recipe last. Whatever
 * else happens, nothing stays: no half take, no new parent folder.
 * @param overwrite replace the take in the target.
 * @param make gets the take's folder and one inside of it for what is not to stay.
 * @throws StudioError `command.out.*`; whatever `make` throws
 */
export async function buildTake<Made>(
  { target, overwrite }: { readonly target: string; readonly overwrite: boolean },
  make: (folder: string, workFolder: string) => Promise<Made>,
): Promise<Made> {
  await checkTarget(target, overwrite)
  const parent = path.dirname(target)
  const name = path.basename(target)
  const madeParent = await mkdir(parent, { recursive: true }).catch(cannotWrite(parent))
  await sweepAbandoned(parent, name)
  const folder = path.join(parent, unfinishedName(name))
  // An exit in a hurry (second interrupt) must not leave half a take either.
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeNow)
  try {
    const workFolder = path.join(folder, 'work')
    await mkdir(workFolder, { recursive: true }).catch(cannotWrite(folder))
    const made = await make(folder, workFolder)
    await rm(workFolder, { recursive: true, force: true })
    // Somebody may have put files there in the meantime.
    await checkTarget(target, overwrite)
    await putInPlace(folder, target)
    return made
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true })
    if (madeParent !== undefined) await removeEmptyFolders(parent, path.dirname(madeParent))
    throw isSystemError(thrown) ? unwritable(target, thrown) : thrown
  } finally {
    process.off('exit', removeNow)
  }
}

async function putInPlace(folder: string, target: string): Promise<void> {
  const old = await namesIn(target)
  if (old === null) return rename(folder, target)
  // Without its recipe the old take counts as aborted from here on, until the new recipe arrives.
  for (const name of recipeFirst(old)) await rm(path.join(target, name), { force: true })
  for (const name of recipeFirst(await readdir(folder)).toReversed()) {
    await rename(path.join(folder, name), path.join(target, name))
  }
  await rmdir(folder)
}

function recipeFirst(names: readonly string[]): string[] {
  const rest = names.filter((name) => name !== takeFileNames.recipe)
  return names.length === rest.length ? rest : [takeFileNames.recipe, ...rest]
}

/** Names in a folder; null when there is nothing of that name. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new StudioError('command.out.file', { file: folder })
    return await readdir(folder)
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    return cannotWrite(folder)(thrown)
  }
}

function unfinishedName(name: string): string {
  return `.${name}.unfinished-${process.pid}-${randomBytes(4).toString('hex')}`
}

/** A process number may belong to another machine that writes to the same disk; a day of silence cannot. */
const abandonedAfterMilliseconds = 24 * 3600 * 1000

/**
 * Removes what runs that were killed left: beside the same target at once, beside others after a day. A parent
 * that may be written but not listed is left as it is.
 */
async function sweepAbandoned(parent: string, name: string): Promise<void> {
  for (const found of await readdir(parent).catch(() => [])) {
    const match = /^\.(.+)\.unfinished-(\d+)-[0-9a-f]{8}$/s.exec(found)
    if (!match || isAlive(Number(match[2]))) continue
    const folder = path.join(parent, found)
    const touched = await stat(folder).catch(() => null)
    const old = touched !== null && Date.now() - touched.mtimeMs > abandonedAfterMilliseconds
    if (match[1] === name || old) await rm(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes folders from `folder` upwards to below `keep`, as long as they are empty. */
async function removeEmptyFolders(folder: string, keep: string): Promise<void> {
  for (let at = folder; at !== keep && at.startsWith(keep); at = path.dirname(at)) {
    try {
      await rmdir(at)
    } catch {
      return
    }
  }
}

function cannotWrite(folder: string): (thrown: unknown) => never {
  return (thrown) => {
    throw unwritable(folder, thrown)
  }
}

function unwritable(folder: string, cause: unknown): StudioError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new StudioError('command.out.unwritable', { folder, reason }, { cause })
}

/** True for what the system refuses, such as a full disk. */
function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown && 'code' in thrown
}
