/** Lets so many pieces of work run at a time; the others wait in the order they came. */
export class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  /** @param atOnce at least 1 */
  constructor(atOnce: number) {
    this.#free = atOnce
  }

  /** @throws whatever `work` throws */
  async run<Output>(work: () => Promise<Output>): Promise<Output> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
