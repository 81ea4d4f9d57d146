import path from 'node:path'
import type { TriedComponent } from '../../core/contract/inference.ts'
import type { Language } from '../../core/texts/language.ts'
import { modelText } from '../../core/texts/models.ts'
import { programText } from '../../core/texts/program.ts'
import { addPack, type AddedPack } from '../services/models/add-pack.ts'
import type { PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { tableText } from './table.ts'

const name = 'models'

const options = {
  svd: 'value',
  cameractrl: 'value',
  copy: 'flag',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot models add`: a pack from weights that the user has downloaded. */
export function prepareAdd(words: readonly string[]): PreparedCommand {
  const { first, rest } = firstWord(words)
  const family = needed(first, 'svd-cameractrl', name)
  const values = readOptions(rest, options, name)
  const chosen = {
    svd: path.resolve(needed(values.svd, '--svd', name)),
    cameractrl: path.resolve(needed(values.cameractrl, '--cameractrl', name)),
  }
  const [copy, overwrite] = [values.copy === true, values.overwrite === true]
  return async ({ composition, language, ...context }) => {
    const { packs, templatesFolder, startProbe } = composition
    const added = await addPack({ family, chosen, copy, overwrite }, { packs, templatesFolder, startProbe }, context)
    const { folder, manifest, files, tried } = added
    return {
      json: { folder, id: manifest.id, files, tried, credits: manifest.credits },
      text: describe(added, language),
    }
  }
}

function describe({ folder, manifest, files, tried }: AddedPack, language: Language): string {
  const rows = files.map(({ file, bytes, how }) => [`  ${file}`, sizeText(bytes), modelText(how, language)])
  const licences = manifest.credits.map(({ what, licence, by }) => [`  ${what}`, licence, by])
  return [
    modelText('added', language, { name: manifest.name, id: manifest.id }),
    `${programText('wrote', language)} ${folder}`,
    tableText(rows),
    modelText('tried', language, { parts: tried.map(partText).join(', ') }),
    modelText('licences', language),
    tableText(licences),
  ].join('\n')
}

function partText({ component, milliseconds }: TriedComponent): string {
  return milliseconds === null ? component : `${component} ${(milliseconds / 1000).toFixed(1)} s`
}

function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}
