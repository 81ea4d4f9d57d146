import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { renameHeld } from '../files/rename-file.ts'
import { listPacks, nameInList, type PackPlaces } from './models.ts'
import { checkUnused, type PackUse } from './pack-use.ts'
import { unfinishedPack, unwritablePacks } from './unfinished-packs.ts'

export interface RemovalTools {
  readonly packs: PackPlaces
  readonly use: PackUse
}

/** What removing a pack takes from the disk, and what it leaves there. */
export interface Removal {
  /** Absolute. */
  readonly folder: string
  /** Of files that have no other name: the disk gets these back. */
  readonly freedBytes: number
  /** Of files that have another name on the disk, as the user's downloads do: nothing happens to those. */
  readonly keptBytes: number
}

/**
 * Removes a pack that the user has added, by its id or, for a damaged one, by its folder's name. Files that the user had
 * downloaded stay: the pack only has second names of them.
 * @returns what is gone
 * @throws as {@link planRemoval}, `weights.unwritable`
 */
export async function removePack(model: string, tools: RemovalTools): Promise<Removal> {
  const removal = await planRemoval(model, tools)
  const { userPacks } = tools.packs
  try {
    const aside = await unfinishedPack(userPacks)
    await renameHeld(removal.folder, aside)
    await rm(aside, { recursive: true, force: true })
    return removal
  } catch (thrown) {
    throw unwritablePacks(userPacks, thrown)
  }
}

/**
 * What {@link removePack} would do.
 * @throws StudioError `weights.not-users`; as {@link checkUnused}
 */
export async function planRemoval(model: string, { packs, use }: RemovalTools): Promise<Removal> {
  const users = (await listPacks(packs)).filter(({ origin }) => origin === 'user')
  const found = users.find((each) => nameInList(each) === model)
  if (!found) throw new StudioError('weights.not-users', { model, known: users.map(nameInList).join(', ') || '-' })
  await checkUnused(found, use)
  return { folder: found.folder, ...(await bytesIn(found.folder)) }
}

/** Of a folder that is a link, only the link would go. */
async function bytesIn(folder: string): Promise<Pick<Removal, 'freedBytes' | 'keptBytes'>> {
  let [freedBytes, keptBytes] = [0, 0]
  if ((await lstat(folder)).isSymbolicLink()) return { freedBytes, keptBytes }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const facts = await lstat(path.join(entry.parentPath, entry.name)).catch(() => null)
    if (!facts?.isFile()) continue
    if (facts.nlink > 1) keptBytes += facts.size
    else freedBytes += facts.size
  }
  return { freedBytes, keptBytes }
}
