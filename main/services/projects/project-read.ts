import { readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { readProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { projectFiles } from './project-files.ts'
import { readJournal, recordsAfter, type JournalRecord, type ReadJournal } from './project-journal.ts'
import { readSavedHistory, replay, type Replayed } from './project-replay.ts'
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
}

interface SavedFilm {
  readonly film: Film
  readonly sha256: string
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
    readText(path.join(folder, projectFiles.history), maximumBytes.history).catch(() => null),
  ])
  const records = recordsAfter(saved.sha256, earlier.records, later.records)
  const replayed = replay(saved.film, saved.sha256, records ?? [], readSavedHistory(history))
  const isForeign = records === null && later.records.some((record) => 'operation' in record)
  const journal = isForeign || later.end === 'damaged' || !replayed.complete
  return {
    ...replayed,
    start: { filmSha256: saved.sha256, fromBackup: failure !== null, records: replayed.records },
    notices: noticesOf(folder, failure, journal),
    damaged: { film: failure !== null, journal },
  }
}

/** Puts what does not fit aside, under names that are free, before anything takes its place. */
export async function putDamagedAside(folder: string, { damaged }: ReadFolder): Promise<void> {
  if (damaged.film) await putAside(folder, projectFiles.film, projectFiles.damagedFilm)
  if (damaged.journal) await putAside(folder, projectFiles.journal, projectFiles.damagedJournal)
}

async function putAside(folder: string, name: string, aside: string): Promise<void> {
  for (let number = 1; number < 1000; number++) {
    const target = path.join(folder, number === 1 ? aside : `${aside}.${number}`)
    if ((await stat(target).catch(() => null)) !== null) continue
    await rename(path.join(folder, name), target).catch(() => undefined)
    return
  }
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

async function readFilm(file: string): Promise<SavedFilm> {
  const bytes = await readBytes(file, maximumBytes.film)
  if (bytes === null)
    throw new StudioError('project.file.too-large', { file, megabytes: maximumBytes.film / (1024 * 1024) })
  return { film: valueOf(readProject(bytes.toString('utf8'), file)), sha256: sha256Of(bytes) }
}

async function readJournalFile(file: string): Promise<ReadJournal> {
  const text = await readText(file, maximumBytes.journal).catch(() => null)
  return text === null ? { records: [] as JournalRecord[], end: 'whole' } : readJournal(text)
}

/** Null for a file that is larger. */
async function readText(file: string, maximum: number): Promise<string | null> {
  return (await readBytes(file, maximum))?.toString('utf8') ?? null
}

async function readBytes(file: string, maximum: number): Promise<Buffer | null> {
  try {
    // A foreign folder may hold a pipe or a device under that name, and reading those may never end.
    const facts = await stat(file)
    if (!facts.isFile()) throw new StudioError('project.file.not-project', { file })
    return facts.size > maximum ? null : await readFile(file)
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new StudioError('project.open.missing', { file }, { cause: thrown })
    throw new StudioError('project.open.unreadable', { file, reason: code ?? String(thrown) }, { cause: thrown })
  }
}
