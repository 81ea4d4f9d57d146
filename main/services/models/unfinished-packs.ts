import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { isAbandoned, writerMark, writerMarkPattern } from '../files/writer-mark.ts'

const workPattern = new RegExp(String.raw`^\.pack\.unfinished-${writerMarkPattern}$`)

/**
 * A hidden name in the folder of packs, for one that is being made or is on its way out. What killed programs left there
 * goes.
 * @param userPacks made if it is not there
 * @throws the system's error
 */
export async function unfinishedPack(userPacks: string): Promise<string> {
  await mkdir(userPacks, { recursive: true })
  for (const name of await readdir(userPacks)) {
    const mark = workPattern.exec(name)?.[1]
    const left = path.join(userPacks, name)
    if (mark !== undefined && (await isAbandoned(left, mark)))
      await rm(left, { recursive: true, force: true }).catch(() => undefined)
  }
  return path.join(userPacks, `.pack.unfinished-${writerMark()}`)
}

/**
 * The named error for a folder of packs, or of what was measured of them, that cannot be written, from what the system
 * threw; anything else stays.
 */
export function unwritablePacks(folder: string, thrown: unknown): unknown {
  const { code } = thrown as NodeJS.ErrnoException
  if (thrown instanceof StudioError || code === undefined || !(thrown instanceof Error && 'syscall' in thrown))
    return thrown
  return new StudioError('weights.unwritable', { folder, reason: code }, { cause: thrown })
}
