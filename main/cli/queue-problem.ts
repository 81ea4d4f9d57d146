import type { StudioErrorData } from '../../core/contract/errors.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import type { CommandResult } from './command.ts'

/** A result that also says what was wrong with the queue's file, before all else. @param problem null when all was well */
export function withProblem(result: CommandResult, problem: StudioErrorData | null, language: Language): CommandResult {
  if (problem === null) return result
  const message = errorText(problem.code, problem.details, language)
  const json = { ...result.json, problem: { ...problem, message } }
  return { ...result, json, text: `${message}\n${result.text}` }
}
