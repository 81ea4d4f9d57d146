import { StudioError } from '../../core/contract/errors.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { modelText } from '../../core/texts/models.ts'
import { programText } from '../../core/texts/program.ts'
import { checkPack } from '../services/models/check-pack.ts'
import { findAnyPack, listPacks, type ListedPack } from '../services/models/models.ts'
import { machinePackUse } from '../services/models/pack-use.ts'
import { removePack } from '../services/models/remove-pack.ts'
import type { Command, PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { modelWord } from './model-word.ts'
import { prepareAdd } from './models-add.ts'
import { prepareMeasure } from './models-measure.ts'
import { needed, readOptions } from './options.ts'
import { tableText } from './table.ts'

/** `craneshot models`: lists the packs, adds, checks and removes them. */
export const models: Command = {
  name: 'models',
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    if (first === undefined) return prepareList(rest)
    const prepare = Object.hasOwn(actions, first) ? actions[first] : undefined
    if (!prepare) throw new StudioError('command.usage.stray-word', { word: first, command: 'models' })
    return prepare(rest)
  },
}

const actions: Readonly<Record<string, (words: readonly string[]) => PreparedCommand>> = {
  add: prepareAdd,
  check: prepareCheck,
  measure: prepareMeasure,
  remove: prepareRemove,
}

/** The packs that can be chosen, and what is wrong with those that cannot. */
function prepareList(words: readonly string[]): PreparedCommand {
  readOptions(words, { json: 'flag' }, 'models')
  return async ({ composition, language }) => {
    const packs = await listPacks(composition.packs)
    const json = { folder: composition.packs.userPacks, models: packs.map((pack) => describe(pack, language)) }
    const table = tableText(packs.map((pack) => row(pack, language)))
    return { json, text: `${table}\n${modelText('folder', language, { folder: json.folder })}` }
  }
}

function prepareCheck(words: readonly string[]): PreparedCommand {
  const model = modelWord(modelOf(words))
  return async ({ composition, language, ...context }) => {
    const pack = await findAnyPack(model, composition.packs)
    const files = await checkPack(pack, context)
    const { id } = pack.manifest
    return { json: { id, folder: pack.folder, files }, text: modelText('checked', language, { id, files }) }
  }
}

function prepareRemove(words: readonly string[]): PreparedCommand {
  const model = modelOf(words)
  return async ({ composition, language }) => {
    const { packs, places } = composition
    const { folder, freedBytes, keptBytes } = await removePack(model, { packs, use: machinePackUse(places) })
    return { json: { folder, freedBytes, keptBytes }, text: modelText('removed', language, { folder }) }
  }
}

function modelOf(words: readonly string[]): string {
  const { first, rest } = firstWord(words)
  readOptions(rest, { json: 'flag' }, 'models')
  return needed(first, 'MODEL', 'models')
}

function describe(listed: ListedPack, language: Language): Record<string, unknown> {
  const { origin, folder, pack, depth, problem } = listed
  if (problem) {
    const { code, details } = problem
    return { origin, folder, usable: false, problem: { code, details, message: errorText(code, details, language) } }
  }
  if (depth) {
    const { id, version, name, family, licence, depth: network } = depth.manifest
    const facts = { id, version, name, family, depth: network, licence }
    return { origin, folder, usable: true, ...facts, manifestSha256: depth.manifestSha256 }
  }
  const { id, version, name, family, sizes, sizeMultiple, frames, steps, licence, trainedRange, controls } =
    pack.manifest
  const facts = { id, version, name, family, sizes, sizeMultiple, frames, steps, trainedRange, controls, licence }
  return { origin, folder, usable: true, ...facts, manifestSha256: pack.manifestSha256 }
}

function row({ origin, folder, pack, depth, problem }: ListedPack, language: Language): string[] {
  if (problem) {
    return [origin, programText('damaged', language), folder, errorText(problem.code, problem.details, language)]
  }
  if (depth) {
    const { id, version, name, licence } = depth.manifest
    return [origin, id, version, name, modelText('depth', language), '', licence]
  }
  const { id, version, name, sizes, frames, licence } = pack.manifest
  const size = sizes.map(({ width, height }) => `${width}x${height}`).join(' ')
  return [origin, id, version, name, size, `${frames.min}–${frames.max} ${programText('frames', language)}`, licence]
}
