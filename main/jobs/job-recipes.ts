import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { writeWhole } from '../services/projects/project-write.ts'
import { sha256Of } from '../services/files/sha256.ts'

/** A recipe that no job names may be one that a program is just about to queue. */
const SPARED_MILLISECONDS = 24 * 3600 * 1000

/**
 * What jobs are made from, beside the list: the takes of one batch share theirs, so that the list stays small enough to
 * be written at every change. Each is a file named by its content, and never changes.
 */
export class JobRecipes {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a text, flushed. @returns its SHA-256, which names it @throws StudioError `jobs.queue-unwritable` */
  async put(text: string): Promise<string> {
    const name = sha256Of(Buffer.from(text))
    const file = this.#fileOf(name)
    try {
      await mkdir(this.#folder, { recursive: true })
      const now = new Date()
      const isThere = await utimes(file, now, now).then(
        () => true,
        () => false,
      )
      if (!isThere) await writeWhole(file, text)
    } catch (thrown) {
      const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
      throw new StudioError('jobs.queue-unwritable', { folder: this.#folder, reason }, { cause: thrown })
    }
    return name
  }

  /** @throws StudioError `jobs.recipe-gone` unless it is there and has the content that it was put with */
  async get(name: string): Promise<string> {
    const text = await readFile(this.#fileOf(name), 'utf8').catch(() => null)
    if (text !== null && sha256Of(Buffer.from(text)) === name) return text
    throw new StudioError('jobs.recipe-gone', { file: this.#fileOf(name) })
  }

  /** Removes those that no job names and that were not put lately. */
  async sweep(named: ReadonlySet<string>): Promise<void> {
    for (const entry of await readdir(this.#folder).catch(() => [])) {
      if (named.has(path.parse(entry).name)) continue
      const file = path.join(this.#folder, entry)
      const touched = await stat(file).catch(() => null)
      if (touched !== null && Date.now() - touched.mtimeMs > SPARED_MILLISECONDS) await rm(file, { force: true })
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#folder, `${name}.json`)
  }
}
