import { abortError } from '../../../core/contract/errors.ts'

/** Order of waiting work: what a pointer waits for, what plays next, what fills strips and meters. */
export type Urgency = 'now' | 'soon' | 'later'
const urgencies: readonly Urgency[] = ['now', 'soon', 'later']

interface Work {
  readonly run: () => Promise<unknown>
  readonly settle: { readonly resolve: (value: never) => void; readonly reject: (reason: unknown) => void }
  /** Work of one lane replaces what waits there. */
  readonly lane: object | null
  readonly signal: AbortSignal | undefined
}

/**
 * One piece of work at a time, urgent ones first. Waiting work goes when its signal is aborted or when newer work takes
 * its lane, so that a drag never waits behind pictures nobody wants any more. Nothing runs while nothing waits.
 */
export class WorkQueue {
  readonly #waiting: Record<Urgency, Work[]> = { now: [], soon: [], later: [] }
  #running = false

  /** @returns what `run` gives; rejects with an AbortError when the work is aborted or replaced before it starts */
  add<Value>(
    run: () => Promise<Value>,
    {
      urgency,
      lane = null,
      signal,
    }: {
      readonly urgency: Urgency
      readonly lane?: object | null
      readonly signal?: AbortSignal | undefined
    },
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (lane !== null) this.#empty(lane)
      this.#waiting[urgency].push({ run, settle: { resolve, reject }, lane, signal })
      void this.#work()
    })
  }

  #empty(lane: object): void {
    for (const urgency of urgencies) {
      const replaced = this.#waiting[urgency].filter((work) => work.lane === lane)
      if (replaced.length === 0) continue
      this.#waiting[urgency] = this.#waiting[urgency].filter((work) => work.lane !== lane)
      for (const { settle } of replaced) settle.reject(abortError())
    }
  }

  #next(): Work | undefined {
    for (const urgency of urgencies) {
      const work = this.#waiting[urgency].shift()
      if (work !== undefined) return work
    }
    return undefined
  }

  async #work(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (let work = this.#next(); work !== undefined; work = this.#next()) {
      const { run, settle, signal } = work
      if (signal?.aborted === true) settle.reject(abortError())
      else await run().then(settle.resolve as (value: unknown) => void, settle.reject)
    }
    this.#running = false
  }
}
