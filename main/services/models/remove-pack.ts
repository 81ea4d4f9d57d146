import { rename, rm } from 'node:fs/promises'
import { StudioError } from '../../../core/contract/errors.ts'
import { listPacks, type PackPlaces } from './models.ts'
import path from 'node:path'
import { unfinishedPack, unwritablePacks } from './unfinished-packs.ts'

/**
 * Removes a pack that the user has added, by its id or, for a damaged one, by its folder's name. Files that the user had
 * downloaded stay: the pack only has second names of them.
 * @returns the folder that is gone
 * @throws StudioError `weights.not-users`, `weights.unwritable`
 */
export async function removePack(model: string, packs: PackPlaces): Promise<string> {
  const users = (await listPacks(packs)).filter(({ origin }) => origin === 'user')
  const nameOf = ({ pack, folder }: (typeof users)[number]): string => pack?.manifest.id ?? path.basename(folder)
  const found = users.find((each) => nameOf(each) === model)
  if (!found) throw new StudioError('weights.not-users', { model, known: users.map(nameOf).join(', ') || '-' })
  try {
    const aside = await unfinishedPack(packs.userPacks)
    await rename(found.folder, aside)
    await rm(aside, { recursive: true, force: true })
    return found.folder
  } catch (thrown) {
    throw unwritablePacks(packs.userPacks, thrown)
  }
}
