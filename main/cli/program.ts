import { isAbort, StudioError } from '../../core/contract/errors.ts'
import { errorText, languageFromLocale, type Language } from '../../core/texts/language.ts'
import { programText } from '../../core/texts/program.ts'
import type { Command, CommandResult, PreparedCommand } from './command.ts'
import { compose } from './composition.ts'
import { findCommand } from './commands.ts'
import { help } from './help.ts'
import { ProgressLine } from './progress-line.ts'

/** The world outside of the program. */
export interface ProgramIo {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly errorIsTerminal: boolean
  writeOutput(text: string): void
  writeError(text: string): void
  /** Calls the listener at each interrupt (Ctrl+C). */
  onInterrupt(listener: () => void): void
  /** Ends the program at once. */
  exitNow(exitCode: number): void
}

export const exitCodes = { done: 0, expectedError: 1, wrongUsage: 2, bug: 3, canceled: 130 } as const

/** Runs one command line and answers its exit code. */
export async function runProgram(words: readonly string[], io: ProgramIo): Promise<number> {
  const language = languageOf(io.environment)
  const wantsJson = words.includes('--json')
  const understood = understand(words)
  const end = 'run' in understood ? await execute(understood.run, io, language) : understood
  const told = { io, language, wantsJson }
  if ('result' in end) return reportResult(end.result, told)
  const isAllOrNothing = 'command' in understood && understood.command.isAllOrNothing === true
  return reportFailure(end.thrown, end.exitCode, { ...told, canceled: isAllOrNothing ? 'canceledWhole' : 'canceled' })
}

type End = { readonly result: CommandResult } | { readonly thrown: unknown; readonly exitCode: number }

interface Understood {
  readonly command: Command
  readonly run: PreparedCommand
}

function understand(words: readonly string[]): Understood | Extract<End, { thrown: unknown }> {
  try {
    const [name, ...rest] = words
    const command = findCommand(name)
    // Whoever asks a command for help gets it, whatever else the line holds.
    if (rest.includes('--help') || rest.includes('-h')) return { command: help, run: help.prepare([command.name]) }
    return { command, run: command.prepare(rest) }
  } catch (thrown) {
    return { thrown, exitCode: thrown instanceof StudioError ? exitCodes.wrongUsage : exitCodes.bug }
  }
}

/** The first interrupt asks the task to stop between two steps, the second ends the program. */
async function execute(run: PreparedCommand, io: ProgramIo, language: Language): Promise<End> {
  const progress = new ProgressLine({ isTerminal: io.errorIsTerminal, write: io.writeError }, language)
  const controller = new AbortController()
  io.onInterrupt(() => {
    if (controller.signal.aborted) return io.exitNow(exitCodes.canceled)
    progress.end()
    io.writeError(`${programText('stopping', language)}\n`)
    controller.abort()
  })
  const composition = compose(({ state, waitingFor }) => {
    if (state === 'queued' && waitingFor) progress.show({ stage: `queue.${waitingFor}`, fraction: null })
  })
  const report = progress.show.bind(progress)
  try {
    return { result: await run({ signal: controller.signal, report, language, composition }) }
  } catch (thrown) {
    return { thrown, exitCode: exitCodeOf(thrown) }
  } finally {
    progress.end()
    composition.close()
  }
}

function exitCodeOf(thrown: unknown): number {
  if (isAbort(thrown)) return exitCodes.canceled
  return thrown instanceof StudioError ? exitCodes.expectedError : exitCodes.bug
}

interface Told {
  readonly io: ProgramIo
  readonly language: Language
  readonly wantsJson: boolean
}

function reportResult(result: CommandResult, { io, language, wantsJson }: Told): number {
  const { json, text, isPartial = false, isCanceled = false } = result
  const exitCode = isCanceled ? exitCodes.canceled : isPartial ? exitCodes.expectedError : exitCodes.done
  const message = programText('canceled', language)
  const error = isCanceled ? { error: { code: 'canceled', message, details: {} } } : {}
  const outcome = exitCode === exitCodes.done ? { ok: true } : { ok: false, exitCode, ...error }
  if (isCanceled) io.writeError(forPeople(message))
  io.writeOutput(wantsJson ? `${JSON.stringify({ ...outcome, ...json })}\n` : forPeople(text))
  return exitCode
}

function reportFailure(
  thrown: unknown,
  exitCode: number,
  { io, language, wantsJson, canceled }: Told & { readonly canceled: 'canceled' | 'canceledWhole' },
): number {
  const message = isAbort(thrown) ? programText(canceled, language) : wordsOf(thrown, language)
  io.writeError(forPeople(message))
  if (wantsJson) {
    const code = thrown instanceof StudioError ? thrown.code : exitCode === exitCodes.canceled ? 'canceled' : 'bug'
    const details = thrown instanceof StudioError ? thrown.details : {}
    io.writeOutput(`${JSON.stringify({ ok: false, exitCode, error: { code, message, details } })}\n`)
  }
  return exitCode
}

function wordsOf(thrown: unknown, language: Language): string {
  if (thrown instanceof StudioError) return errorText(thrown.code, thrown.details, language)
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return `${stack}\n${programText('bug', language)}`
}

/** POSIX order: LC_ALL before LC_MESSAGES before LANG; CRANESHOT_LANG before them all. */
function languageOf(environment: ProgramIo['environment']): Language {
  const names = ['CRANESHOT_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG']
  return languageFromLocale(names.map((name) => environment[name]).find((value) => value) ?? '')
}

/**
 * A text as a terminal may show it, with a newline at its end: names of files and words of packs in it must not move
 * the cursor, so control characters but newlines and tabs become U+FFFD.
 */
function forPeople(text: string): string {
  const safe = text.replaceAll(/[^\P{Control}\n\t]/gu, '\ufffd')
  return safe.endsWith('\n') ? safe : `${safe}\n`
}
