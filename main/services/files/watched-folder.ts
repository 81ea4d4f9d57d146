import { watch, type FSWatcher } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

interface WatchedFolderOptions {
  /** From the first word of the system's on; what follows in that time is seen by the same look. */
  readonly restMilliseconds: number
  /** Compares with what lies in the folder now. Never runs twice at a time. */
  readonly compare: () => Promise<void>
  /** Gets what `compare` throws, unless it was closed meanwhile. */
  readonly onBug: (thrown: unknown) => void
}

/**
 * Looks at a folder a moment after the system tells of a change in it, because changes come in bursts. Where the system
 * tells nothing of a folder, as on many disks in the net, {@link look} has to be called.
 */
export class WatchedFolder {
  readonly #options: WatchedFolderOptions
  readonly #closed = new AbortController()
  #watcher: FSWatcher | null = null
  #resting = false
  #looking: Promise<void> = Promise.resolve()

  constructor(options: WatchedFolderOptions) {
    this.#options = options
  }

  /** Ends with {@link close}. */
  get signal(): AbortSignal {
    return this.#closed.signal
  }

  get isWatching(): boolean {
    return this.#watcher !== null
  }

  /** Begins to watch, in place of what was watched before. A folder that cannot be watched is left to {@link look}. */
  watch(folder: string): void {
    this.unwatch()
    if (this.#closed.signal.aborted) return
    try {
      this.#watcher = watch(folder, { persistent: false }, () => this.lookSoon())
      // The folder is gone, or its disk.
      this.#watcher.on('error', () => this.unwatch())
    } catch {
      // Neither is there anything to tell of.
    }
  }

  unwatch(): void {
    this.#watcher?.close()
    this.#watcher = null
  }

  /** Compares now, after what runs already. */
  look(): Promise<void> {
    const { compare, onBug } = this.#options
    this.#looking = this.#looking.then(compare).catch((thrown: unknown) => {
      if (!this.#closed.signal.aborted) onBug(thrown)
    })
    return this.#looking
  }

  lookSoon(): void {
    if (this.#resting) return
    this.#resting = true
    const { restMilliseconds } = this.#options
    void delay(restMilliseconds, undefined, { signal: this.#closed.signal, ref: false }).then(
      () => {
        this.#resting = false
        return this.look()
      },
      () => undefined,
    )
  }

  /** Does something between two looks. */
  alone<Output>(work: () => Promise<Output>): Promise<Output> {
    const done = this.#looking.then(work)
    this.#looking = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  close(): void {
    this.#closed.abort()
    this.unwatch()
  }
}
