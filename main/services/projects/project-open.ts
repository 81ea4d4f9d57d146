import { lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { soundRate } from '../../../core/contract/media.ts'
import type { Recovery } from '../../../core/contract/recovery.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { currentVersion } from '../../../core/project/migrations.ts'
import { namedMedia } from '../../../core/project/named-media.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { rescueRecordings } from '../media/record-sound.ts'
import { conflictNotice } from './conflict-copies.ts'
import { projectFiles } from './project-files.ts'
import { lockProject } from './project-lock.ts'
import { freeFolder } from './project-names.ts'
import { putDamagedAside, readFolder, readNewerFolder, type ReadFolder } from './project-read.ts'
import { keepSnapshotOnce } from './project-snapshots.ts'
import { ProjectStore, type ProjectStoreOptions } from './project-store.ts'
import { sweepProject } from './project-sweep.ts'
import { syncFolder, unwritableFolder, writeWhole } from './project-write.ts'

export type OpenOptions = Pick<ProjectStoreOptions, 'onSaveState' | 'onBug' | 'journalMilliseconds'>

export interface OpenedStore {
  readonly store: ProjectStore
  /** Edits since the last save that the journal brought back; 0 while another program goes on editing. */
  readonly recoveredEdits: number
  /** What was brought back or brought up to date, and from where; null when all was as it should be. */
  readonly recovery: Recovery | null
  readonly notices: readonly StudioError[]
}

/**
 * Opens a project: for writing, or for reading when another program has it open, its folder takes no files, or a newer
 * version has saved it.
 * @throws StudioError `project.open.*`, `project.file.*`
 */
export async function openProject(folder: string, options: OpenOptions): Promise<OpenedStore> {
  const real = await realFolder(folder)
  const lock = await lockProject(real)
  try {
    const found = await readFolder(real)
    const rescued = lock instanceof StudioError ? [] : await prepareFolder(real)
    const { history, start } = found
    const conflict = await conflictNotice(real)
    const notices = [...found.notices, ...(conflict === null ? [] : [conflict]), ...rescued]
    const store = new ProjectStore({ folder: real, history, start, lock, ...options })
    const settled = lock instanceof StudioError ? untouched : await settle(store, found)
    const others = lock instanceof StudioError && lock.code === 'project.read-only.other-program'
    const recovery = others ? null : recoveryOf(found, settled)
    return { store, recoveredEdits: recovery?.edits ?? 0, recovery, notices }
  } catch (thrown) {
    if (!(lock instanceof StudioError)) await lock.release()
    if (thrown instanceof StudioError && thrown.code === 'project.file.newer-version') return openNewer(real, options)
    throw thrown
  }
}

/** What an opening changed in the folder. */
interface Settled {
  /** Names under which damaged files were put aside. */
  readonly kept: readonly string[]
  readonly migratedFrom: number | null
}

const untouched: Settled = { kept: [], migratedFrom: null }

/**
 * Puts what was found into order: what an older version wrote is kept, what is damaged is put aside.
 *
 * The film of an older version stays in project.json until the first edit, so that a look with this version does not take
 * the project from somebody who still has the older one. That it was brought up to date is told when its original is
 * kept, which is once: the next opening finds it among the snapshots.
 */
async function settle(store: ProjectStore, found: ReadFolder): Promise<Settled> {
  const { folder } = store
  const { saved, start, damaged } = found
  const isMigrated = saved.version < currentVersion && (await keepSnapshotOnce(folder, saved.text, 'migrate'))
  const kept = await putDamagedAside(folder, found)
  if (start.fromBackup || start.records.length > 0 || damaged.journal) await store.save()
  return { kept, migratedFrom: isMigrated ? saved.version : null }
}

function recoveryOf(
  { saved, start, notices, journaledAt }: ReadFolder,
  { kept, migratedFrom }: Settled,
): Recovery | null {
  const edits = start.records.filter((record) => 'operation' in record).length
  if (edits === 0 && notices.length === 0 && migratedFrom === null) return null
  return {
    edits,
    editedAt: edits > 0 ? journaledAt : null,
    savedAt: saved.at,
    fromBackup: start.fromBackup,
    problems: notices.map(({ code, details }) => ({ code, details })),
    kept: [...kept],
    migratedFrom,
  }
}

/** Only to be looked at: nothing of it is written, not even a lock. */
async function openNewer(folder: string, options: OpenOptions): Promise<OpenedStore> {
  const { history, start, saved } = await readNewerFolder(folder)
  const details = { folder, found: saved.version, known: currentVersion }
  const lock = new StudioError('project.read-only.newer-version', details)
  const store = new ProjectStore({ folder, history, start, lock, ...options })
  return { store, recoveredEdits: 0, recovery: null, notices: [] }
}

/**
 * Makes a new project with an empty film, in a folder named after it.
 * @returns the folder
 * @throws StudioError `project.save.*` of the folder for projects
 */
export async function createProject(projectsFolder: string, name: string): Promise<string> {
  try {
    await mkdir(projectsFolder, { recursive: true })
    const folder = await freeFolder(projectsFolder, name)
    await writeWhole(path.join(folder, projectFiles.film), writeProject(emptyFilm(name)))
    await syncFolder(projectsFolder)
    return folder
  } catch (thrown) {
    throw unwritableFolder(projectsFolder, thrown)
  }
}

/** Files in media that the film names and that are not there, each once. */
export async function missingMedia(folder: string, film: Film): Promise<string[]> {
  const entries = await readdir(path.join(folder, projectFiles.media), { withFileTypes: true }).catch(() => [])
  const present = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => `media/${name}`))
  return [...new Set(namedMedia(film))].filter((media) => !present.has(media))
}

async function realFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch((cause: unknown) => {
    throw new StudioError('project.open.missing', { file: folder }, { cause })
  })
  // project.json itself may be named in a dialog.
  const facts = await stat(real)
  return facts.isDirectory() ? real : path.dirname(real)
}

/**
 * What is written into are folders of the project itself: a foreign project must not make the studio write elsewhere.
 * @returns what was rescued of what killed programs left
 */
async function prepareFolder(folder: string): Promise<StudioError[]> {
  for (const name of [projectFiles.media, projectFiles.takes, projectFiles.snapshots, projectFiles.setAside]) {
    const inner = path.join(folder, name)
    const facts = await lstat(inner).catch(() => null)
    if (facts !== null && !facts.isDirectory()) throw new StudioError('project.open.no-folder', { file: inner })
    // A full disk is told by the first save.
    const isNeeded = name === projectFiles.media || name === projectFiles.takes
    if (facts === null && isNeeded) await mkdir(inner).catch(() => undefined)
  }
  await syncFolder(folder)
  const recordings = await rescueRecordings(folder)
  await sweepProject(folder)
  return recordings.map(({ media, durationSamples }) => {
    const details = { file: path.join(folder, media), seconds: Math.round(durationSamples / soundRate) }
    return new StudioError('recording.rescued', details)
  })
}
