import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { readNewerProject, readVersionedProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { renameHeld } from '../files/rename-file.ts'
import { projectFiles } from './project-files.ts'
import { readJournal, recordsAfter, type JournalRecord, type ReadJournal } from './project-journal.ts'
import { readSavedHistory, replay, undoOf, type Replayed, type SavedHistory } from './project-replay.ts'
import type { SaverStart } from './project-saver.ts'
import { sha256Of } from '../files/sha256.ts'

/** Larger files are not read into memory: nothing that the studio writes comes near. */
const maximumBytes = { film: 512 * 1024 * 1024, journal: 512 * 1024 * 1024, history: 16 * 1024 * 1024 } as const

/** What a project's folder holds of the film, brought up to the last edit. */
export interface ReadFolder extends Replayed {
  readonly start: SaverStart
  /** Words for the user on what was not as it should be. */
  readonly notices: readonly StudioError[]
  /** Files that do not fit and must not be written over. */
  readonly damaged: { readonly film: boolean; readonly journal: boolean }
  /** Why project.json could not be read; null when it could. */
  readonly failure: StudioError | null
  /** The file that the film comes from, before the journal. */
  readonly saved: SavedFilm
  /** When the journal was written last, milliseconds since 1970; null when there is none. */
  readonly journaledAt: number | null
}

/** A film as a file holds it. */
export interface SavedFilm {
  readonly film: Film
  readonly sha256: string
  readonly text: string
  /** Of the document; {@link film} is of the current version all the same. */
  readonly version: number
  /** When the file was written, milliseconds since 1970. */
  readonly at: number
}

/**
 * Reads project.json, or its backup when that cannot be read, the journal after it and the saved undo. Writes nothing.
 * @throws StudioError `project.file.*`, `project.open.*`
 */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const { saved, failure } = await readSaved(folder)
  const [earlier, later, history] = await Promise.all([
    readJournalFile(path.join(folder, projectFiles.journalBackup)),
    readJournalFile(path.join(folder, projectFiles.journal)),
    readUndo(folder),
  ])
  const undo = undoOf(history, saved.sha256)
  const records = recordsAfter({ film: saved.sha256, undo }, earlier.records, later.records)
  const replayed = replay(saved.film, saved.sha256, records ?? [], history)
  const isForeign = records === null && later.records.some((record) => 'operation' in record)
  const journal = isForeign || later.end === 'damaged' || !replayed.complete
  return {
    ...replayed,
    start: { filmSha256: saved.sha256, fromBackup: failure !== null, undo, records: replayed.records },
    notices: noticesOf(folder, failure, journal),
    damaged: { film: failure !== null, journal },
    failure,
    saved,
    journaledAt: later.at,
  }
}

/**
 * What this version knows of a project that a newer one saved, to be looked at only. The journal of a newer version is
 * left alone.
 * @throws StudioError `project.file.*`, `project.file.newer-version` when what is left is no whole film
 */
export async function readNewerFolder(folder: string): Promise<ReadFolder> {
  const saved = await readFilm(path.join(folder, projectFiles.film), readNewerProject)
  return {
    ...replay(saved.film, saved.sha256, [], null),
    start: { filmSha256: saved.sha256, fromBackup: false, undo: null, records: [] },
    notices: [],
    damaged: { film: false, journal: false },
    failure: null,
    saved,
    journaledAt: null,
  }
}

/**
 * Puts what does not fit aside, under names that are free, before anything takes its place.
 * @returns those names
 */
export async function putDamagedAside(folder: string, { damaged }: ReadFolder): Promise<string[]> {
  const film = damaged.film ? await putAside(folder, projectFiles.film, projectFiles.damagedFilm) : null
  const journal = damaged.journal ? await putAside(folder, projectFiles.journal, projectFiles.damagedJournal) : null
  return [film, journal].filter((name) => name !== null)
}

