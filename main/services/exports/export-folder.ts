import { rmSync } from 'node:fs'
import { mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError, type ErrorDetails } from '../../../core/contract/errors.ts'
import { removeEmptyFolders } from '../files/empty-folders.ts'
import { moveAll } from '../files/move-files.ts'
import { renameHeld } from '../files/rename-file.ts'
import { isAbandoned, writerMark, writerMarkPattern } from '../files/writer-mark.ts'
import { writeWhole } from '../projects/project-write.ts'

export interface ExportTarget {
  /** Absolute. */
  readonly folder: string
  /** Files that will be there, relative to the folder, with `/`. */
  readonly files: readonly string[]
  /** Replace those that are there, and frames of the same sequences that these do not have. */
  readonly overwrite: boolean
}

/**
 * Makes files in a hidden folder inside of the target and moves all of them into place when `make` has succeeded. Whatever
 * else happens, the target is as it was.
 * @param make writes every file of the target, under the same names, into the folder it gets
 * @throws StudioError `export.out.*`; whatever `make` throws, told of the target's files
 */
export async function writeExport(target: ExportTarget, make: (folder: string) => Promise<void>): Promise<void> {
  const { folder } = target
  await checkTarget(target)
  const madeFolder = await mkdir(folder, { recursive: true }).catch(cannotWrite(folder))
  await sweepAbandoned(folder)
  const staging = path.join(folder, `.craneshot-export-${writerMark()}`)
  // An exit in a hurry (second interrupt) must not leave half an export either.
  const removeNow = (): void => rmSync(staging, { recursive: true, force: true })
  process.once('exit', removeNow)
  try {
    for (const name of subfolders(target.files, '.')) await mkdir(path.join(staging, name), { recursive: true })
    await make(staging)
    // Somebody may have put files there in the meantime.
    await checkTarget(target)
    await writeWhole(path.join(staging, completeFile), JSON.stringify(target.files))
    await putInPlace(target, staging)
  } catch (thrown) {
    throw toldOfTarget(thrown, staging, folder)
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined)
    process.off('exit', removeNow)
    if (madeFolder !== undefined) await removeEmptyFolders(folder, path.dirname(madeFolder))
  }
}

/** Folders of the files, relative, each once. */
function subfolders(files: readonly string[], ...more: readonly string[]): Set<string> {
  return new Set([...more, ...files.map((file) => path.posix.dirname(file))])
}

async function checkTarget({ folder, files, overwrite }: ExportTarget): Promise<void> {
  const found = await stat(folder).catch(() => null)
  if (found === null) return
  if (!found.isDirectory()) throw new StudioError('export.out.file', { folder })
  for (const name of files) {
    const old = await stat(path.join(folder, name)).catch(() => null)
    if (old?.isDirectory() || (old !== null && !overwrite)) throw new StudioError('export.out.exists', { folder, name })
  }
}

/** Files that are replaced lie in the hidden folder until all new ones are in place, and come back when one is not. */
async function putInPlace({ folder, files, overwrite }: ExportTarget, staging: string): Promise<void> {
  const replaced = path.join(staging, 'replaced')
  const folders = [...subfolders(files)]
  for (const name of folders) {
    await mkdir(path.join(replaced, name), { recursive: true })
    await mkdir(path.join(folder, name), { recursive: true })
  }
  const old = overwrite ? await longerSequences(folder, files) : []
  for (const name of files) if (await stat(path.join(folder, name)).catch(() => null)) old.push(name)
  try {
    moveAll([
      ...old.map((name) => ({ from: path.join(folder, name), to: path.join(replaced, name) })),
      ...files.map((name) => ({ from: path.join(staging, name), to: path.join(folder, name) })),
    ])
  } catch (thrown) {
    for (const name of folders) await removeEmptyFolders(path.join(folder, name), folder)
    throw thrown
  }
}

const numberedPattern = /^(.*\.)\d+(\.[a-z]+)$/

