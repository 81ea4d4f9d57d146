import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { isProcessAlive } from '../../jobs/process-alive.ts'

const workPattern = /^\.pack\.unfinished-(\d+)-[0-9a-f]{8}$/

/**
 * A hidden name in the folder of packs, for one that is being made or is on its way out. What killed programs left there
 * goes.
 * @param userPacks made if it is not there
 * @throws the system's error
 */
export async function unfinishedPack(userPacks: string): Promise<string> {
  await mkdir(userPacks, { recursive: true })
  for (const name of await readdir(userPacks)) {
    const pid = workPattern.exec(name)?.[1]
    if (pid !== undefined && !isProcessAlive(Number(pid)))
      await rm(path.join(userPacks, name), { recursive: true, force: true }).catch(() => undefined)
  }
  return path.join(userPacks, `.pack.unfinished-${process.pid}-${randomBytes(4).toString('hex')}`)
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
