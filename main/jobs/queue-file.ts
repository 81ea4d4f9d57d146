import { readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError, type StudioErrorData } from '../../core/contract/errors.ts'
import { emptyJobList, jobListSchema, type JobList } from '../../core/queue/job-list.ts'
import { writeWhole } from '../services/projects/project-write.ts'
import { takeMachineLock } from './machine-lock.ts'

/** A change takes some milliseconds; whoever waits for another's looks again soon. */
const POLL_MILLISECONDS = 10

/** The machine's queue in its one file, which every program of the app on this machine reads and changes in turns. */
export class QueueFile {
  readonly #file: string
  #stamp = ''
  #list: JobList = emptyJobList
  #problem: StudioErrorData | null = null

  /** @param file absolute; its folder is made when something is first written */
  constructor(file: string) {
    this.#file = file
  }

  /** What is wrong with the file that was found; null when all is well. */
  get problem(): StudioErrorData | null {
    return this.#problem
  }

  /** The list as it is now. A damaged file is put aside, and the list begins anew. @throws StudioError `jobs.queue-newer`, `jobs.queue-unreadable` */
  async read(): Promise<JobList> {
    const stamp = await this.#stampNow()
    if (stamp !== this.#stamp) {
      this.#list = await this.#parse()
      this.#stamp = stamp
    }
    return this.#list
  }

  /**
   * Changes the list, alone on the machine, and flushes it.
   * @param edit gets the list as it is now; the same list means no change
   * @throws StudioError as {@link read}, `jobs.queue-unwritable`; whatever `edit` throws
   */
  async change(edit: (list: JobList) => JobList | Promise<JobList>): Promise<JobList> {
    const signal = new AbortController().signal
    const release = await takeMachineLock(`${this.#file}.lock`, { signal, pollMilliseconds: POLL_MILLISECONDS })
    try {
      const list = await this.read()
      const changed = await edit(list)
      if (changed === list) return list
      await writeWhole(this.#file, `${JSON.stringify(changed)}\n`).catch((thrown: unknown) => {
        throw unwritable(this.#file, thrown)
      })
      this.#list = changed
      this.#stamp = await this.#stampNow()
      return changed
    } finally {
      await release()
    }
  }

  /** Each write is a new file: no two have the same of all these. */
  async #stampNow(): Promise<string> {
    const facts = await stat(this.#file, { bigint: true }).catch(() => null)
    return facts === null ? 'none' : `${facts.ino} ${facts.mtimeNs} ${facts.size}`
  }

  async #parse(): Promise<JobList> {
    const text = await readFile(this.#file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return null
      throw new StudioError('jobs.queue-unreadable', { file: this.#file, reason: thrown.code ?? String(thrown) })
    })
    if (text === null) return emptyJobList
    const json = jsonIn(text)
    const version = (json as { version?: unknown } | null)?.version
    if (typeof version === 'number' && version > 1) throw new StudioError('jobs.queue-newer', { file: this.#file })
    const parsed = jobListSchema.safeParse(json)
    if (parsed.success) return parsed.data
    const aside = path.join(path.dirname(this.#file), `damaged-${Date.now()}-${path.basename(this.#file)}`)
    await rename(this.#file, aside).catch(() => undefined)
    this.#problem = { code: 'jobs.queue-damaged', details: { file: aside } }
    return emptyJobList
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function unwritable(file: string, thrown: unknown): StudioError {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
  return new StudioError('jobs.queue-unwritable', { folder: path.dirname(file), reason }, { cause: thrown })
}
