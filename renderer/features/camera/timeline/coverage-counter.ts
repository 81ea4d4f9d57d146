import type { Camera } from '../../../../core/contract/generation.ts'
import { currentGeometry, gestureRuns } from '../session/current-shot.ts'

/** Long enough that keys pressed one after another count coverage once. */
const restMilliseconds = 180

interface CoverageWork {
  /** @returns the covered part of each camera's frame */
  readonly count: (cameras: readonly Camera[], signal: AbortSignal) => Promise<readonly number[]>
  readonly show: (parts: readonly number[]) => void
  /** Told why a count failed; one that was left too. */
  readonly failed: (thrown: unknown) => void
}

/** Counts the coverage of the shot's frames when its path has come to rest and no drag holds it. */
export class CoverageCounter {
  readonly #work: CoverageWork
  /** What was counted last or is about to be. */
  #cameras: readonly Camera[] | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #leaving = new AbortController()

  constructor(work: CoverageWork) {
    this.#work = work
  }

  /** Looks whether there is something to count: call it whenever the shot may have changed. */
  look(): void {
    const cameras = currentGeometry()?.cameras ?? null
    if (cameras === null || cameras === this.#cameras) return
    this.stop()
    // The worker is the dragged picture's: what the drag leads to is counted once, when it ends.
    this.#cameras = gestureRuns() ? null : cameras
    if (this.#cameras === null) return
    this.#leaving = new AbortController()
    this.#timer = setTimeout(() => void this.#count(cameras, this.#leaving.signal), restMilliseconds)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#leaving.abort()
  }

  async #count(cameras: readonly Camera[], signal: AbortSignal): Promise<void> {
    try {
      const parts = await this.#work.count(cameras, signal)
      if (!signal.aborted) this.#work.show(parts)
    } catch (thrown) {
      this.#work.failed(thrown)
    }
  }
}
