import type { TaskContext } from '../../core/contract/tasks.ts'
import type { Language } from '../../core/texts/language.ts'
import type { Composition } from './composition.ts'

/** What a running command has: how to report, how it is cancelled, and the services. */
export interface CommandContext extends TaskContext {
  readonly language: Language
  readonly composition: Composition
}

/** What a finished command says: one JSON object, or text for people. */
export interface CommandResult {
  readonly json: Readonly<Record<string, unknown>>
  readonly text: string
  /** Part of what was asked for could not be done, which the text says: the program ends as after an error. */
  readonly isPartial?: boolean
  /** The user stopped it, and what it says is what was done until then: the program ends as after an interrupt. */
  readonly isCanceled?: boolean
}

/** A command's words once understood: a long task without input. */
export type PreparedCommand = (context: CommandContext) => Promise<CommandResult>

export interface Command {
  readonly name: string
  /** Canceled by an abort, it leaves nothing behind: neither files nor edits. */
  readonly isAllOrNothing?: boolean
  /**
   * Understands the words after the command's name.
   * @throws StudioError for wrong usage; nothing has happened then.
   */
  prepare(words: readonly string[]): PreparedCommand
}
