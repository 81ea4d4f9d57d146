import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { renameHeld } from '../files/rename-file.ts'
import { projectFiles } from './project-files.ts'
import { journalLine, type JournalBase, type JournalRecord } from './project-journal.ts'
import { writeWhole } from './project-write.ts'

/**
 * The journal of an open project on the disk. Everything since the last save stays in memory too: after a failed write
 * the whole file is written anew, so that no half line stays in the middle of it.
 */
export class JournalFile {
  readonly #file: string
  readonly #backup: string
  #records: JournalRecord[]
  #flushed: number
  #check = ''
  #handle: FileHandle | null = null

  /**
   * @param base the project.json that the journal goes on from
   * @param found what the journal in the folder holds after it
   */
  constructor(folder: string, base: JournalBase, found: readonly JournalRecord[]) {
    this.#file = path.join(folder, projectFiles.journal)
    this.#backup = path.join(folder, projectFiles.journalBackup)
    this.#records = [base, ...found]
    this.#flushed = this.#records.length
  }

  /** True when everything added is on the disk. */
  get isFlushed(): boolean {
    return this.#flushed === this.#records.length
  }

  /** True when nothing happened since the last save. */
  get isEmpty(): boolean {
    return this.#records.length === 1
  }

  add(record: JournalRecord): void {
    this.#records.push(record)
  }

  /**
   * Writes what was added since, down to the disk. One call at a time.
   * @throws the system's error; the next flush writes everything again
   */
  async flush(): Promise<void> {
    if (this.isFlushed) return
    const count = this.#records.length
    try {
      if (this.#handle === null) await this.#writeAnew(count)
      else await this.#append(this.#handle, count)
      this.#flushed = count
    } catch (thrown) {
      await this.close()
      this.#flushed = 0
      throw thrown
    }
  }

  /**
   * After project.json was saved: the journal becomes the backup's, and a new one begins with what was added since the
   * mark of that save. What cannot be renamed is replaced by the next flush.
   */
  async restart(base: JournalBase): Promise<void> {
    const mark = this.#records.findLastIndex((record) => 'saved' in record && record.saved === base.base)
    await this.close()
    this.#records = [base, ...(mark < 0 ? [] : this.#records.slice(mark + 1))]
    // Nothing to write is no reason for a file.
    this.#flushed = this.isEmpty ? 1 : 0
    await renameHeld(this.#file, this.#backup).catch(() => undefined)
  }

  /** Lets go of the file; the next flush writes all of it. */
  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = null
    await handle?.close().catch(() => undefined)
  }

  async #writeAnew(count: number): Promise<void> {
    const { text, check } = linesOf(this.#records.slice(0, count), '')
    await writeWhole(this.#file, text)
    this.#handle = await open(this.#file, 'a')
    this.#check = check
  }

  async #append(handle: FileHandle, count: number): Promise<void> {
    const { text, check } = linesOf(this.#records.slice(this.#flushed, count), this.#check)
    await handle.appendFile(text)
    await handle.datasync()
    this.#check = check
  }
}

function linesOf(records: readonly JournalRecord[], previousCheck: string): { text: string; check: string } {
  let check = previousCheck
  let text = ''
  for (const record of records) {
    const line = journalLine(record, check)
    text += line.text
    check = line.check
  }
  return { text, check }
}
