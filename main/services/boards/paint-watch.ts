import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { filmsOf, type FilmHistory } from '../../../core/project/film-history.ts'
import type { Film } from '../../../core/project/schema/film.ts'
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
  /** The film with its undo; null when the project is open no more. */
  readonly history: () => FilmHistory | null
  /** Whether all of that is on the disk. */
  readonly isSafe: () => boolean
  /** Takes a working copy into the project's media. Rejects for a file that is no whole picture. */
  readonly take: (file: string) => Promise<PaintedPicture>
  /** Told of each save of a paint program that is in media: again at each look, until the film has it. */
  readonly onPainted: (boardId: string, name: string, picture: PaintedPicture) => void
  /** Told when a save is no picture even after a while. */
  readonly onFailed: (boardId: string, name: string, thrown: unknown) => void
  readonly onBug: (thrown: unknown) => void
}

/** A save that is in media, and that the film has not had yet. */
interface Offered {
  readonly record: CopyRecord
  readonly picture: PaintedPicture
  /** The films before it was offered: what an earlier save made of one of them says nothing of this one. */
  readonly earlier: ReadonlySet<Film>
}

/** Programs write in several steps; who looks between them sees half a picture. */
const restMilliseconds = 250
/** Then again and again, each time after twice as long: large pictures on slow disks take seconds. */
const attempts = 6

/**
 * Follows the working copies of a project. The folder is watched, not the files, so that a program that writes beside and
 * renames is seen as well. A save is remembered as taken in only when the film has it on the disk: whatever ends before
 * that, the window or this program, finds the copy to be another than it remembers.
 */
export class PaintWatch {
  readonly #options: PaintWatchOptions
  readonly #folder: WatchedFolder
  /** What each file was when it was last looked at. */
  readonly #seen = new Map<string, string>()
  /** By working copy. */
  readonly #offered = new Map<string, Offered>()

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

  /** To be called when the film may have changed: remembers what it has had by now. */
  settle(): void {
    const had = this.#had()
    if (had.length > 0) this.alone(() => this.#remember(had)).catch(this.#options.onBug)
  }

  /** What is done with the records between two looks. */
  alone<Output>(work: () => Promise<Output>): Promise<Output> {
    return this.#folder.alone(work)
  }

  close(): void {
    this.#folder.close()
  }

  async #compare(): Promise<void> {
    const { copies, history, onPainted } = this.#options
    await this.#remember(this.#had())
    const boards = history()?.present.boards ?? []
    for (const [name, record] of await copies.records()) {
      if (this.#folder.signal.aborted) return
      const facts = await copies.factsOf(name)
      const { boardId } = record
      if (facts === null || !boards.some(({ id }) => id === boardId)) continue
      const offered = this.#offered.get(name)
      if (facts !== this.#seen.get(name)) await this.#takeIn(name, record)
      else if (offered !== undefined) onPainted(boardId, name, offered.picture)
    }
  }

  /** What of the offered the film has had, on the disk. */
  #had(): [string, Offered][] {
    const { history, isSafe } = this.#options
    const now = this.#offered.size > 0 && isSafe() ? history() : null
    return now === null ? [] : [...this.#offered].filter(([, offered]) => hasHad(now, offered))
  }

  async #remember(had: readonly [string, Offered][]): Promise<void> {
    const { copies } = this.#options
    if (had.length === 0) return
    const records = await copies.records()
    for (const [name, { record }] of had) records.set(name, record)
    // What cannot be written is offered again, by the next opening at the latest, to a film that has it.
    const isKept = await copies.remember(records).then(
      () => true,
      () => false,
    )
    if (!isKept) return
    for (const [name, offered] of had) if (this.#offered.get(name) === offered) this.#offered.delete(name)
  }

  /** Tries until the file holds still and is a picture. */
  async #takeIn(name: string, record: CopyRecord): Promise<void> {
    const { copies, onFailed } = this.#options
    let failure: unknown
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await delay(restMilliseconds * 2 ** (attempt - 1), undefined, { signal: this.#folder.signal })
      const facts = await copies.factsOf(name)
      // Renamed away for a moment, or for good.
      if (facts === null) continue
      try {
        if (!(await this.#takeWhole(name, record, facts))) continue
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
  async #takeWhole(name: string, record: CopyRecord, facts: string): Promise<boolean> {
    const { copies, history, take, onPainted } = this.#options
    const file = path.join(copies.folder, name)
    const sha256 = await sha256OfFile(file)
    const last = this.#offered.get(name)?.record ?? record
    if (sha256 === last.sha256) return (await copies.factsOf(name)) === facts
    const picture = await take(file)
    if ((await copies.factsOf(name)) !== facts || (await sha256OfFile(file)) !== sha256) return false
    if (this.#folder.signal.aborted) return true
    const before = history()
    const earlier = new Set(before === null ? [] : filmsOf(before))
    this.#offered.set(name, { record: { ...record, sha256, media: picture.media }, picture, earlier })
    onPainted(record.boardId, name, picture)
    return true
  }
}

/** Whether the board shows the picture, or has shown it since it was offered and the user took another one. */
function hasHad(history: FilmHistory, { record: { boardId, media }, earlier }: Offered): boolean {
  const hasIt = shows(boardId, media)
  return hasIt(history.present) || filmsOf(history).some((film) => !earlier.has(film) && hasIt(film))
}

/** Whether a board of a film has a picture. */
export function shows(boardId: string, media: string): (film: Film) => boolean {
  return ({ boards }) => boards.some(({ id, picture }) => id === boardId && picture.media === media)
}
