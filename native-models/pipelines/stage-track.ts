import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Preview, TaskContext } from '../../core/contract/tasks.ts'
import type { Stage } from '../../core/texts/stages.ts'

/** Stages in order, each with its usual share of the whole time. */
export type StageShares = readonly (readonly [stage: Stage, share: number])[]

/** Reports a pipeline's progress stage by stage, measures each stage, and lets a cancel in between two steps. */
export class StageTrack {
  readonly #context: TaskContext
  readonly #shares: StageShares
  readonly #milliseconds: Record<string, number> = {}

  constructor(context: TaskContext, shares: StageShares) {
    this.#context = context
    this.#shares = shares
  }

  /** Wall time of each finished stage. */
  get milliseconds(): Readonly<Record<string, number>> {
    return this.#milliseconds
  }

  /**
   * Lets a cancel in: a run blocks the event loop, and what came meanwhile is only read in the next turn.
   * @throws AbortError
   */
  readonly breathe = async (): Promise<void> => {
    await nextTurn()
    this.#context.signal.throwIfAborted()
  }

  /**
   * Runs one stage of `total` steps. `work` awaits `step` after each of them; that is where a cancel takes effect.
   * @throws AbortError
   */
  async run<Output>(
    stage: Stage,
    total: number,
    work: (step: (done: number, preview?: Preview) => Promise<void>) => Promise<Output>,
  ): Promise<Output> {
    const index = this.#shares.findIndex(([name]) => name === stage)
    const partAfter = (stages: number): number =>
      this.#shares.slice(0, stages).reduce((sum, [, share]) => sum + share, 0)
    const before = partAfter(index)
    const after = partAfter(index + 1)
    const start = performance.now()
    const step = async (done: number, preview?: Preview): Promise<void> => {
      const fraction = Math.min(1, after, before + ((after - before) * done) / total)
      this.#context.report({ stage, fraction, step: { done, total }, ...(preview ? { preview } : {}) })
      await this.breathe()
    }
    await step(0)
    const output = await work(step)
    this.#milliseconds[stage] = (this.#milliseconds[stage] ?? 0) + performance.now() - start
    return output
  }
}
