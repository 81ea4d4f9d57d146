import path from 'node:path'
import type { ExportOptions } from '../../core/contract/export-options.ts'
import { exportPresets, presetOptions, type MovieFormat } from '../../core/export/presets.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { programText, type ProgramWord } from '../../core/texts/program.ts'
import { exportFilm, type ExportedFileKind, type ExportedFilm } from '../services/exports/export-film.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { RasterCache } from '../services/media/raster-cache.ts'
import type { Command, CommandResult } from './command.ts'
import { firstWord } from './first-word.ts'
import { machineRuntime } from './machine-runtime.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { choice } from './option-values.ts'
import { projectFolderOf } from './project-word.ts'
import { tableText } from './table.ts'

const name = 'export'

const options = {
  preset: 'value',
  out: 'value',
  movie: 'value',
  'no-cut': 'flag',
  'no-shots': 'flag',
  'no-timelines': 'flag',
  'no-cameras': 'flag',
  'depth-exr': 'flag',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** What a user calls the movie formats. */
const movieFormats: Readonly<Record<string, MovieFormat>> = { h264: 'mp4-h264', prores: 'mov-prores-422-hq' }

/** `craneshot export`: the cut of a project for an editing program. */
export const exportProject: Command = {
  name,
  isAllOrNothing: true,
  prepare: (words) => {
    const { first: project, rest } = firstWord(words)
    const values = readOptions(rest, options, name)
    const projectFolder = projectFolderOf(needed(project, 'PROJECT', name))
    const presets = Object.keys(exportPresets) as ExportOptions['preset'][]
    const preset = presetOptions(choice(values.preset ?? 'generic', '--preset', presets))
    const outFolder = path.resolve(needed(values.out, '--out', name))
    const movie = values.movie === undefined ? null : choice(values.movie, '--movie', Object.keys(movieFormats))
    const wanted: ExportOptions = {
      ...preset,
      movieFormat: (movie === null ? undefined : movieFormats[movie]) ?? preset.movieFormat,
      cutMovie: !values['no-cut'],
      shotMovies: !values['no-shots'],
      timelines: !values['no-timelines'],
      cameras: !values['no-cameras'],
      ...(values['depth-exr'] ? { depthExr: true } : {}),
    }
    const overwrite = values.overwrite === true
    return async ({ composition, language, ...context }) => {
      const { history, notices } = await readFolder(projectFolder)
      const { media, packs, installation, places, inference, startProbe, queue } = composition
      const rasters = new RasterCache(places.cache)
      const chooseRun = machineRuntime(startProbe)
      const version = installation.craneshot
      const tools = { media, packs, rasters, version, inference, startProbe, queue, chooseRun }
      const input = { projectFolder, film: history.present, options: wanted, outFolder, overwrite }
      const exported = await exportFilm(tools)(input, context)
      return describeExport({ ...exported, notes: [...notices, ...exported.notes] }, language)
    }
  },
}

const kinds: Readonly<Record<ExportedFileKind, ProgramWord>> = {
  timeline: 'timeline',
  'cut-movie': 'cutMovie',
  'shot-movie': 'shotMovie',
  camera: 'camera',
  depth: 'depthFrames',
  sound: 'sound',
}

function describeExport({ folder, files, notes }: ExportedFilm, language: Language): CommandResult {
  const told = notes.map(({ code, details }) => ({ code, details, message: errorText(code, details, language) }))
  const lines = [
    `${programText('wrote', language)} ${folder}`,
    tableText(files.map((file) => [`  ${programText(kinds[file.kind], language)}`, file.name])),
    ...told.map(({ message }) => `${programText('note', language)}: ${message}`),
  ]
  return { json: { folder, files, notes: told }, text: lines.join('\n') }
}
