/** What is done so soon cost no work worth measuring, such as loading a model that is loaded already. */
const HEAD_START_MILLISECONDS = 500
/** Stages differ in pace: only what was done lately counts. */
const WINDOW_MILLISECONDS = 20_000
/** Less time or less progress tells no pace. */
const LEAST_MILLISECONDS = 1000
const LEAST_FRACTION = 0.01

/** Time until a task's end, learned from its own pace. */
export class RemainingTime {
  readonly #startedAt: number
  #samples: { readonly at: number; readonly fraction: number }[]

  /** @param startedAt milliseconds of any clock, as in {@link told} */
  constructor(startedAt: number) {
    this.#startedAt = startedAt
    this.#samples = [{ at: startedAt, fraction: 0 }]
  }

  /**
   * Takes in how much is done now.
   * @param fraction done part, 0..1; null while it is not known
   * @returns whole milliseconds until the end; null while the pace cannot be known
   */
  told(fraction: number | null, at: number): number | null {
    if (fraction === null) return null
    if (at - this.#startedAt < HEAD_START_MILLISECONDS) this.#samples = []
    this.#samples.push({ at, fraction })
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - WINDOW_MILLISECONDS) this.#samples.shift()
    const first = this.#samples[0]!
    const milliseconds = at - first.at
    const done = fraction - first.fraction
    if (milliseconds < LEAST_MILLISECONDS || done < LEAST_FRACTION) return null
    return Math.round((milliseconds * (1 - fraction)) / done)
  }
}
