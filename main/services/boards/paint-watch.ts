import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sha256OfFile } from '../files/sha256.ts'
import { WatchedFolder } from '../files/watched-folder.ts'
import type { CopyRecord, PaintCopies } from './paint-copies.ts'

/** A picture in the project's media. */
export interface PaintedPicture {
  readonly media: string
  readonly width: number
  readonly height: number
}

export interface PaintWatchOptions {
  readonly copies: PaintCopies
  /** Whether the board is still in the film. */
  readonly isWanted: (boardId: string) => boolean
  /** Takes a working copy into the project's media. Rejects for a file that is no whole picture. */
  readonly take: (file: string) => Promise<PaintedPicture>
  /** Told of each save of a paint program that was taken in. */
  readonly onPainted: (boardId: string, name: string, picture: PaintedPicture) => void
  /** Told when a save is no picture even after a while. */
  readonly onFailed: (boardId: string, name: string, thrown: unknown) => void
  readonly onBug: (thrown: unknown) => void
}

/** Programs write in several steps; who looks between them sees half a picture. */
const restMilliseconds = 250
/** Then again and again, each time after twice as long: large pictures on slow disks take seconds. */
const attempts = 6

/**
 * Follows the working copies of a project. The folder is watched, not the files, so that a program that writes beside and
 * renames is seen as well.
 */
export class PaintWatch {
  readonly #options: PaintWatchOptions
  readonly #folder: WatchedFolder
  /** What each file was when it was last looked at. */
  readonly #seen = new Map<string, string>()

  constructor(options: PaintWatchOptions) {
    this.#options = options
    this.#folder = new WatchedFolder({ restMilliseconds, compare: () => this.#compare(), onBug: options.onBug })
  }

  /**
   * Starts to watch where there is a folder of working copies, and looks at what was saved since.
   * @param anew the folder is another than the one that was watched
   */
  async start({ anew = false } = {}): Promise<void> {
    const { copies } = this.#options
    if (anew) this.#folder.unwatch()
    if (this.#folder.isWatching || !(await copies.isThere()) || this.#folder.signal.aborted) return
    this.#folder.watch(copies.folder)
    await this.look()
  }

  /** Compares with what lies in the folder now. */
  look(): Promise<void> {
    return this.#folder.look()
  }

  /** What is done with the records between two looks. */
  alone<Output>(work: () => Promise<Output>): Promise<Output> {
    return this.#folder.alone(work)
  }

  close(): void {
    this.#folder.close()
  }

  async #compare(): Promise<void> {
    const { copies, isWanted } = this.#options
    const records = await copies.records()
    for (const [name, record] of records) {
      if (this.#folder.signal.aborted) return
      const facts = await copies.factsOf(name)
      if (facts === null || facts === this.#seen.get(name) || !isWanted(record.boardId)) continue
      await this.#takeIn(name, record, records)
    }
  }

  /** Tries until the file holds still and is a picture. */
  async #takeIn(name: string, record: CopyRecord, records: Map<string, CopyRecord>): Promise<void> {
    const { copies, onFailed } = this.#options
    let failure: unknown
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await delay(restMilliseconds * 2 ** (attempt - 1), undefined, { signal: this.#folder.signal })
      const facts = await copies.factsOf(name)
      // Renamed away for a moment, or for good.
      if (facts === null) continue
      try {
        if (!(await this.#takeWhole(name, record, records, facts))) continue
        this.#seen.set(name, facts)
        return
      } catch (thrown) {
        failure = thrown
      }
    }
    const facts = await copies.factsOf(name)
    if (facts !== null) this.#seen.set(name, facts)
    if (failure !== undefined && !this.#folder.signal.aborted) onFailed(record.boardId, name, failure)
  }

  /** @returns false when the file was changed meanwhile */
  async #takeWhole(
    name: string,
    record: CopyRecord,
    records: Map<string, CopyRecord>,
    facts: string,
  ): Promise<boolean> {
    const { copies, take, onPainted } = this.#options
    const file = path.join(copies.folder, name)
    const sha256 = await sha256OfFile(file)
    if (sha256 === record.sha256) return (await copies.factsOf(name)) === facts
    const picture = await take(file)
    if ((await copies.factsOf(name)) !== facts || (await sha256OfFile(file)) !== sha256) return false
    if (this.#folder.signal.aborted) return true
    records.set(name, { ...record, sha256, media: picture.media })
    await copies.remember(records)
    onPainted(record.boardId, name, picture)
    return true
  }
}
