import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import {
  snapshotNameSchema,
  snapshotReasons,
  type Snapshot,
  type SnapshotReason,
} from '../../../core/contract/recovery.ts'
import { projectFiles } from './project-files.ts'
import { writeWhole } from './project-write.ts'

/** So many snapshots stay, the newest ones, … */
export const mostSnapshots = 20
/** … as far as all of them together are no larger; the newest few stay whatever their size. */
export const mostSnapshotBytes = 256 * 1024 * 1024
export const fewestSnapshots = 3

/** A file in the folder of snapshots, by what its name says. */
export interface SnapshotFile {
  readonly name: string
  /** Decides the order: clocks go back, serial numbers do not. */
  readonly serial: number
  readonly at: number
  readonly reason: SnapshotReason
  readonly bytes: number
}

/**
 * Keeps a text of project.json beside it before a risky step, unless the newest snapshot holds the same, and removes
 * old ones. Never throws: a risky step is not less possible where there is no room for a snapshot.
 * @param now milliseconds since 1970
 * @returns its name; null when there is none
 */
export async function keepSnapshot(
  folder: string,
  text: string,
  reason: SnapshotReason,
  now = Date.now(),
): Promise<string | null> {
  try {
    const inner = path.join(folder, projectFiles.snapshots)
    // A folder of the project itself, not a link: a foreign project must not make the studio write elsewhere.
    if (!(await isFolder(inner))) await mkdir(inner)
    const newest = (await snapshotFiles(folder)).at(-1)
    if (newest !== undefined && (await isSame(path.join(inner, newest.name), text))) return newest.name
    const name = nameOf((newest?.serial ?? 0) + 1, now, reason)
    await writeWhole(path.join(inner, name), text)
    await prune(folder)
    return name
  } catch {
    return null
  }
}

/** {@link keepSnapshot} unless any snapshot holds the same. @returns whether it was kept now */
export async function keepSnapshotOnce(folder: string, text: string, reason: SnapshotReason): Promise<boolean> {
  const bytes = Buffer.byteLength(text)
  for (const file of await snapshotFiles(folder))
    if (file.bytes === bytes && (await isSame(path.join(folder, projectFiles.snapshots, file.name), text))) return false
  return (await keepSnapshot(folder, text, reason)) !== null
}

/** The snapshots of a project, the oldest first; none where their folder cannot be read. */
export async function listSnapshots(folder: string): Promise<Snapshot[]> {
  const found = await snapshotFiles(folder)
  return Promise.all(
    found.map(async ({ name, at, reason, bytes }) => {
      const counted = await countFilm(path.join(folder, projectFiles.snapshots, name))
      return { name, at, reason, bytes, ...counted }
    }),
  )
}

/** Where a snapshot lies; null for what is no snapshot's name, so that no name leads out of the project. */
export function snapshotFile(folder: string, name: string): string | null {
  return snapshotNameSchema.safeParse(name).success ? path.join(folder, projectFiles.snapshots, name) : null
}

/** Files that are no longer kept, by their names. @param files in the order of their serial numbers */
export function snapshotsToRemove(files: readonly SnapshotFile[]): string[] {
  const lastMigration = files.findLast(({ reason }) => reason === 'migrate')
  let bytes = 0
  return files.toReversed().flatMap((file, index) => {
    bytes += file.bytes
    const stays = index < fewestSnapshots || (index < mostSnapshots && bytes <= mostSnapshotBytes)
    // What an older version wrote can be made again by nothing.
    return stays || file === lastMigration ? [] : [file.name]
  })
}

/** What the names in the folder of snapshots say, the oldest first; other files are left out. */
export async function snapshotFiles(folder: string): Promise<SnapshotFile[]> {
  const inner = path.join(folder, projectFiles.snapshots)
  const names = (await isFolder(inner)) ? await readdir(inner).catch(() => []) : []
  const found = await Promise.all(names.map((name) => snapshotFileOf(inner, name)))
  return found.filter((file) => file !== null).toSorted((a, b) => a.serial - b.serial)
}

async function snapshotFileOf(inner: string, name: string): Promise<SnapshotFile | null> {
  if (!snapshotNameSchema.safeParse(name).success) return null
  const [serial = '', time = '', word = ''] = name.replace('.json', '').split('-')
  const reason = snapshotReasons.find((one) => one === word)
  const at = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const facts = await lstat(path.join(inner, name)).catch(() => null)
  if (reason === undefined || Number.isNaN(at) || facts?.isFile() !== true) return null
  return { name, serial: Number(serial), at, reason, bytes: facts.size }
}

function nameOf(serial: number, now: number, reason: SnapshotReason): string {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${String(serial).padStart(4, '0')}-${time}-${reason}.json`
}

async function prune(folder: string): Promise<void> {
  for (const name of snapshotsToRemove(await snapshotFiles(folder)))
    await rm(path.join(folder, projectFiles.snapshots, name), { force: true }).catch(() => undefined)
}

async function isFolder(place: string): Promise<boolean> {
  return lstat(place).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
}

async function isSame(file: string, text: string): Promise<boolean> {
  return readFile(file, 'utf8').then(
    (found) => found === text,
    () => false,
  )
}

/** How much film a file holds, whatever its version. */
async function countFilm(file: string): Promise<Pick<Snapshot, 'shots' | 'boards'>> {
  try {
    const { film } = JSON.parse(await readFile(file, 'utf8')) as { film: { shots: unknown[]; boards: unknown[] } }
    return { shots: film.shots.length, boards: film.boards.length }
  } catch {
    return { shots: null, boards: null }
  }
}
