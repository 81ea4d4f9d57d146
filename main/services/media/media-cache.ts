import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { renameHeld } from '../files/rename-file.ts'
import { temporaryBeside } from '../projects/project-write.ts'

/** What systems answer on a disk that is full, in one way or another. */
const fullDiskCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** The named error for a full disk of the cache, of which users know nothing; anything else stays what it is. */
export function namedIfFull(thrown: unknown, folder: string): unknown {
  const reason =
    thrown instanceof StudioError ? thrown.details['reason'] : (thrown as NodeJS.ErrnoException | null)?.code
  return fullDiskCodes.includes(reason) ? new StudioError('media.cache-full', { folder }, { cause: thrown }) : thrown
}

/** Some thousand pictures for display. */
const defaultMaximumBytes = 1024 ** 3
/** What is shown just now is not removed, whatever the size. */
const protectedMilliseconds = 60_000
/** Files that are made at a time: the media process also has other work. */
const madeAtOnce = 2

/**
 * Files derived from a project's media, made on demand under a name that tells what from; the least lately used go when
 * they become too many.
 */
export class MediaCache {
  readonly #folder: string
  readonly #maximumBytes: number
  readonly #making = new Map<string, Promise<string>>()
  readonly #waiting: (() => void)[] = []
  #free = madeAtOnce
  #addedBytes = Infinity

  constructor(folder: string, maximumBytes = defaultMaximumBytes) {
    this.#folder = folder
    this.#maximumBytes = maximumBytes
  }

  /**
   * The file of that name, made when it is not there. Who asks meanwhile waits for the same.
   * @param make writes the file
   */
  async get(name: string, make: (file: string) => Promise<void>): Promise<string> {
    const file = path.join(this.#folder, name)
    const now = new Date()
    const found = await utimes(file, now, now).then(
      () => true,
      () => false,
    )
    if (found) return file
    const running = this.#making.get(name) ?? this.#make(file, make).finally(() => this.#making.delete(name))
    this.#making.set(name, running)
    return running
  }

  async #make(file: string, make: (file: string) => Promise<void>): Promise<string> {
    await this.#turn()
    const temporary = temporaryBeside(file)
    try {
      await mkdir(this.#folder, { recursive: true })
      await make(temporary)
      this.#addedBytes += (await stat(temporary)).size
      await renameHeld(temporary, file)
    } catch (thrown) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw namedIfFull(thrown, this.#folder)
    } finally {
      this.#endTurn()
    }
    if (this.#addedBytes > this.#maximumBytes / 20) await this.#prune()
    return file
  }

  /** The last asked for comes first: it is what the user looks at now. */
  async #turn(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.unshift(resolve))
  }

  /** Who waits gets the turn itself: between an end and a beginning somebody else could take it as well. */
  #endTurn(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free += 1
    else next()
  }

  async #prune(): Promise<void> {
    this.#addedBytes = 0
    const names = await readdir(this.#folder).catch(() => [])
    const files = await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.#folder, name)
        const facts = await stat(file).catch(() => null)
        return { file, usedAt: facts?.mtimeMs ?? 0, bytes: facts?.size ?? 0 }
      }),
    )
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const { file, usedAt, bytes: freed } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.#maximumBytes || Date.now() - usedAt < protectedMilliseconds) return
      await rm(file, { force: true }).catch(() => undefined)
      bytes -= freed
    }
  }
}
