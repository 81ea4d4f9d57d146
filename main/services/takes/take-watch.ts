import type { TakeSummary } from '../../../core/contract/studio.ts'
import { WatchedFolder } from '../files/watched-folder.ts'
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
 * manager.
 */
export class TakeWatch {
  readonly #options: TakeWatchOptions
  readonly #known: Set<string>
  readonly #folder: WatchedFolder

  /** @param known takes that the window has already */
  constructor(options: TakeWatchOptions, known: Iterable<string>) {
    this.#options = options
    this.#known = new Set(known)
    this.#folder = new WatchedFolder({ restMilliseconds, compare: () => this.#compare(), onBug: options.onBug })
    this.#folder.watch(takesFolder(options.projectFolder))
    // What came between listing and watching.
    this.#folder.lookSoon()
  }

  /** A take that is told of already. */
  knows(takeId: string): void {
    this.#known.add(takeId)
  }

  /** A take that is gone already. */
  forgets(takeId: string): void {
    this.#known.delete(takeId)
  }

  /** Compares with what lies in the folder now, where the system tells nothing of it. */
  look(): Promise<void> {
    return this.#folder.look()
  }

  close(): void {
    this.#folder.close()
  }

  async #compare(): Promise<void> {
    const { projectFolder, onAdded, onRemoved } = this.#options
    const present = await takeIds(projectFolder).catch(() => null)
    // A folder that cannot be listed, on a disk that is away, says nothing of its takes.
    if (present === null || this.#folder.signal.aborted) return
    for (const takeId of [...this.#known].filter((id) => !present.includes(id))) {
      this.#known.delete(takeId)
      onRemoved(takeId)
    }
    const added = await listNewTakes(
      projectFolder,
      present.filter((id) => !this.#known.has(id)),
    )
    for (const take of added) {
      if (this.#folder.signal.aborted || this.#known.has(take.id)) continue
      this.#known.add(take.id)
      onAdded(take)
    }
  }
}
