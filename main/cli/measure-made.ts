import { access } from 'node:fs/promises'
import path from 'node:path'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { MeasuredSummary, ObedienceSummary } from '../../core/contract/obedience.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { obedienceText } from '../../core/texts/obedience.ts'
import { projectFiles } from '../services/projects/project-files.ts'
import { partOf } from '../services/progress-part.ts'
import { measureTake } from '../services/takes/measure-take.ts'
import { takesFolder } from '../services/takes/take-index.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { percent, placeText } from './measure.ts'

interface MeasuredTake {
  readonly folder: string
  readonly summary: ObedienceSummary
}

/** Why a take was not measured: the error's, or a bug's. */
interface UnmeasuredTake {
  readonly folder: string
  readonly thrown: unknown
}

/**
 * Measures how well takes that a command has made obey their cameras, those in a project alone, and adds it to what the
 * command says. What cannot be measured is told and fails nothing; a cancel leaves the takes and what was measured.
 * @param folders of the takes, absolute
 */
export async function withObedience(
  result: CommandResult,
  folders: readonly string[],
  context: CommandContext,
): Promise<CommandResult> {
  const { language, signal } = context
  const takes: string[] = []
  for (const folder of folders) if (await liesInProject(folder)) takes.push(folder)
  if (takes.length === 0 || signal.aborted) return result
  const { measured, failed } = await measureAll(takes, context)
  const left = takes.length - measured.length
  const failures = failed.map(({ folder, thrown }) => ({ folder, error: errorOf(thrown, language) }))
  const line = [
    ...wordsOf(measured, language),
    ...(left > 0 ? [obedienceText('madeLeft', language, { count: left })] : []),
    ...failures.map(({ error }) => error.message),
  ]
  return {
    ...result,
    json: { ...result.json, obedience: [...measured, ...failures] },
    text: `${result.text}\n${line.join(' ')}`,
    isCanceled: result.isCanceled === true || measured.length + failed.length < takes.length,
  }
}

async function measureAll(
  takes: readonly string[],
  context: CommandContext,
): Promise<{ readonly measured: readonly MeasuredTake[]; readonly failed: readonly UnmeasuredTake[] }> {
  const measured: MeasuredTake[] = []
  const failed: UnmeasuredTake[] = []
  const measure = measureTake(context.composition.measureMedia)
  for (const [index, folder] of takes.entries()) {
    const part = partOf(context, index / takes.length, (index + 1) / takes.length)
    try {
      measured.push({ folder, summary: (await measure({ takeFolder: folder }, part)).obedience.summary })
    } catch (thrown) {
      if (isAbort(thrown)) break
      failed.push({ folder, thrown })
    }
  }
  return { measured, failed }
}

async function liesInProject(folder: string): Promise<boolean> {
  const project = path.dirname(path.dirname(folder))
  if (path.dirname(folder) !== takesFolder(project)) return false
  return access(path.join(project, projectFiles.film)).then(
    () => true,
    () => false,
  )
}

function errorOf(thrown: unknown, language: Language) {
  if (!(thrown instanceof StudioError)) return { code: 'bug', message: String(thrown), details: {} }
  const { code, details } = thrown
  return { code, message: errorText(code, details, language), details }
}

/** One take with all its numbers; of several the mean and the worst. */
function wordsOf(takes: readonly MeasuredTake[], language: Language): string[] {
  const summaries = takes.map(({ summary }) => summary)
  const measured = summaries.filter((summary) => summary.state === 'measured')
  const [one] = measured
  const words = one === undefined ? [] : [measured.length === 1 ? ofOne(one, language) : ofMany(measured, language)]
  const reasons = summaries.flatMap((summary) => (summary.state === 'unmeasurable' ? [summary.reason] : []))
  const [reason] = reasons
  if (reason === undefined) return words
  if (takes.length > 1) return [...words, obedienceText('madeUnmeasurable', language, { count: reasons.length })]
  return [`${obedienceText('madeNone', language)} ${obedienceText(reason, language)}`]
}

function ofOne({ rotationDegrees, pictureShift, ...place }: MeasuredSummary, language: Language): string {
  return obedienceText('madeOne', language, {
    rotation: rotationDegrees.toFixed(2),
    place: placeText(place, language),
    shift: percent(pictureShift),
  })
}

function ofMany(measured: readonly MeasuredSummary[], language: Language): string {
  const rotations = measured.map(({ rotationDegrees }) => rotationDegrees)
  const shifts = measured.map(({ pictureShift }) => pictureShift)
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  return obedienceText('madeMany', language, {
    count: measured.length,
    rotation: mean(rotations).toFixed(2),
    worstRotation: Math.max(...rotations).toFixed(2),
    shift: percent(mean(shifts)),
    worstShift: percent(Math.max(...shifts)),
  })
}
