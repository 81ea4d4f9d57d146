import path from 'node:path'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { MeasuredSummary, Obedience, ObedienceSummary } from '../../core/contract/obedience.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { obedienceText } from '../../core/texts/obedience.ts'
import { partOf } from '../services/progress-part.ts'
import { measureTake } from '../services/takes/measure-take.ts'
import { readObedience } from '../services/takes/obedience-file.ts'
import { takesToMeasure, type NamedTake } from '../services/takes/takes-to-measure.ts'
import type { Command, CommandContext, CommandResult } from './command.ts'
import { firstWord } from './first-word.ts'
import { needed, readOptions } from './options.ts'
import { tableText } from './table.ts'

const name = 'measure'

interface Measured {
  readonly take: NamedTake
  readonly obedience: Obedience
}

interface Failed {
  readonly take: NamedTake
  readonly error: StudioError
}

/** `craneshot measure`: how well takes obey their cameras. What is measured already is told as it is. */
export const measure: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, { again: 'flag', json: 'flag' }, name)
    const place = path.resolve(needed(first, 'TAKE', name))
    return (context) => measureTakes(place, values.again === true, context)
  },
}

async function measureTakes(place: string, again: boolean, context: CommandContext): Promise<CommandResult> {
  const takes = await takesToMeasure(place)
  if (takes.length === 0) throw new StudioError('command.measure.none', { place })
  const measureOne = measureTake(context.composition.measureMedia)
  const measured: Measured[] = []
  const failed: Failed[] = []
  for (const [index, take] of takes.entries()) {
    const part = partOf(context, index / takes.length, (index + 1) / takes.length)
    try {
      const known = again ? null : await readObedience(take.folder)
      const obedience = known ?? (await measureOne({ takeFolder: take.folder }, part)).obedience
      measured.push({ take, obedience })
    } catch (thrown) {
      if (isAbort(thrown) && measured.length + failed.length > 0) break
      // One of many keeps nobody from the others.
      if (takes.length === 1 || !(thrown instanceof StudioError)) throw thrown
      failed.push({ take, error: thrown })
    }
  }
  const isCanceled = measured.length + failed.length < takes.length
  return { ...resultOf(measured, failed, context.language), isCanceled }
}

function resultOf(measured: readonly Measured[], failed: readonly Failed[], language: Language): CommandResult {
  const wordsOf = ({ code, details }: StudioError): string => errorText(code, details, language)
  const failures = failed.map(({ take: { name: take, folder }, error }) => {
    const { code, details } = error
    return { take, folder, error: { code, message: wordsOf(error), details } }
  })
  const table = measured.length === 0 ? [] : [describe(measured, language)]
  return {
    json: {
      takes: measured.map(({ take, obedience }) => ({ take: take.name, folder: take.folder, ...obedience })),
      failures,
    },
    text: [...table, ...failures.map(({ take, error }) => `${take}: ${error.message}`)].join('\n'),
    isPartial: failures.length > 0,
  }
}

function describe(measured: readonly Measured[], language: Language): string {
  const heads = (['take', 'rotation', 'travel', 'shift', 'frames'] as const).map((word) =>
    obedienceText(word, language),
  )
  return tableText([
    heads,
    ...measured.map(({ take, obedience }) => [take.name, ...cells(obedience.summary, language)]),
  ])
}

function cells(summary: ObedienceSummary, language: Language): string[] {
  if (summary.state === 'unmeasurable') {
    return [`${obedienceText('unmeasurable', language)}: ${obedienceText(summary.reason, language)}`]
  }
  const { rotationDegrees, pictureShift, measuredFrames, frames } = summary
  const place = placeText(summary, language)
  return [`${rotationDegrees.toFixed(2)}°`, place, `${percent(pictureShift)}%`, `${measuredFrames}/${frames}`]
}

/** How far the camera's places are off, with what that is measured by. */
export function placeText(
  { travel, relativeTo }: Pick<MeasuredSummary, 'travel' | 'relativeTo'>,
  language: Language,
): string {
  return obedienceText(relativeTo === 'travel' ? 'travelPart' : 'subjectPart', language, { percent: percent(travel) })
}

/** A part as percent, without the sign. */
export function percent(part: number): string {
  return (part * 100).toFixed(1)
}
