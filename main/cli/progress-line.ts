import type { Progress } from '../../core/contract/tasks.ts'
import type { Language } from '../../core/texts/language.ts'
import { stageText } from '../../core/texts/stages.ts'

/** Where progress is shown: stderr, so that stdout stays the command's own. */
export interface ProgressOutput {
  readonly isTerminal: boolean
  write(text: string): void
}

const eraseLine = '\r\x1b[K'

/**
 * Shows a task's progress: on a terminal one line that is written over, elsewhere one line when the stage changes.
 */
export class ProgressLine {
  readonly #output: ProgressOutput
  readonly #language: Language
  #stage = ''
  #open = false

  constructor(output: ProgressOutput, language: Language) {
    this.#output = output
    this.#language = language
  }

  show(progress: Progress): void {
    const words = stageText(progress.stage, this.#language)
    if (this.#output.isTerminal) {
      this.#output.write(eraseLine + describe(words, progress))
      this.#open = true
    } else if (progress.stage !== this.#stage) {
      this.#output.write(`${words}\n`)
    }
    this.#stage = progress.stage
  }

  /** Clears the line, so that what comes next starts on a clean one. */
  end(): void {
    if (this.#open) this.#output.write(eraseLine)
    this.#open = false
    this.#stage = ''
  }
}

function describe(words: string, { fraction, step }: Progress): string {
  const percent =
    fraction === null ? '' : `${String(Math.floor(Math.min(1, Math.max(0, fraction)) * 100)).padStart(3)}%  `
  return `${percent}${words}${step ? ` ${step.done}/${step.total}` : ''}`
}
