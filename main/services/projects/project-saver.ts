import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { projectFiles } from './project-files.ts'
import { JournalFile } from './project-journal-file.ts'
import type { JournalBase, JournalEntry, JournalRecord } from './project-journal.ts'
import { savedHistoryText } from './project-replay.ts'
import { keepCopy, unwritableFolder, writeWhole } from './project-write.ts'
import { sha256Of, sha256OfFile } from '../files/sha256.ts'

/** Size and time of a file: one that has both as before is taken for the same. */
interface FileFacts {
  readonly size: number
  readonly mtimeMs: number
  readonly ino: number
}

/** What was found in the folder when it was opened. */
export interface SaverStart {
  /** SHA-256 of the file that the film was read from. */
  readonly filmSha256: string
  /** That file was the backup, since project.json could not be read. */
  readonly fromBackup: boolean
  /** The undo that is saved beside it; null when there is none, or nobody knows its name. */
  readonly undo: string | null
  /** What the journal holds after both. */
  readonly records: readonly JournalRecord[]
}

/**
 * Writes an open project: edits into the journal, the film into project.json. One call at a time. Failures are named
 * errors; what was to be written is tried again by the next call.
 */
export class ProjectSaver {
  readonly #folder: string
  readonly #file: string
  readonly #journal: JournalFile
  /** SHA-256 of project.json as it was read or written last; null when it could not be read. */
  #savedSha256: string | null
  #facts: FileFacts | null = null

  constructor(folder: string, start: SaverStart) {
    this.#folder = folder
    this.#file = path.join(folder, projectFiles.film)
    this.#savedSha256 = start.fromBackup ? null : start.filmSha256
    this.#journal = new JournalFile(folder, baseOf(start.filmSha256, start.undo), start.records)
  }

  /** True when project.json holds every edit. */
  get isSaved(): boolean {
    return this.#savedSha256 !== null && this.#journal.isEmpty
  }

  get isJournaled(): boolean {
    return this.#journal.isFlushed
  }

  addToJournal(entry: JournalEntry): void {
    this.#journal.add(entry)
  }

  async flushJournal(): Promise<void> {
    await this.#journal.flush().catch(this.#named)
  }

  /**
   * Writes project.json, the undo that belongs to it, and keeps the file before it as the backup.
   * @returns what else the user should know: another program had changed the file
   * @throws StudioError `project.save.*`
   */
  async save(history: FilmHistory): Promise<StudioError | null> {
    const text = writeProject(history.present)
    const sha256 = sha256Of(Buffer.from(text))
    const undo = randomBytes(8).toString('hex')
    this.#journal.add({ saved: sha256, undo })
    // Without the mark a crash in the next moments would only make the journal of no use: the film is saved by then.
    await this.#journal.flush().catch(() => undefined)
    await writeWhole(path.join(this.#folder, projectFiles.history), savedHistoryText(history, sha256, undo)).catch(
      () => undefined,
    )
    const foreign = await this.#keepForeign()
    if (foreign === null && this.#savedSha256 !== null)
      await keepCopy(this.#file, path.join(this.#folder, projectFiles.backup)).catch(() => undefined)
    await writeWhole(this.#file, text).catch(this.#named)
    this.#savedSha256 = sha256
    this.#facts = await factsOf(this.#file)
    await this.#journal.restart(baseOf(sha256, undo))
    return foreign
  }

  async close(): Promise<void> {
    await this.#journal.close()
  }

  /**
   * A project.json that somebody else has written stays as a copy beside ours. Ours takes the name, because it is what
   * the window shows, and what the journal and undo go on from.
   */
  async #keepForeign(): Promise<StudioError | null> {
    const found = await factsOf(this.#file)
    if (found === null || this.#savedSha256 === null || isSame(found, this.#facts)) return null
    const sha256 = await sha256OfFile(this.#file).catch(() => null)
    if (sha256 === null || sha256 === this.#savedSha256) return null
    const copy = `project.changed-${sha256.slice(0, 8)}.json`
    await keepCopy(this.#file, path.join(this.#folder, copy)).catch(this.#named)
    return new StudioError('project.save.changed-outside', { file: this.#file, copy })
  }

  readonly #named = (thrown: unknown): never => {
    throw unwritableFolder(this.#folder, thrown)
  }
}

function baseOf(base: string, undo: string | null): JournalBase {
  return undo === null ? { base } : { base, undo }
}

async function factsOf(file: string): Promise<FileFacts | null> {
  const found = await stat(file).catch(() => null)
  return found === null ? null : { size: found.size, mtimeMs: found.mtimeMs, ino: found.ino }
}

function isSame(a: FileFacts, b: FileFacts | null): boolean {
  return b !== null && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
}
