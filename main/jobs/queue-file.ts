import { randomBytes } from 'node:crypto'
import { closeSync, fdatasync, openSync, statSync, writeSync } from 'node:fs'
import { copyFile, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { StudioError, type StudioErrorData } from '../../core/contract/errors.ts'
import { emptyJobList, type JobList } from '../../core/queue/job-list.ts'
import { changeBetween } from '../../core/queue/list-changes.ts'
import { changeText, readQueue, readQueueOn, wholeText, type ReadQueue } from '../../core/queue/queue-text.ts'
import { writeWhole } from '../services/projects/project-write.ts'
import { takeMachineLock } from './machine-lock.ts'
import { Turns } from './turns.ts'

/** A change takes some milliseconds; whoever waits for another's looks again soon. */
const POLL_MILLISECONDS = 10

/** Changes of less than so many bytes are added to any file; beyond them, and beyond the list's own length, it is written anew. */
const ADDED_BYTES = 64 * 1024

const lineEnd = 10

const flush = promisify(fdatasync)

/** Where a file was when it was looked at. Each writing of the whole list is a new file, and each change makes it longer. */
interface FileFacts {
  readonly stamp: string
  /** Null for no file. */
  readonly file: bigint | null
  readonly bytes: number
}

const noFile: FileFacts = { stamp: 'none', file: null, bytes: 0 }

/**
 * The machine's queue in its one file, which every program of the app on this machine reads and changes in turns. A change
 * is one line more, so that it costs as much in a long queue as in a short one.
 */
export class QueueFile {
  readonly #file: string
  readonly #turns = new Turns(1)
  #found: FileFacts = noFile
  #read: ReadQueue = { list: emptyJobList, log: null }
  /** Of whole lines that were read; and of the first of them. */
  #readBytes = 0
  #wholeBytes = 0
  /** What was found is no list: it stays until there is something to write in its place. */
  #isDamaged = false
  #problem: StudioErrorData | null = null

  /** @param file absolute; its folder is made when something is first written */
  constructor(file: string) {
    this.#file = file
  }

  /** What a change has found and put aside; null when all was well. */
  get problem(): StudioErrorData | null {
    return this.#problem
  }

  /** The list as it is now. @throws StudioError `jobs.queue-newer`, `jobs.queue-unreadable`, `jobs.queue-unusable` */
  read(): Promise<JobList> {
    return this.#turns.run(async () => {
      await this.#readNow()
      if (this.#isDamaged) throw this.#unusable()
      return this.#read.list
    })
  }

  async #readNow(): Promise<void> {
    const facts = this.#factsNow()
    if (facts.stamp === this.#found.stamp) return
    if (!(await this.#readOn(facts))) await this.#readWhole()
    this.#found = facts
  }

  /**
   * Changes the list, alone on the machine, and flushes it. Where the file is damaged the list begins anew, and what was
   * found is put aside, which {@link problem} tells.
   * @param edit gets the list as it is now; the same list means no change
   * @throws StudioError as {@link read} when nothing is changed, `jobs.queue-unwritable`; whatever `edit` throws
   */
  change(edit: (list: JobList) => JobList | Promise<JobList>): Promise<JobList> {
    // Who waits for its own program's turn does not have to look for it.
    return this.#turns.run(() => this.#change(edit))
  }

  async #change(edit: (list: JobList) => JobList | Promise<JobList>): Promise<JobList> {
    const signal = new AbortController().signal
    const release = await takeMachineLock(`${this.#file}.lock`, { signal, pollMilliseconds: POLL_MILLISECONDS })
    try {
      await this.#readNow()
      const { list } = this.#read
      const changed = await edit(list)
      if (changed === list && this.#isDamaged) throw this.#unusable()
      if (changed === list) return list
      await this.#write(changed).catch((thrown: unknown) => {
        throw unwritable(this.#file, thrown)
      })
      this.#found = this.#factsNow()
      return changed
    } finally {
      await release()
    }
  }

  /** Adds a line, unless that would make the file twice as long as it needs to be. */
  async #write(changed: JobList): Promise<void> {
    if (this.#isDamaged) return this.#beginAnew(changed)
    const { list, log } = this.#read
    const line = log === null ? null : Buffer.from(changeText(changeBetween(list, changed), log))
    const added = this.#readBytes - this.#wholeBytes + (line?.length ?? 0)
    const isWholeFile = this.#found.bytes === this.#readBytes
    if (line === null || !isWholeFile || added > Math.max(ADDED_BYTES, this.#wholeBytes)) {
      return this.#writeWhole(changed)
    }
    // Only the disk is waited for: the rest takes less time than a trip through the thread pool.
    const descriptor = openSync(this.#file, 'a')
    try {
      if (writeSync(descriptor, line) < line.length) throw fullDisk()
      await flush(descriptor)
    } finally {
      closeSync(descriptor)
    }
    this.#read = { list: changed, log }
    this.#readBytes += line.length
  }

  async #writeWhole(list: JobList): Promise<void> {
    const log = randomBytes(4).toString('hex')
    const text = Buffer.from(wholeText(list, log))
    await writeWhole(this.#file, text)
    this.#read = { list, log }
    this.#readBytes = text.length
    this.#wholeBytes = text.length
  }

  #factsNow(): FileFacts {
    try {
      const { ino, mtimeNs, size } = statSync(this.#file, { bigint: true })
      return { stamp: `${ino} ${mtimeNs} ${size}`, file: ino, bytes: Number(size) }
    } catch {
      return noFile
    }
  }

  /** Reads what was added to the file that is known. @returns false where it is another, or something else is wrong */
  async #readOn({ file, bytes }: FileFacts): Promise<boolean> {
    if (file === null || file !== this.#found.file || this.#read.log === null) return false
    const length = bytes - this.#readBytes
    if (length <= 0) return false
    const handle = await open(this.#file, 'r').catch(() => null)
    if (handle === null) return false
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, this.#readBytes)
      const lines = wholeLines(buffer.subarray(0, bytesRead))
      if (lines === null) return true
      const read = readQueueOn(this.#read, lines.text)
      if (read === null) return false
      this.#read = read
      this.#readBytes += lines.bytes
      return true
    } finally {
      await handle.close()
    }
  }

  async #readWhole(): Promise<void> {
    const content = await readFile(this.#file).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return null
      throw new StudioError('jobs.queue-unreadable', { file: this.#file, reason: thrown.code ?? String(thrown) })
    })
    const lines = content && wholeLines(content)
    const read = content === null ? emptyQueue : readQueue(lines?.text ?? content.toString('utf8'))
    if (read === 'newer') throw new StudioError('jobs.queue-newer', { file: this.#file })
    this.#isDamaged = read === 'damaged'
    this.#read = read === 'damaged' ? emptyQueue : read
    this.#readBytes = lines?.bytes ?? 0
    this.#wholeBytes = content === null ? 0 : content.indexOf(lineEnd) + 1
  }

  /** What was found is copied, so that it stays the queue's file until there is a new one. */
  async #beginAnew(list: JobList): Promise<void> {
    const aside = path.join(path.dirname(this.#file), `damaged-${Date.now()}-${path.basename(this.#file)}`)
    try {
      await copyFile(this.#file, aside)
      await this.#writeWhole(list)
    } catch (thrown) {
      await rm(aside, { force: true })
      throw thrown
    }
    this.#isDamaged = false
    this.#problem = { code: 'jobs.queue-damaged', details: { file: aside } }
  }

  #unusable(): StudioError {
    return new StudioError('jobs.queue-unusable', { file: this.#file })
  }
}

const emptyQueue: ReadQueue = { list: emptyJobList, log: null }

/** The lines that are whole, without the last one's end; null where none is. */
function wholeLines(content: Buffer): { readonly text: string; readonly bytes: number } | null {
  const end = content.lastIndexOf(lineEnd)
  return end < 0 ? null : { text: content.toString('utf8', 0, end), bytes: end + 1 }
}

/** Part of a line is written only where there is no room for the rest. */
function fullDisk(): NodeJS.ErrnoException {
  return Object.assign(new Error('the line was cut off'), { code: 'ENOSPC' })
}

function unwritable(file: string, thrown: unknown): StudioError {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
  return new StudioError('jobs.queue-unwritable', { folder: path.dirname(file), reason }, { cause: thrown })
}
