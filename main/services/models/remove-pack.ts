import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import { renameHeld } from '../files/rename-file.ts'
import { listPacks, nameInList, type ListedPack, type PackPlaces } from './models.ts'
import { unfinishedPack, unwritablePacks } from './unfinished-packs.ts'

export interface RemovalTools {
  readonly packs: PackPlaces
  /** Takes of the machine's queue, as they are now. */
  readonly jobs: () => Promise<readonly Pick<QueuedJob, 'state' | 'pack' | 'filmName' | 'shotName'>[]>
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

/** More takes than these are not named. */
const NAMED_TAKES = 4

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
 * @throws StudioError `weights.not-users`; `weights.in-use` while a take needs the pack; `jobs.queue-*`
 */
export async function planRemoval(model: string, { packs, jobs }: RemovalTools): Promise<Removal> {
  const users = (await listPacks(packs)).filter(({ origin }) => origin === 'user')
  const found = users.find((each) => nameInList(each) === model)
  if (!found) throw new StudioError('weights.not-users', { model, known: users.map(nameInList).join(', ') || '-' })
  const takes = takesThatNeed(found, await jobs())
  if (takes.length > 0) throw new StudioError('weights.in-use', { model, takes: namesOf(takes) })
  return { folder: found.folder, ...(await bytesIn(found.folder)) }
}

type Jobs = Awaited<ReturnType<RemovalTools['jobs']>>

/** A damaged pack makes no takes. */
function takesThatNeed({ pack }: ListedPack, jobs: Jobs): Jobs {
  return jobs.filter(
    ({ state, pack: { manifestSha256 } }) =>
      (state === 'waiting' || state === 'running') && manifestSha256 === pack?.manifestSha256,
  )
}

function namesOf(takes: Jobs): string {
  const names = [...new Set(takes.map(({ filmName, shotName }) => [filmName, shotName].filter(Boolean).join(' – ')))]
  const more = names.length > NAMED_TAKES ? [`+${names.length - NAMED_TAKES}`] : []
  return [...names.slice(0, NAMED_TAKES), ...more].join(', ')
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
