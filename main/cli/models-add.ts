import path from 'node:path'
import { depthFamily } from '../../core/contract/depth-pack.ts'
import type { TriedComponent } from '../../core/contract/inference.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import type { Language } from '../../core/texts/language.ts'
import { modelText } from '../../core/texts/models.ts'
import { programText } from '../../core/texts/program.ts'
import { machineThreads } from '../jobs/machine-threads.ts'
import { chooseProvider, probeInProcess } from '../jobs/provider-choice.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import { addPack, type AddedPack } from '../services/models/add-pack.ts'
import type { Precision } from '../services/models/graph-templates.ts'
import { machinePackUse } from '../services/models/pack-use.ts'
import { candidateProviders } from '../services/models/providers.ts'
import type { PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { prepareAddDepth } from './models-add-depth.ts'
import { choice } from './option-values.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { tableText } from './table.ts'

const name = 'models'

const options = {
  svd: 'value',
  cameractrl: 'value',
  precision: 'value',
  copy: 'flag',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot models add`: a pack from weights that the user has downloaded, or a network for depth. */
export function prepareAdd(words: readonly string[]): PreparedCommand {
  const { first, rest } = firstWord(words)
  if (first === depthFamily) return prepareAddDepth(rest)
  const family = needed(first, 'svd-cameractrl | depth', name)
  const values = readOptions(rest, options, name)
  const chosen = {
    svd: path.resolve(needed(values.svd, '--svd', name)),
    cameractrl: path.resolve(needed(values.cameractrl, '--cameractrl', name)),
  }
  const wish = values.precision === undefined ? null : choice(values.precision, '--precision', ['full', 'half'])
  const [copy, overwrite] = [values.copy === true, values.overwrite === true]
  return async ({ composition, language, ...context }) => {
    const { packs, places, templatesFolder, startProbe } = composition
    const precision = wish ?? (await precisionHere(startProbe, context))
    const input = { family, chosen, precision, copy, overwrite }
    const use = machinePackUse(places)
    const added = await addPack(input, { packs, templatesFolder, startProbe, use }, context)
    const { folder, manifest, files, tried } = added
    const json = { folder, id: manifest.id, precision, files, tried, credits: manifest.credits }
    return { json, text: describe(added, language) }
  }
}

/** Half precision where something faster than the CPU works: the CPU itself computes in full precision only. */
async function precisionHere(startProbe: StartWorker, { signal, report }: TaskContext): Promise<Precision> {
  report({ stage: 'take.provider', fraction: null })
  const threads = machineThreads()
  const choice = await chooseProvider(null, candidateProviders(process.platform), (provider) =>
    probeInProcess(startProbe, provider, threads, signal),
  )
  return choice.provider === 'cpu' ? 'full' : 'half'
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