/** @returns the free name that the file has now; null when it could not be moved */
async function putAside(folder: string, name: string, aside: string): Promise<string | null> {
  for (let number = 1; number < 1000; number++) {
    const free = number === 1 ? aside : `${aside}.${number}`
    const target = path.join(folder, free)
    if ((await stat(target).catch(() => null)) !== null) continue
    return renameHeld(path.join(folder, name), target).then(
      () => free,
      () => null,
    )
  }
  return null
}

function noticesOf(folder: string, failure: StudioError | null, journal: boolean): StudioError[] {
  const file = (name: string): string => path.join(folder, name)
  const notices: StudioError[] = []
  if (failure !== null) {
    const details = { file: file(projectFiles.film), kept: projectFiles.damagedFilm }
    notices.push(new StudioError('project.opened.from-backup', details, { cause: failure }))
  }
  if (journal)
    notices.push(
      new StudioError('project.opened.journal-damaged', {
        file: file(projectFiles.journal),
        kept: projectFiles.damagedJournal,
      }),
    )
  return notices
}

/** The film of project.json, or of the backup and why not of project.json. */
async function readSaved(folder: string): Promise<{ saved: SavedFilm; failure: StudioError | null }> {
  try {
    return { saved: await readFilm(path.join(folder, projectFiles.film)), failure: null }
  } catch (thrown) {
    if (!(thrown instanceof StudioError) || !worthTheBackup.has(thrown.code)) throw thrown
    const saved = await readFilm(path.join(folder, projectFiles.backup)).catch(() => null)
    if (saved === null) throw thrown
    return { saved, failure: thrown }
  }
}

/** A project of a newer version is not damaged, and an older backup in its place would be a loss. */
const worthTheBackup: ReadonlySet<string> = new Set([
  'project.file.too-large',
  'project.file.not-json',
  'project.file.not-project',
  'project.file.no-version',
  'project.file.invalid',
  'project.open.missing',
])

/** A whole file as a film. @throws StudioError `project.file.*`, `project.open.*` */
export async function readFilm(file: string, read = readVersionedProject): Promise<SavedFilm> {
  const found = await readBytes(file, maximumBytes.film)
  if (found === null)
    throw new StudioError('project.file.too-large', { file, megabytes: maximumBytes.film / (1024 * 1024) })
  const text = found.bytes.toString('utf8')
  return { ...valueOf(read(text, file)), sha256: sha256Of(found.bytes), text, at: found.at }
}

/** A journal with the time that it was written last; empty where there is none. */
export async function readJournalFile(file: string): Promise<ReadJournal & { readonly at: number | null }> {
  const found = await readBytes(file, maximumBytes.journal).catch(() => null)
  if (found === null) return { records: [] as JournalRecord[], end: 'whole', at: null }
  return { ...readJournal(found.bytes.toString('utf8')), at: found.at }
}

/** The undo beside the film; null for what is none. */
export async function readUndo(folder: string): Promise<SavedHistory | null> {
  return readSavedHistory(
    await readText(path.join(folder, projectFiles.history), maximumBytes.history).catch(() => null),
  )
}

/** Null for a file that is larger. */
async function readText(file: string, maximum: number): Promise<string | null> {
  return (await readBytes(file, maximum))?.bytes.toString('utf8') ?? null
}

async function readBytes(
  file: string,
  maximum: number,
): Promise<{ readonly bytes: Buffer; readonly at: number } | null> {
  try {
    // A foreign folder may hold a pipe or a device under that name, and reading those may never end.
    const facts = await stat(file)
    if (!facts.isFile()) throw new StudioError('project.file.not-project', { file })
    return facts.size > maximum ? null : { bytes: await readFile(file), at: facts.mtimeMs }
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new StudioError('project.open.missing', { file }, { cause: thrown })
    throw new StudioError('project.open.unreadable', { file, reason: code ?? String(thrown) }, { cause: thrown })
  }
}
