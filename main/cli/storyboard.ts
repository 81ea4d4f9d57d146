import path from 'node:path'
import { boardSheetOptionsSchema, type BoardSheetOptions } from '../../core/contract/board-sheet.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { boardSheetOptions } from '../../core/export/board-sheet-presets.ts'
import { errorText } from '../../core/texts/language.ts'
import { programText } from '../../core/texts/program.ts'
import { exportStoryboard } from '../services/exports/export-storyboard.ts'
import { RasterCache } from '../services/media/raster-cache.ts'
import { readFolder } from '../services/projects/project-read.ts'
import type { Command } from './command.ts'
import { firstWord } from './first-word.ts'
import { choice, wholeNumber } from './option-values.ts'
import { needed, readOptions, type OptionTable, type OptionValues } from './options.ts'
import { projectFolderOf } from './project-word.ts'

const name = 'storyboard'

const options = {
  out: 'value',
  layout: 'value',
  columns: 'value',
  paper: 'value',
  orientation: 'value',
  'no-arrows': 'flag',
  'no-overhead': 'flag',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot storyboard`: the boards of a project as PDF. */
export const storyboard: Command = {
  name,
  isAllOrNothing: true,
  prepare: (words) => {
    const { first: project, rest } = firstWord(words)
    const values = readOptions(rest, options, name)
    const projectFolder = projectFolderOf(needed(project, 'PROJECT', name))
    const outFile = path.resolve(needed(values.out, '--out', name))
    if (path.extname(outFile).toLowerCase() !== '.pdf')
      throw new StudioError('command.usage.pdf', { option: '--out', file: outFile })
    const wanted = sheetOptions(values)
    const overwrite = values.overwrite === true
    return async ({ composition, language, ...context }) => {
      const { history, notices } = await readFolder(projectFolder)
      const { media, packs, installation, places } = composition
      const tools = { media, packs, rasters: new RasterCache(places.cache), version: installation.craneshot }
      const input = { projectFolder, film: history.present, options: wanted, language, outFile, overwrite }
      const { file, pages, notes } = await exportStoryboard(tools)(input, context)
      const told = [...notices, ...notes].map(({ code, details }) => {
        return { code, details, message: errorText(code, details, language) }
      })
      const lines = [
        `${programText('wrote', language)} ${file} (${pages} ${programText('pages', language)})`,
        ...told.map(({ message }) => `${programText('note', language)}: ${message}`),
      ]
      return { json: { file, pages, notes: told }, text: lines.join('\n') }
    }
  },
}

function sheetOptions(values: OptionValues<typeof options>): BoardSheetOptions {
  const { layout, paper, orientation } = boardSheetOptionsSchema.shape
  const usual = boardSheetOptions(choice(values.layout ?? 'rows', '--layout', layout.options))
  const { columns } = values
  return {
    ...usual,
    paper: choice(values.paper ?? usual.paper, '--paper', paper.options),
    orientation: choice(values.orientation ?? usual.orientation, '--orientation', orientation.options),
    columns: columns === undefined ? usual.columns : wholeNumber(columns, '--columns', 2, 8),
    arrows: !values['no-arrows'],
    overhead: !values['no-overhead'],
  }
}
