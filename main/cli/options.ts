import { StudioError } from '../../core/contract/errors.ts'
import { nearestWord } from './nearest-word.ts'

/** What an option is followed by; a flag stands alone. */
export type OptionKind = 'value' | 'flag'

/** The options a command knows, by name without dashes. */
export type OptionTable = Readonly<Record<string, OptionKind>>

export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends 'flag' ? true : string
}

/**
 * Reads `--name value`, `--name=value` and `--flag`. Strict: no other words, no unknown, repeated or empty option.
 * @throws StudioError `command.usage.*` that names the option and what to write instead.
 */
export function readOptions<Table extends OptionTable>(
  words: readonly string[],
  table: Table,
  command: string,
): OptionValues<Table> {
  const values: Record<string, string | true> = {}
  for (let i = 0; i < words.length; i++) {
    const { name, attached } = splitWord(words[i] as string, command)
    const kind = Object.hasOwn(table, name) ? table[name] : undefined
    if (kind === undefined) throw unknownOption(name, Object.keys(table), command)
    const option = `--${name}`
    if (Object.hasOwn(values, name)) throw new StudioError('command.usage.repeated', { option })
    if (kind === 'flag') {
      if (attached !== null) throw new StudioError('command.usage.flag-value', { option })
      values[name] = true
      continue
    }
    const value = attached ?? words[++i]
    if (value === undefined || value === '' || (attached === null && value.startsWith('--'))) {
      throw new StudioError('command.usage.value-missing', { option })
    }
    values[name] = value
  }
  return values as OptionValues<Table>
}

function splitWord(word: string, command: string): { name: string; attached: string | null } {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(word)
  if (!match) throw new StudioError('command.usage.stray-word', { word, command })
  return { name: match[1] as string, attached: match[2] ?? null }
}

function unknownOption(name: string, known: readonly string[], command: string): StudioError {
  const suggestion = nearestWord(name, known)
  const option = `--${name}`
  if (suggestion === null) return new StudioError('command.usage.unknown-option', { option, command })
  return new StudioError('command.usage.unknown-option-near', { option, command, suggestion: `--${suggestion}` })
}

/** @throws StudioError `command.usage.needed` when the option is absent. */
export function needed(value: string | undefined, option: string, command: string): string {
  if (value === undefined) throw new StudioError('command.usage.needed', { option, command })
  return value
}

/** Refuses options that contradict each other. */
export function exclusive(values: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const [first, second] = names.filter((name) => values[name] !== undefined)
  if (first !== undefined && second !== undefined) {
    throw new StudioError('command.usage.exclusive', { first: `--${first}`, second: `--${second}` })
  }
}