/**
 * Frames of an earlier export that the new ones do not replace: programs take numbered files beside each other for one
 * sequence.
 * @returns relative to the folder
 */
async function longerSequences(folder: string, files: readonly string[]): Promise<string[]> {
  const sequenceOf = (name: string): string | null =>
    numberedPattern.test(name) ? name.replace(numberedPattern, '$1#$2') : null
  const own = new Set(files)
  const sequences = new Set(files.map(sequenceOf))
  const found: string[] = []
  for (const place of subfolders(files.filter((name) => numberedPattern.test(name)))) {
    for (const each of await readdir(path.join(folder, place)).catch(() => [])) {
      const name = path.posix.join(place, each)
      const sequence = sequenceOf(name)
      if (sequence !== null && sequences.has(sequence) && !own.has(name)) found.push(name)
    }
  }
  return found
}

const abandonedPattern = new RegExp(String.raw`^\.craneshot-export-${writerMarkPattern}$`)

/** In the hidden folder, from when all files are made: their names. */
const completeFile = 'complete.json'

/**
 * Clears up after exports that were killed: one whose files were all made, and were being moved, comes to its end; of any
 * other nothing stays.
 * @returns false when the folder cannot be listed, or something stays in it
 */
export async function sweepAbandoned(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => null)
  for (const name of names ?? []) {
    const mark = abandonedPattern.exec(name)?.[1]
    const staging = path.join(folder, name)
    if (mark === undefined || !(await isAbandoned(staging, mark))) continue
    await moveRest(folder, staging)
    await rm(staging, { recursive: true, force: true }).catch(() => undefined)
  }
  return names !== null && !(await readdir(folder).catch(() => [])).some((name) => abandonedPattern.test(name))
}

async function moveRest(folder: string, staging: string): Promise<void> {
  for (const name of await completeNames(staging)) {
    const from = path.join(staging, name)
    const file = path.join(folder, name)
    if ((await stat(from).catch(() => null)) === null) continue
    await mkdir(path.dirname(file), { recursive: true }).catch(() => undefined)
    if (await staysInside(folder, path.dirname(file))) await renameHeld(from, file).catch(() => undefined)
  }
}

/** Nothing while the files are still being made. Names come from a file that others may have put there. */
async function completeNames(staging: string): Promise<string[]> {
  try {
    const names = JSON.parse(await readFile(path.join(staging, completeFile), 'utf8')) as unknown
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string' && isInside(name)) : []
  } catch {
    return []
  }
}

/** A link on the way would lead elsewhere. */
async function staysInside(folder: string, place: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([folder, place].map((one) => realpath(one).catch(() => '')))
  return outer !== undefined && inner === path.join(outer, path.relative(folder, place))
}

function isInside(name: string): boolean {
  return !path.isAbsolute(name) && !name.split(/[\\/]/).includes('..')
}

function cannotWrite(folder: string): (thrown: unknown) => never {
  return (thrown) => {
    throw unwritable(folder, thrown)
  }
}

function unwritable(folder: string, cause: unknown): StudioError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new StudioError('export.out.unwritable', { folder, reason }, { cause })
}

/** A user knows the files of the target, not those of the hidden folder; what the system refuses there is named. */
function toldOfTarget(thrown: unknown, staging: string, folder: string): unknown {
  if (thrown instanceof StudioError) {
    const told = (value: string | number): string | number =>
      typeof value === 'string' ? value.replaceAll(staging, folder) : value
    const details: ErrorDetails = Object.fromEntries(
      Object.entries(thrown.details).map(([key, value]) => [key, told(value)]),
    )
    return new StudioError(thrown.code, details, { cause: thrown })
  }
  if (!(thrown instanceof Error) || !('syscall' in thrown)) return thrown
  const place = (thrown as NodeJS.ErrnoException).path
  return place === undefined || place.startsWith(folder) ? unwritable(folder, thrown) : thrown
}
