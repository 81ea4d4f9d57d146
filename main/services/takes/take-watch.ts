import { watch, type FSWatcher } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { listNewTakes, takeIds, takesFolder } from './take-index.ts'

interface TakeWatchOptions {
  /** Absolute. */
  readonly projectFolder: string
  /** Told of each take that another program put into the project. */
  readonly onAdded: (take: TakeSummary) => void
  /** Told of each take whose folder is gone. */
  readonly onRemoved: (takeId: string) => void
  readonly onBug: (thrown: unknown) => void
}

/** Events of one take come in a burst. */
const restMilliseconds = 200

/**
 * Sees takes that come and go in a project's folder without the studio, from the command line beside it or a file
 * manager. Where the system tells nothing of a folder, as on many disks in the net, {@link look} has to be called.
 */
export class TakeWatch {
  readonly #options: TakeWatchOptions
  readonly #known: Set<string>
  readonly #watcher: FSWatcher | null
  readonly #closed = new AbortController()
  #resting = false
  #looking: Promise<void> = Promise.resolve()

  /** @param known takes that the window has already */
  constructor(options: TakeWatchOptions, known: Iterable<string>) {
    this.#options = options
    this.#known = new Set(known)
    this.#watcher = this.#startWatcher()
    // What came between listing and watching.
    this.#lookSoon()
  }

  /** A take that is told of already. */
  knows(takeId: string): void {
    this.#known.add(takeId)
  }

  /** A take that is gone already. */
  forgets(takeId: string): void {
    this.#known.delete(takeId)
  }

  /** Compares with what lies in the folder now. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#compare()).catch((thrown: unknown) => this.#options.onBug(thrown))
    return this.#looking
  }

  close(): void {
    this.#closed.abort()
    this.#watcher?.close()
  }

  #startWatcher(): FSWatcher | null {
    try {
      const watcher = watch(takesFolder(this.#options.projectFolder), { persistent: false }, () => this.#lookSoon())
      // The folder is gone, or its disk.
      watcher.on('error', () => watcher.close())
      return watcher
    } catch {
      return null
    }
  }

  #lookSoon(): void {
    if (this.#resting) return
    this.#resting = true
    void delay(restMilliseconds, undefined, { signal: this.#closed.signal, ref: false }).then(
      () => {
        this.#resting = false
        return this.look()
      },
      () => undefined,
    )
  }

  async #compare(): Promise<void> {
    const { projectFolder, onAdded, onRemoved } = this.#options
    const present = await takeIds(projectFolder).catch(() => null)
    // A folder that cannot be listed, on a disk that is away, says nothing of its takes.
    if (present === null || this.#closed.signal.aborted) return
    for (const takeId of [...this.#known].filter((id) => !present.includes(id))) {
      this.#known.delete(takeId)
      onRemoved(takeId)
    }
    const added = await listNewTakes(
      projectFolder,
      present.filter((id) => !this.#known.has(id)),
    )
    for (const take of added) {
      if (this.#closed.signal.aborted || this.#known.has(take.id)) continue
      this.#known.add(take.id)
      onAdded(take)
    }
  }
}
