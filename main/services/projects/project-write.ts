import { copyFile, link, open, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { renameHeld } from '../files/rename-file.ts'
import { writerMark } from '../files/writer-mark.ts'

/** A hidden name beside `file` that nobody else uses; what a killed process leaves of it is swept by its mark. */
export function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${writerMark()}.tmp`)
}

/**
 * Writes a file so that after a crash or a power cut it holds its old content or the new one, never a part of either.
 * @throws the system's error; nothing stays beside the file then
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(file)
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameHeld(temporary, file)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw thrown
  }
  await syncFolder(path.dirname(file))
}

/** Gives a file a second name in one step; what has that name already is replaced. */
export async function keepCopy(file: string, copy: string): Promise<void> {
  const temporary = temporaryBeside(copy)
  try {
    // Memory sticks know no second names.
    await link(file, temporary).catch(() => copyFile(file, temporary))
    await renameHeld(temporary, copy)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** What file systems answer that know no second names: memory sticks, some disks in the net. */
const noSecondNames = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'])

/**
 * Makes a file that nobody has made before. It appears with all of its content: whoever is killed on the way leaves no
 * file of that name. Only where the file system knows no second names may it be empty for a moment.
 * @returns false when there is one already
 * @throws the system's error; nothing stays then
 */
export async function createWhole(file: string, content: string): Promise<boolean> {
  const temporary = temporaryBeside(file)
  try {
    await writeFile(temporary, content, { flag: 'wx' })
    await link(temporary, file)
    return true
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (noSecondNames.has(code)) return createInPlace(file, content)
    throw thrown
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

async function createInPlace(file: string, content: string): Promise<boolean> {
  const handle = await open(file, 'wx').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'EEXIST') return null
    throw thrown
  })
  if (handle === null) return false
  try {
    await handle.writeFile(content)
    return true
  } catch (thrown) {
    await rm(file, { force: true }).catch(() => undefined)
    throw thrown
  } finally {
    await handle.close()
  }
}

/** Makes the content of a file outlast a power cut. @throws the system's error */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes renames in a folder outlast a power cut, where the system can: Windows opens no folders. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Full in one way or another. */
const fullDiskCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** The named error for a folder that takes no files, from what the system threw; anything else stays what it is. */
export function unwritableFolder(folder: string, thrown: unknown): unknown {
  if (thrown instanceof StudioError || !(thrown instanceof Error)) return thrown
  const { code } = thrown as NodeJS.ErrnoException
  if (code === undefined || !('syscall' in thrown)) return thrown
  if (fullDiskCodes.includes(code)) return new StudioError('project.save.disk-full', { folder }, { cause: thrown })
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new StudioError('project.save.gone', { folder }, { cause: thrown })
  return new StudioError('project.save.refused', { folder, reason: code }, { cause: thrown })
}
