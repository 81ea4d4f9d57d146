import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { sequenceGaps } from '../../core/import/sequence-gaps.ts'
import { importText } from '../../core/texts/import-words.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { programText } from '../../core/texts/program.ts'
import { importIntoProject, type ImportOutcome } from '../services/media/import-into-project.ts'
import type { Command, CommandResult } from './command.ts'
import { firstWord } from './first-word.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'
import { tableText } from './table.ts'

const name = 'import'

const options = { json: 'flag' } as const satisfies OptionTable

/** `craneshot import`: pictures, documents, storyboards and scripts into a project. */
export const importFiles: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const folder = projectFolderOf(needed(first, 'PROJECT', name))
    const isOption = (word: string): boolean => word.startsWith('--')
    const end = rest.findIndex(isOption)
    const files = end < 0 ? rest : rest.slice(0, end)
    readOptions(rest.slice(files.length), options, name)
    needed(files[0], 'FILE', name)
    const paths = files.map((file) => path.resolve(file))
    return async ({ composition, language, ...context }) => {
      const { media, places } = composition
      const pageName = (file: string, page: number): string => importText('page', language, { file, page })
      const input = { folder, paths, pageName }
      const outcome = await importIntoProject(input, { media, cacheFolder: places.cache }, context)
      const { outcomes } = outcome
      const [only] = outcomes
      if (outcomes.length === 1 && only?.failure) throw only.failure
      if (outcomes.every(({ failure }) => failure !== null)) {
        const reasons = outcomes.flatMap(({ failure }) =>
          failure ? [errorText(failure.code, failure.details, language)] : [],
        )
        throw new StudioError('command.import.nothing', { folder, reasons: reasons.join(' ') })
      }
      return describe(folder, outcome, language)
    }
  },
}

function describe(folder: string, { outcomes, leftOut, untried }: ImportOutcome, language: Language): CommandResult {
  const told = ({ code, details }: StudioError) => ({ code, details, message: errorText(code, details, language) })
  const files = outcomes.map(({ name: file, scenes, shots, failure, notes }) => {
    return { file, scenes, shots, failure: failure && told(failure), notes: notes.map(told) }
  })
  const missing = sequenceGaps(outcomes.filter(({ scenes }) => scenes === 0).map(({ name: file }) => file))
  const rows = files.map(({ file, scenes, shots, failure }) => [
    `  ${file}`,
    failure?.message ?? importText(scenes > 0 ? 'scenes' : 'shots', language, { scenes, shots }),
  ])
  const notes = [
    ...files.flatMap((file) => file.notes.map(({ message }) => message)),
    ...(missing.length > 0 ? [importText('missing', language, { names: missing.join(', ') })] : []),
    ...(leftOut > 0 ? [importText('left-out', language, { count: leftOut })] : []),
    ...(untried > 0 ? [importText('untried', language, { count: untried })] : []),
  ]
  const lines = [
    importText('imported', language, { folder }),
    tableText(rows),
    ...notes.map((note) => `${programText('note', language)}: ${note}`),
  ]
  return {
    json: { folder, files, missing, leftOut, ...(untried > 0 ? { untried } : {}) },
    text: lines.join('\n'),
    isCanceled: untried > 0,
  }
}
