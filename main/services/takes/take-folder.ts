import { rmSync } from 'node:fs'
import { access, constants, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { isTakeFileName, takeFileNames } from '../../../core/contract/take.ts'
import { removeEmptyFolders } from '../files/empty-folders.ts'
import { flushTree } from '../files/flush-tree.ts'
import { moveAll } from '../files/move-files.ts'
import { renameHeld } from '../files/rename-file.ts'
import { isAbandoned, writerMark, writerMarkPattern } from '../files/writer-mark.ts'
import { syncFolder } from '../projects/project-write.ts'

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
 * Makes a take in a hidden folder and puts it in place when `make` has succeeded, the recipe last. Whatever else
 * happens, nothing stays: no half take, no new parent folder.
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
  const madeParent = await mkdir(parent, { recursive: true }).catch(cannotWrite(parent))
  const place = await buildingPlace(target)
  await sweepAbandoned(place, target)
  const folder = path.join(place, hiddenName(path.basename(target), 'unfinished'))
  // An exit in a hurry (second interrupt) must not leave half a take either.
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeNow)
  try {
    const workFolder = path.join(folder, 'work')
    await mkdir(workFolder, { recursive: true }).catch(cannotWrite(folder))
    const made = await make(folder, workFolder)
    await rm(workFolder, { recursive: true, force: true })
    // A recipe whose frames a power cut took would be a take that is lost.
    await flushTree(folder)
    // Somebody may have put files there in the meantime.
    await checkTarget(target, overwrite)
    await putInPlace(folder, target)
    await syncFolder(path.dirname(target))
    return made
  } catch (thrown) {
    await removeIfPossible(folder)
    if (madeParent !== undefined) await removeEmptyFolders(parent, path.dirname(madeParent))
    throw isRefusedIn([folder, target], thrown) ? unwritable(target, thrown) : named(thrown, folder, target)
  } finally {
    process.off('exit', removeNow)
  }
}

/**
 * Where a take is built: beside its target, so that one rename completes it; inside of it where a folder beside it would
 * lie on another disk (a memory stick's own folder) or cannot be written.
 */
async function buildingPlace(target: string): Promise<string> {
  const parent = path.dirname(target)
  const [own, outer] = await Promise.all([stat(target).catch(() => null), stat(parent).catch(() => null)])
  if (own === null) return parent
  const writable = await access(parent, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  return writable && own.dev === outer?.dev ? parent : target
}

/**
 * The folder itself stays when there is one: somebody may stand in it. The old take lies beside it until the new one is
 * complete, and comes back when a file cannot be moved.
 */
async function putInPlace(folder: string, target: string): Promise<void> {
  const old = await namesIn(target)
  if (old === null) return renameHeld(folder, target)
  const aside = path.join(path.dirname(folder), hiddenName(path.basename(target), 'replaced'))
  await mkdir(aside)
  const move = (from: string, to: string) => (name: string) => ({
    from: path.join(from, name),
    to: path.join(to, name),
  })
  try {
    // A folder counts as a take only while the recipe is in it.
    moveAll([
      ...recipeFirst(old).map(move(target, aside)),
      ...recipeFirst(await readdir(folder))
        .toReversed()
        .map(move(folder, target)),
    ])
  } catch (thrown) {
    await rmdir(aside).catch(() => undefined)
    throw thrown
  }
  await removeIfPossible(aside)
  await removeIfPossible(folder)
}

function recipeFirst(names: readonly string[]): string[] {
  const rest = names.filter((name) => name !== takeFileNames.recipe)
  return names.length === rest.length ? rest : [takeFileNames.recipe, ...rest]
}

/** Names in a folder, our own hidden folders left out; null when there is nothing of that name. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new StudioError('command.out.file', { file: folder })
    return (await readdir(folder)).filter((name) => !hiddenPattern.test(name))
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    return cannotWrite(folder)(thrown)
  }
}

const hiddenPattern = new RegExp(String.raw`^\.(.+)\.(unfinished|replaced)-${writerMarkPattern}$`, 's')

function hiddenName(name: string, state: 'unfinished' | 'replaced'): string {
  return `.${name}.${state}-${writerMark()}`
}

/**
 * Removes what runs that were killed left. An old take that was being replaced goes only when the new one is there. What
 * cannot be listed or removed is left as it is.
 */
async function sweepAbandoned(place: string, target: string): Promise<void> {
  for (const found of await readdir(place).catch(() => [])) {
    const match = hiddenPattern.exec(found)
    if (!match) continue
    const [, owner = '', state, mark = ''] = match
    const folder = path.join(place, found)
    if (!(await isAbandoned(folder, mark))) continue
    const home = place === target ? target : path.join(place, owner)
    if (state === 'replaced' && !(await exists(path.join(home, takeFileNames.recipe)))) continue
    await removeIfPossible(folder)
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

async function removeIfPossible(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

function cannotWrite(folder: string): (thrown: unknown) => never {
  return (thrown) => {
    throw unwritable(folder, thrown)
  }
}

function unwritable(folder: string, cause: unknown): StudioError {
  return refused(folder, (cause as NodeJS.ErrnoException).code ?? String(cause), cause)
}

function refused(folder: string, reason: string, cause: unknown): StudioError {
  if (fullDiskCodes.includes(reason)) return new StudioError('command.out.disk-full', { folder }, { cause })
  return new StudioError('command.out.unwritable', { folder, reason }, { cause })
}

/** Nobody knows the hidden folder that a worker could not write into: the error tells the take's own. */
function named(thrown: unknown, hidden: string, target: string): unknown {
  if (!(thrown instanceof StudioError)) return thrown
  const { code, details } = thrown
  const reason = String(details['reason'] ?? 'ENOSPC')
  // A frame is told by its name alone.
  if (code === 'inference.frame-write' && fullDiskCodes.includes(reason)) return refused(target, reason, thrown)
  const isOurs = String(details['file']).startsWith(hidden + path.sep)
  if (!isOurs || (code !== 'media.write' && code !== 'media.movie.disk-full')) return thrown
  return refused(target, reason, thrown)
}

/** Full in one way or another; the system tells no path when a file that is open already cannot be written. */
const fullDiskCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** True for what the system refuses in one of the folders, such as a full disk. */
function isRefusedIn(folders: readonly string[], thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('syscall' in thrown)) return false
  const { code, path: place, dest: target } = thrown as NodeJS.ErrnoException & { readonly dest?: string }
  if (place === undefined) return fullDiskCodes.includes(code)
  const places = target === undefined ? [place] : [place, target]
  return folders.some((folder) => places.some((one) => one === folder || one.startsWith(folder + path.sep)))
}
